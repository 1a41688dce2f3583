"""The people who ask, and Rosa's things that they ask for. Built once for all of `tests/test_matrix.py`."""

import re
import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from assessments.quizzes.taking import Taking
from assessments.shadowing.agreeing import agree_to_shadowing
from assessments.shadowing.levels.services import set_level_down
from assessments.shadowing.signing.links import make_link
from assessments.shadowing.signing.services import sign_off
from certificates.printing import pdf_of
from certificates.services import award
from courses.boards.services import write_board
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.outside.papers import Paper
from courses.outside.rules import Details
from courses.outside.services import confirm_outside_training, enter_outside_training
from courses.pages.models import LessonPage
from courses.reflections.services import keep_reflection
from courses.review.packets import contents
from courses.review.services import open_packet, sign_packet
from lms.home.access.services import give_way_back
from lms.people.invitations.services import invite
from lms.people.local.services import write_crisis_line
from lms.people.models import Organization, Team
from lms.people.services import end_role
from lms.people.sharing.services import share_record
from tests import builders
from tests.access_world_practice import practice
from tests.assessments.quizzes import building
from tests.assessments.shadowing import going_along
from tests.assessments.supervision.building import supervised
from tests.courses.papers import PDF
from tests.courses.vocabulary import block
from tests.door.phones import passkey
from tests.reports.reading import long_file


@dataclass
class World:
    """Everybody's session by the name that `access.py` gives them, what stands for each `<...>`, and every row kept."""

    sessions: dict[str, str]
    things: dict[str, Any]
    kept: dict[str, list[str]] = field(default_factory=dict)


def build() -> World:
    harbor = builders.organization("Harbor Outreach")
    people = _harbors_people(harbor) | _danas(builders.organization("River House"))
    sessions = {name: _signed_in(user) for name, user in people.items()}
    return World(sessions={"a stranger": "", **sessions}, things=_things(harbor, people))


def _harbors_people(harbor: Organization) -> dict[str, User]:
    van, night = (Team.objects.create(organization=harbor, name=name) for name in ("Van", "Night"))
    people = {
        "rosa": builders.person("Rosa", "new_hire", harbor, van),
        "sam": builders.person("Sam", "new_hire", harbor, van),
        "sam, senior peer": builders.person("Sam-senior", "senior_peer", harbor, van),
        "sam, observer": builders.person("Sam-observer", "observer", harbor),
        "marcus": builders.person("Marcus", "supervisor", harbor, van),
        "marcus, other team": builders.person("Marcus-night", "supervisor", harbor, night),
        "inez": builders.person("Inez", "trainer", harbor),
        "jo": builders.person("Jo", "coordinator", harbor),
        "jo, who left": builders.person("Jo-left", "coordinator", harbor),
        "site admin": User.objects.create_superuser("root", password=builders.PASSWORD),
    }
    end_role(membership=people["jo, who left"].memberships.get(), by=people["jo"])
    return people


def _danas(elsewhere: Organization) -> dict[str, User]:
    team = Team.objects.create(organization=elsewhere, name="Porch")
    roles = ("new_hire", "senior_peer", "observer", "supervisor", "trainer", "coordinator")
    return {f"dana, {role}": builders.person(f"Dana-{role}", role, elsewhere, team) for role in roles}


def _signed_in(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def _things(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """What stands for `<...>`, by the address up to there. A longer address takes what a shorter one says."""
    parts = (_courses, _checks, practice, _shadowing, _reviews, _people, _agency, _files, _door, supervised)
    return {place: thing for part in parts for place, thing in part(harbor, people).items()}


def _courses(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    rosa = people["rosa"]
    done = builders.finish_course(rosa, builders.small_course(harbor, "First weeks"), people["inez"])
    certificate = award(enrollment=done)
    pdf_of(certificate)
    under_way = builders.small_course(harbor, "More weeks")
    enroll(learner=rosa, organization=harbor, course=under_way)
    (lesson,), (session,) = builders.lessons_of(under_way), builders.sessions_of(under_way)
    asked = _question_to_oneself(lesson)
    return {
        "c/<str:code>": certificate.code,
        "certificates/<uuid:pk>": certificate.pk,
        "course/<uuid:key>": under_way.key,
        "finish/<uuid:enrollment>": done.pk,
        "learn/<uuid:key>": lesson.key,
        "learn/<uuid:key>/<int:page>": 1,
        "learn/<uuid:key>/<int:page>/answer/<uuid:block>": next(iter(lesson.answer_key())),
        "learn/<uuid:key>/<int:page>/reflect/<uuid:block>": asked,
        "me/reflections/<uuid:pk>": _reflection(rosa, lesson.key, asked),
        "pages/((?:[\\w\\-]+/)*)": lesson.url.removeprefix("/pages/"),
        "people/<uuid:enrollment>": done.pk,
        "record/completion/<uuid:enrollment>": _unreviewed(harbor, people).pk,
        "reviews/parameters/<slug:language>": "en",
        "reviews/parameters/<slug:language>/<slug:key>": "naloxone_reassess_min",
        "sessions/<uuid:key>": session.key,
    }


def _question_to_oneself(lesson: LessonPage) -> uuid.UUID:
    """A question on the first page of the lesson that Rosa answers for herself."""
    asked = uuid.uuid4()
    lesson.pages[0].value["body"].append(("reflection", {"prompt": "What do you bring?"}, str(asked)))
    lesson.save_revision().publish()
    return asked


def _reflection(rosa: User, key: uuid.UUID, asked: uuid.UUID) -> uuid.UUID:
    said = {"title": "Words that help", "prompt": "What do you bring?", "text": "The street."}
    return keep_reflection(learner=rosa, activity_key=key, block_id=asked, **said).pk


def _checks(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """A check that Rosa has begun, with a question that is hers to answer."""
    course = builders.course(harbor, "What you know")
    check = building.check(builders.module(course))
    enrollment = enroll(learner=people["rosa"], organization=harbor, course=course)
    building.begin(enrollment, check)
    return {
        "check/<uuid:key>": check.key,
        "check/questions/<uuid:key>": check.key,
        "check/<uuid:key>/<int:number>": 1,
        "check/<uuid:key>/<int:number>/<uuid:question>": Taking(enrollment, check).todo[0],
    }


def _shadowing(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    """Shadowing that Rosa is on, and some that she has agreed to."""
    rosa = people["rosa"]
    going_along.signed(rosa, harbor, people["marcus"], days_ago=5, activities={"naloxone": 3})
    step = {"activity": "naloxone", "level": 2, "by": people["marcus"]}
    set_level_down(learner=rosa, organization=harbor, **step)
    done, open_still = (going_along.shadowing(harbor, title, hours=n) for title, n in (("Going", 4), ("Going on", 40)))
    for page in (done, open_still):
        course = page.get_parent().get_parent().specific
        enrollment = enroll(learner=rosa, organization=harbor, course=course)
        if page == done:
            agree_to_shadowing(enrollment=enrollment, page=page)
    return {"shadowing/<uuid:key>": open_still.key}


def _unreviewed(harbor: Organization, people: dict[str, User]) -> Enrollment:
    """A course that Rosa finished, and that nobody has reviewed yet."""
    course = builders.course(harbor, "Breathing first")
    builders.lesson(builders.module(course), safety_critical=True)
    return builders.finish_course(people["rosa"], course, people["inez"])


def _reviews(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    module = builders.module(builders.course(harbor, "When it counts"))
    plan = get_document_model().objects.create(title="Plan", file=ContentFile(b"plan", "plan.txt"))
    shown = block("download", {"title": "Plan", "document": plan.pk})
    first, second = (builders.lesson(module, title, [[shown]], safety_critical=True) for title in ("Air", "Help"))
    asked = {"organization": harbor, "by": people["jo"], "kind": "clinician", "language": "en"}
    used, _token = open_packet(**asked, activity_keys=[first.key])
    who = {"printed_name": "Dana", "credential": "MD", "conflict_of_interest": "None"}
    found = contents(used)
    (review,) = sign_packet(packet=used, seen=found.digest, review_due=found.latest_due, **who)
    packet, token = open_packet(**asked, activity_keys=[second.key])
    gone = builders.lesson(module, "Water")
    enroll(learner=people["rosa"], organization=harbor, course=module.get_parent().specific)
    gone.unpublish()
    return {
        "review/<str:token>": token,
        "review/<str:token>/files/<int:pk>": plan.pk,
        "reviews/<uuid:pk>": review.pk,
        "reviews/ask/<slug:language>": "en",
        "reviews/ask/<slug:language>/<slug:kind>": "clinician",
        "reviews/demo/<slug:language>": "en",
        "reviews/lessons/<slug:language>": "en",
        "reviews/lessons/<slug:language>/<uuid:key>": first.key,
        "reviews/packets/<uuid:pk>": packet.pk,
        "reviews/unpublished/<uuid:key>": gone.key,
    }


def _people(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    rosa = people["rosa"]
    membership = rosa.memberships.get()
    share_record(user=rosa, organization=harbor)
    invitation, token = invite(organization=harbor, by=people["jo"], role="new_hire")
    details = Details(title="Wound care", provider="County health", taken_on=date(2026, 3, 1), minutes=60)
    paper = Paper(content=PDF, kind="pdf")
    training = enter_outside_training(learner=rosa, details=details, organization=harbor, paper=paper)
    other = Details(title="First aid", provider="County health", taken_on=date(2026, 4, 1), minutes=60)
    counted = enter_outside_training(learner=rosa, details=other, organization=harbor)
    confirm_outside_training(trainings=[counted], confirmed_by=people["jo"])
    _way, code = give_way_back(user=rosa, by=people["inez"])
    shift = builders.shift(rosa, harbor, send=False, colleague_id=people["marcus"].pk)
    builders.counted(rosa, harbor)
    builders.signed(rosa, harbor, minutes=240)
    sent, decided = (builders.shift(rosa, harbor, days_ago=days) for days in (2, 3))
    _link, link_code = make_link(entry=sent, by=people["marcus"], name="The nurse")
    signed = sign_off(entry=decided, signer=people["marcus"], outcome="signed", meaning="was_there")
    return {
        "back/<str:code>": code,
        "hours/<uuid:pk>": shift.pk,
        "hours/sign/<uuid:pk>": sent.pk,
        "hours/sign/undo/<uuid:pk>": signed.pk,
        "sign/<str:code>": link_code,
        "join/<str:token>": token,
        "people/<uuid:membership>": membership.pk,
        "people/invitations/<uuid:pk>": invitation.pk,
        "people/outside/<uuid:pk>": training.pk,
        "people/outside/confirmed/<uuid:pk>": counted.pk,
        "people/roles/<uuid:pk>": membership.pk,
        "people/teams/<uuid:pk>": membership.team_id,
        "reports/exports/<uuid:pk>": long_file(people["jo"]).pk,
        "record/boards/<slug:key>": "icrc-peer-recovery",
        "record/outside/<uuid:pk>": training.pk,
    }


def _agency(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    line = {"name": "Night line", "phone": "988", "who_comes": "Somebody to talk to.", "as_of": date(2026, 1, 1)}
    crisis_line = write_crisis_line(organization=harbor, by=people["jo"], **line)
    asked = {"name": "State board", "source": "example.org", "as_of": date(2026, 1, 1), "hours": {"Outreach": 10}}
    return {
        "agency/boards/<uuid:pk>": write_board(organization=harbor, by=people["jo"], **asked).pk,
        "agency/crisis-lines/<uuid:pk>": crisis_line.pk,
        "agency/lines/<slug:topic>": "night_line",
        "me/leave/<uuid:organization>": harbor.pk,
        "me/seen-by/<uuid:organization>": harbor.pk,
    }


def _files(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    kept = {"title": "Plan", "collection": harbor.collection}
    document = get_document_model().objects.create(file=ContentFile(b"plan", "plan.txt"), **kept)
    return {
        "demo/sign-in/<str:token>": "rosa",
        "documents/(\\d+)": document.pk,
        "documents/(\\d+)/(.*)": document.filename,
        "documents/authenticate_with_password/<int:restriction_id>": 1,
        "pages/_util/authenticate_with_password/<int:page_view_restriction_id>": 1,
        "pages/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>": 1,
    }


def _door(harbor: Organization, people: dict[str, User]) -> dict[str, Any]:
    rosa = people["rosa"]
    _signed_in(rosa)
    address = EmailAddress.objects.create(user=rosa, email="rosa@example.org")
    return {
        "me/sign-in/address/<str:key>": EmailConfirmationHMAC.create(address).key,
        "me/sign-in/passkey/<int:pk>": passkey(rosa).pk,
        "me/sign-in/sessions/<int:pk>": UserSession.objects.filter(user=rosa).latest("pk").pk,
    }


PLACE = re.compile(r"<[^>]+>|\((?:\?:|[^()]|\((?:\?:)?[^()]*\))+\)")


def address(route: str, things: dict[str, Any]) -> str:
    """The route with Rosa's things in it. Raises KeyError with what `_things` does not name yet."""

    def thing(found: re.Match[str]) -> str:
        place = route[: found.end()]
        assert place in things, f"Put what stands for {found[0]} into tests/access_world.py, as {place!r}."
        return str(things[place])

    return "/" + PLACE.sub(thing, route)
