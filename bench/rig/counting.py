"""How many queries one click takes, seen from inside: Django's own test client, with CSRF checked."""

import re
from typing import Any

from bench.rig.clicks import Click

TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT")


def queries(click: Click, *, expect: int, cold: bool = False) -> dict[str, Any]:
    """`{queries, transaction, tables}`: those that ask or write, those that only open or close a transaction.

    `cold` empties every cache first, as after a deployment.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if cold:
        forget()
    connection.ensure_connection()
    with CaptureQueriesContext(connection) as captured:
        response = _send(click)
    if response.status_code != expect:
        raise RuntimeError(f"{click.path} answered {response.status_code}, not {expect}.")
    # What PostgreSQL keeps a plan of is sent without its words.
    said = [query["sql"] or "PREPARED" for query in captured.captured_queries]
    work = [sql for sql in said if not sql.startswith(TRANSACTION)]
    return {"queries": len(work), "transaction": len(said) - len(work), "tables": [_gist(sql) for sql in work]}


def _gist(sql: str) -> str:
    table = re.search(r'^(?:.*\n  FROM|.*?(?:FROM|INTO|UPDATE)) "?(\w+)', sql, re.DOTALL)
    return f"{sql.split()[0]} {table[1] if table else ''}".strip()


def forget() -> None:
    """Empty the caches that a request may fill."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.cache import caches
    from wagtail.models import Site

    from courses.pages import kept

    for cache in caches.all():
        cache.clear()
    kept.forget()
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def _send(click: Click) -> Any:
    from django.test import Client

    client = Client(enforce_csrf_checks=True, headers={**click.headers, "host": "127.0.0.1"})
    if click.body is None:
        return client.get(click.path)
    return client.post(click.path, click.body, content_type=click.headers["Content-Type"])
