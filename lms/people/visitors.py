"""Strangers who knock: each address has a bucket of tries, enough for anybody, too few for guessing."""

import ipaddress
import logging
import time
from collections.abc import Callable
from functools import wraps

from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from lms import conf

logger = logging.getLogger(__name__)

MINUTES = 10

View = Callable[..., HttpResponseBase]


def public_but_quiet(*, what: str, most: Callable[[], int], later: str) -> Callable[[View], View]:
    """Open to strangers, a bucketful at a time; stored by nobody, listed nowhere. `later` is the template for whoever
    comes too often."""

    def decorate(view: View) -> View:
        @wraps(view)
        def quiet(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
            if may_try(request, what=what, most=most()):
                response: HttpResponseBase = view(request, *args, **kwargs)
            else:
                response = render(request, later, {"minutes": MINUTES}, status=429)
            response["X-Robots-Tag"] = "noindex, nofollow"
            response["Cache-Control"] = "no-store"
            return response

        return quiet

    return decorate


def may_try(request: HttpRequest, *, what: str, most: int) -> bool:
    """Take one try at `what` out of the address's bucket; False when it is empty until the next ten minutes begin.

    Without a cache everybody may try: the bucket only slows what cannot be guessed anyway.
    """
    window = int(time.time()) // (MINUTES * 60)
    whose = salted_hmac("lms.people.visitors", _network(address(request))).hexdigest()[:32]
    key = f"lms-{what}-{window}-{whose}"
    try:
        cache.add(key, 0, timeout=MINUTES * 60)
        return cache.incr(key) <= most
    except Exception:
        logger.exception("The cache does not count tries")
        return True


def address(request: HttpRequest) -> str:
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
