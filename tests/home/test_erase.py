"""After somebody deleted their account: no word of theirs, and nothing that names them but what others rely on. P05"""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from wagtail.models import Page

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.signing.links import make_link
from assessments.shadowing.signing.replies import reply
from assessments.shadowing.signing.services import sign_off, undo
from assessments.shadowing.signing.stand_ins import name_stand_in
from certificates.services import award_again, take_back
from courses.enrollment.models import Enrollment
from courses.progress.excusing import excuse_part
from courses.progress.models import Completion
from courses.review.models import Renewal, Review
from courses.review.services import set_parameter, take_back_review
from lms.home import privacy
from lms.host.backup.staging import make_everybody_unknown
from lms.ledger.models import Entry
from lms.people.held import MACHINES
from lms.people.local.services import write_line
from lms.people.models import Organization
from tests import access_world, builders
from tests.kept import kept

TYPED = "typed in row"
# What a certificate rests on: it keeps these words, and the account without a name that they belong to.
EVIDENCE = {"Agreement", "Attendance", "Certificate", "Completion", "Enrollment", "Excusal", "Renewal"}
# What somebody did for their agency or for others stays theirs, by the account without a name.
FOR_OTHERS = {"LocalLine", "OutsideTraining", "Packet", "ParameterValue", "Review", "WayBackIn"}
FOR_OTHERS |= {"LevelStep", "Observation", "Performance", "SignOff", "SigningLink"}
# Words of courses and of agencies; `Check` and `Wording` have no other.
OF_COURSES = {
    "Attendance.title",
    "Completion.result",
    "Completion.title",
    "Excusal.title",
    "ParameterValue.value",
    "Review.title",
    "Syllabus.title",
    "Wording.title",
}
OF_AGENCIES = {
    "AnchorPerformance",
    "BoardProfile",
    "CrisisLine",
    "Domain",
    "OnboardingItem",
    "Organization.county",
    "Organization.name",
    "Organization.time_zone",
    "Rubric",
    "RubricVersion",
    "Team",
}


def ours() -> list[type[models.Model]]:
    found = [model for model in apps.get_models() if model._meta.app_label.startswith("lms_")]
    return [model for model in found if not issubclass(model, Page)]


def pointing(model: type[models.Model], user: User) -> Iterator[models.QuerySet]:
    """The rows of a model that name somebody, or a course that they are on; column by column."""
    for column in model._meta.concrete_fields:
        if column.related_model is User:
            yield model._base_manager.filter(**{column.name: user})
        elif column.related_model is Enrollment:
            yield model._base_manager.filter(**{f"{column.name}__learner": user})


def free_text(model: type[models.Model]) -> list[str]:
    """The columns that somebody types into."""
    texts = [one for one in model._meta.concrete_fields if isinstance(one, models.CharField | models.TextField)]
    wide = [one for one in texts if not one.choices and not one.unique and (one.max_length or 99) >= 30]
    return [one.name for one in wide if not one.name.endswith(MACHINES) and one.name != "kind"]


def type_into(rows: models.QuerySet) -> None:
    for number, row in enumerate(rows):
        said = dict.fromkeys(free_text(rows.model), f"{TYPED} {number}")
        if said:
            rows.model._base_manager.filter(pk=row.pk).update(**said)


def still_there() -> set[str]:
    """Columns in which something that somebody typed is still there, as `Model.column`."""
    return {
        f"{model.__name__}.{column}"
        for model in ours()
        for column in free_text(model)
        if model._base_manager.filter(**{f"{column}__startswith": TYPED}).exists()
    }


@pytest.fixture
@kept
def world(db: None) -> dict[str, User]:
    """Everybody, each with everything that may be kept about them."""
    access_world.build()
    people = {name: User.objects.get(username=name) for name in ("rosa", "inez", "jo", "marcus")}
    harbor, jo = Organization.objects.get(name="Harbor Outreach"), people["jo"]
    write_line(organization=harbor, by=jo, topic="leave", text="Ask", source="Meeting", as_of=date(2026, 1, 1))
    set_parameter(organization=harbor, by=jo, key="naloxone_reassess_min", language="en", value="3")
    reviewed = {"activity_key": Review.objects.get().activity_key, "language": "en"}
    take_back_review(organization=harbor, **reviewed, by=jo, reason="Old.")
    under_way = Enrollment.objects.get(syllabus__title="More weeks")
    excused = under_way.syllabus.items[0]["key"]
    excuse_part(enrollments=[under_way], activity_key=uuid.UUID(excused), by=jo, reason="Gone.")
    done = Enrollment.objects.get(certificates__isnull=False)
    take_back(certificate=done.certificates.get(), by=jo, reason="Wrong.")
    award_again(enrollment=done, by=people["inez"], reason="Right.")
    lesson = Completion.objects.filter(enrollment=done, kind="lesson").get()
    Renewal.objects.create(enrollment=done, activity_key=lesson.activity_key, digest="0" * 64)
    _sign_shifts(harbor, people)
    return people


def _sign_shifts(harbor: Organization, people: dict[str, User]) -> None:
    """One in part, answered; one by whoever stands in; one that a link is open for."""
    rosa, marcus, jo = (people[name] for name in ("rosa", "marcus", "jo"))
    name_stand_in(organization=harbor, supervisor=marcus, stand_in=jo)
    part, late, linked = (builders.shift(rosa, harbor, days_ago=days) for days in (11, 12, 13))
    sign_off(entry=part, signer=marcus, outcome="not_counted", reason="We were not out that day.")
    reply(entry=builders.minutes_pass(part), author=rosa, text="We were, in the center.")
    ShadowEntry.objects.filter(pk=late.pk).update(sent_at=late.sent_at - timedelta(days=4))
    undo(sign_off=sign_off(entry=late, signer=jo, outcome="signed", meaning="talked_through"), signer=jo)
    make_link(entry=linked, by=marcus, name="Somebody of the clinic")


def test_it_has_a_row_of_everything_that_names_somebody(world):
    named = {model.__name__ for model in ours() if any(True for _rows in pointing(model, world["rosa"]))}
    found = {model.__name__ for model in ours() for user in world.values() for rows in pointing(model, user) if rows}
    assert named - found == set(), "put one into the world above"


@pytest.mark.parametrize(
    ("who", "may_stay"), [("rosa", EVIDENCE), ("jo", EVIDENCE | FOR_OTHERS), ("inez", EVIDENCE | {"Observation"})]
)
def test_it_leaves_no_word_of_theirs(world, who, may_stay):  # P05
    for model in ours():
        for rows in pointing(model, world[who]):
            type_into(rows)
    privacy.erase(user=world[who])
    assert {column for column in still_there() if column.partition(".")[0] not in may_stay} == set()


@pytest.mark.parametrize("who", ["rosa", "jo", "inez", "marcus"])
def test_it_names_them_nowhere_but_where_others_rely_on_it(world, who):  # P05
    privacy.erase(user=world[who])
    names = {model.__name__ for model in ours() for rows in pointing(model, world[who]) if rows}
    assert names - EVIDENCE - FOR_OTHERS - {"Profile", "Membership", "Invitation"} == set()
    printed = {name for name in _holding(who) if name != "Certificate.facts"}
    assert printed == set()


def _holding(name: str) -> set[str]:
    """Columns of whatever model, text or data, that hold this name alone or within a name."""
    return {
        f"{model.__name__}.{column.name}"
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField | models.TextField | models.JSONField | models.FileField)
        for words in model._base_manager.values_list(column.name, flat=True)
        if name in str(words).lower().replace('"', " ").replace("'", " ").split()
    }


def test_it_leaves_nobodys_word_in_a_test_site(world):  # P08
    for model in set(ours()) - {Entry}:  # whose words are ours, and which refuses others
        type_into(model._base_manager.all())
    make_everybody_unknown()
    left = still_there() - OF_COURSES - OF_AGENCIES
    assert {column for column in left if column.partition(".")[0] not in OF_AGENCIES} == set()
