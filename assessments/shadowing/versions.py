"""What differs between two versions of a shift, in words. Neither ever takes the place of the other unseen."""

from django.utils.translation import gettext as _

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.services import when
from assessments.shadowing.words import ACTIVITIES, Level
from courses.pages.outlook import hours


def differences(earlier: ShadowEntry, later: ShadowEntry) -> list[str]:
    """One sentence for each thing that the later one says otherwise; what only the person sees is not among them."""
    before, after = _told(earlier), _told(later)
    return [
        _("%(what)s: you wrote %(before)s; the later version says %(after)s")
        % {"what": what, "before": before.get(what) or _("nothing"), "after": after.get(what) or _("nothing")}
        for what in {**before, **after}
        if before.get(what) != after.get(what)
    ]


def _told(entry: ShadowEntry) -> dict[str, str]:
    said = {
        _("When"): when(entry),
        _("How long"): hours(entry.minutes),
        _("Where"): entry.get_setting_display(),
        _("With whom"): str(entry.colleague.profile) if entry.colleague else _("A colleague"),
        _("Introductions"): str(entry.introductions or ""),
        _("They were asked first"): _("yes") if entry.permission_asked else "",
        _("Shift debrief"): entry.get_debrief_display(),
        _("Next"): entry.get_wish_display(),
        _("What I want to practice"): f"“{entry.to_practice}”" if entry.to_practice else "",
    }
    did = {str(ACTIVITIES[key]): str(Level(level).label) for key, level in entry.activities.items()}
    return {**{what: str(value) for what, value in said.items()}, **did}
