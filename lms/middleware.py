"""The host's own middleware."""

import logging
from collections.abc import Callable

from csp.constants import HEADER, HEADER_REPORT_ONLY, SELF
from csp.utils import build_policy
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import translation

from lms.people import preferences

ADMIN = "/admin/"

logger = logging.getLogger(__name__)


class LanguageMiddleware:
    """Speaks the language that the person chose; otherwise what `LocaleMiddleware` found in the browser stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = preferences.chosen(request).get("language")
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return self.get_response(request)


class OutageMiddleware:
    """When the database is away or too busy: 503, a page that says so, and a time to try again.

    Whatever was under way was rolled back whole; what was saved before is safe.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        logger.error("The database did not answer: %s", type(exception).__name__)
        page = get_template("503.html").render({"again": request.path if request.method == "GET" else "/"})
        return HttpResponse(page, status=503, headers={"Retry-After": "10", "Cache-Control": "no-store"})


class PolicyMiddleware:
    """Enforces the Content-Security-Policy on our pages; under the Wagtail admin it is only reported.

    Wagtail's admin still writes inline styles and scripts, which the policy forbids. The policy is the same for every
    page, so it is put together once; django-csp's own middleware does so twice for each answer. The editor shows a
    preview in a frame, and nothing else may be framed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = build_policy()
        self.policy_of_previews = build_policy(replace={"frame-ancestors": [SELF]})

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_preview", False):
            response[HEADER] = self.policy_of_previews
        elif HEADER not in response:
            response.setdefault(HEADER_REPORT_ONLY if request.path_info.startswith(ADMIN) else HEADER, self.policy)
        return response
