"""How talks read on the screens of the two who had them, and that they were held on the list of a team."""

from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.supervision.people import around
from assessments.supervision.talks.models import Conversation, ConversationQuerySet, Kind
from assessments.supervision.talks.rules import COACHING_WEEKS, week_of_next_coaching
from lms.people.models import Organization
from lms.people.permissions import works_with


def with_both(talks: ConversationQuerySet) -> ConversationQuerySet:
    """With what a line says of the two."""
    return talks.select_related("learner__profile", "supervisor__profile", "organization")


def line(talk: Conversation, reader: User) -> dict[str, Any]:
    """One talk in short, as one of the two reads it."""
    i_learn = reader.pk == talk.learner_id
    mine = talk.learner_confirmed_at if i_learn else talk.supervisor_confirmed_at
    other = talk.supervisor if i_learn else talk.learner
    return {
        "pk": talk.pk,
        "on": talk.held_on,
        "minutes": talk.minutes,
        "kind": talk.get_kind_display(),
        "other": str(other.profile),  # made with the person
        "organization": talk.organization.name,
        "is_locked": talk.locked_at is not None,
        "waits_for_me": talk.locked_at is None and mine is None,
        "state": _state(talk, mine is not None, str(other.profile)),
        "next_on": talk.next_on,
        "url": reverse("lms_assessments:talk", kwargs={"pk": talk.pk}),
    }


def _state(talk: Conversation, i_confirmed: bool, other: str) -> str:
    if talk.locked_at is not None:
        return _("Confirmed by both of you")
    return _("Waits for %(name)s") % {"name": other} if i_confirmed else _("Waits for you")


def talk(reader: User, found: Conversation) -> dict[str, Any]:
    """One talk in full."""
    i_learn, said = reader.pk == found.learner_id, line(found, reader)
    names = {"learner": str(found.learner.profile), "supervisor": str(found.supervisor.profile)}
    correction = getattr(found, "correction", None)
    works = works_with(found.supervisor, found.learner_id, found.organization) is not None
    return {
        **around(reader, "record" if i_learn else "people"),
        "talk": said,
        "told": found,
        "i_learn": i_learn,
        "names": names,
        # Whoever changed it has confirmed it.
        "was_changed": found.version > 1 and said["waits_for_me"],
        "can_delete": found.locked_at is None and found.by_learner == i_learn,
        "can_confirm": works and found.locked_at is None,
        "url_old": reverse("lms_assessments:talk", kwargs={"pk": found.corrects_id}) if found.corrects_id else "",
        "url_correction": reverse("lms_assessments:talk", kwargs={"pk": correction.pk}) if correction else "",
        "can_correct": works and found.locked_at is not None and correction is None,
    }


def coaching(learner: User, organization: Organization) -> dict[str, Any]:
    """How many coaching talks there have been, and for when the next is proposed: an offer."""
    held = Conversation.objects.of(learner).standing().filter(organization=organization, kind=Kind.COACHING).count()
    return {"held": held, "proposed": len(COACHING_WEEKS), "week": week_of_next_coaching(held)}


def last_together(supervisor: User) -> dict[tuple[int, Any], date]:
    """`{(learner, organization): day}` of the last talk that both confirmed, in one query."""
    held = Conversation.objects.visible_to(supervisor).locked().filter(supervisor=supervisor).order_by()
    rows = held.values_list("learner", "organization").annotate(on=Max("held_on"))
    return {(learner, organization): on for learner, organization, on in rows}
