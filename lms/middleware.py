"""The host's own middleware."""

from csp.constants import HEADER, HEADER_REPORT_ONLY
from csp.middleware import CSPMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ADMIN = "/admin/"


class PolicyMiddleware(CSPMiddleware):
    """Enforces the Content-Security-Policy on our pages; under the Wagtail admin it is only reported.

    Wagtail's admin still writes inline styles and scripts, which the policy forbids.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        answered = super().process_response(request, response)
        unused = HEADER if request.path_info.startswith(ADMIN) else HEADER_REPORT_ONLY
        if unused in answered:
            del answered[unused]
        return answered
