"""Addresses of the services around us, each one environment variable (architecture.md, section 5)."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import dj_email_url

LOCAL_STORAGE = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def storage(url: str) -> dict[str, Any]:
    """What STORAGE_URL says, as an entry of `STORAGES`; the local disk where it is empty.

    ``s3://KEY:SECRET@HOST[:PORT]/BUCKET[/PREFIX][?region=NAME]``; ``s3+http://`` where the service has no TLS.
    Without KEY and SECRET boto3 looks for them in its usual places. Files are private: each address is signed.
    """
    if not url:
        return LOCAL_STORAGE
    parts = urlsplit(url)
    bucket, _, prefix = parts.path.strip("/").partition("/")
    if parts.scheme not in ("s3", "s3+http") or not parts.hostname or not bucket:
        raise ValueError("STORAGE_URL must look like s3://KEY:SECRET@HOST/BUCKET")
    options = {
        "bucket_name": bucket,
        "location": prefix,
        "endpoint_url": f"{'http' if parts.scheme == 's3+http' else 'https'}://{parts.netloc.rpartition('@')[2]}",
        "region_name": dict(parse_qsl(parts.query)).get("region"),
        "access_key": unquote(parts.username) if parts.username else None,
        "secret_key": unquote(parts.password) if parts.password else None,
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def pictures(stored: dict[str, Any]) -> dict[str, Any]:
    """Storage of resized course pictures: as `stored`, but with plain addresses that browsers may keep."""
    if "OPTIONS" not in stored:
        return stored
    return {**stored, "OPTIONS": {**stored["OPTIONS"], "querystring_auth": False}}


def origin(stored: dict[str, Any]) -> list[str]:
    """Where pictures come from besides our own origin, for the Content-Security-Policy."""
    return [stored["OPTIONS"]["endpoint_url"]] if "OPTIONS" in stored else []


def mail(url: str) -> dict[str, Any]:
    """What EMAIL_URL says, as settings: ``console:``, ``file:///folder``, ``smtp://``, ``submission://``.

    ``anymail+SERVICE://?setting=value`` sends through django-anymail, so ``anymail+postmark://?server_token=...``
    sets ``ANYMAIL["POSTMARK_SERVER_TOKEN"]``.
    """
    parts = urlsplit(url)
    scheme, _, service = parts.scheme.partition("+")
    values = dict(parse_qsl(parts.query))
    if scheme == "file":
        return {"EMAIL_BACKEND": dj_email_url.SCHEMES["file"], "EMAIL_FILE_PATH": parts.path}
    if scheme != "anymail":
        return {key: value for key, value in dj_email_url.parse(url).items() if value is not None} | {
            "EMAIL_TIMEOUT": 10
        }
    prefix = service.upper().replace("-", "_")
    return {
        "EMAIL_BACKEND": f"anymail.backends.{prefix.lower()}.EmailBackend",
        "ANYMAIL": {f"{prefix}_{key.upper()}": value for key, value in values.items()} | {"REQUESTS_TIMEOUT": 10},
    }
