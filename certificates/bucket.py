"""A bucket of looks for each address: enough for anybody who verifies, too few for trying codes (C08)."""

import ipaddress
import logging
import time

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from lms import conf

logger = logging.getLogger(__name__)

MINUTES = 10


def may_look(request: HttpRequest) -> bool:
    """Take one look out of the address's bucket; False when it is empty until the next ten minutes begin.

    Without a cache everybody may look: codes cannot be guessed, the bucket only keeps the page calm.
    """
    window = int(time.time()) // (MINUTES * 60)
    whose = salted_hmac("certificates.bucket", _network(_address(request))).hexdigest()[:32]
    key = f"lms-verify-{window}-{whose}"
    try:
        cache.add(key, 0, timeout=MINUTES * 60)
        return cache.incr(key) <= conf.verify_looks()
    except Exception:
        logger.exception("The cache does not count looks")
        return True


def _address(request: HttpRequest) -> str:
    """The visitor's address: what our own proxies, and nobody before them, wrote down."""
    proxies = conf.trusted_proxies()
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if proxies and len(hops) >= proxies:
        return hops[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    """An IPv6 visitor is a /64: they own all of it."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{found}/64", strict=False)) if found.version == 6 else address
