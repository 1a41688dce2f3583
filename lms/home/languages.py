"""The language of the screens: whoever looks at them chooses, signed in or not."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from lms.people import preferences
from lms.people.services import choose_language


@require_POST
@cache_control(private=True, no_store=True)
def change(request: HttpRequest) -> HttpResponse:
    """This language from the next page on, and back to the page on which it was chosen. Nothing else changes."""
    language = request.POST.get("language", "")
    if request.user.is_authenticated and language in preferences.languages():
        profile = choose_language(user=request.user, language=language)
        if profile is not None:
            preferences.remember(request, profile)
    return set_language(request)
