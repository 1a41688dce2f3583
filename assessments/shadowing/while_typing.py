"""What a browser looks for in a text while somebody types it. The text itself never comes here for that."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from lms.language import identifiers, personal
from lms.people.requests import SignedInRequest


@login_required
@require_GET
@cache_control(private=True, max_age=24 * 60 * 60)
def looked_for(request: SignedInRequest) -> HttpResponse:
    """`{"identifiers": [[kind, pattern, whether it is sure]], "personal": [pattern]}`: the same for everybody."""
    return JsonResponse({"identifiers": identifiers.LOOKED_FOR, "personal": personal.LOOKED_FOR})
