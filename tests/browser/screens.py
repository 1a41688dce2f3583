"""The screens of the thread, each with who looks at it and the world it needs."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from certificates.services import award
from courses.enrollment.services import enroll
from courses.outside.rules import Details
from courses.outside.services import confirm_outside_training, enter_outside_training
from courses.progress.services import answer_check, turn_page
from courses.review.packets import contents
from courses.review.services import open_packet, set_parameter, sign_packet
from lms.home.access.services import give_way_back
from lms.people.invitations.services import invite
from tests import builders
from tests.assessments.quizzes import building
from tests.browser.drawn import picture
from tests.browser.features import of_features
from tests.courses.review.conftest import WAIT, edited, look_at
from tests.courses.vocabulary import DRAWING, PRACTICE, SAY, block, document, shown
from tests.kept import kept

NOW = ["Say hello.", "Do what the dispatcher says."]
STEPS = {"type": "steps", "value": {"heading": "In this order", "emergency": True, "steps": NOW}}


@pytest.fixture
@kept
def world(harbor: Any, rosa: Any, sam: Any, marcus: Any, inez: Any, jo: Any, elsewhere: Any) -> dict[str, Any]:
    """Rosa in the middle of a course, Sam finished; every kind of block, note and lock somewhere."""
    harbor.contact_name, harbor.contact_phone = "Inez", "555 0100"
    harbor.save()
    course = builders.course(
        harbor,
        "First weeks",
        introduction="<p>Before your first shift.</p><h3>How</h3><p>Slowly.</p>",
        glossary=[{"type": "term", "value": {"term": "kit", "meaning": "A small bag with what you need."}}],
    )
    first = builders.module(course, "The role")
    why = {"type": "text", "value": "<h2>Why</h2><p>Because somebody waits.</p>", "id": str(uuid.uuid4())}
    pages = [
        [builders.text("One idea."), why, STEPS, picture()],
        [builders.text("Another."), builders.check()],
        [builders.check()],
    ]
    lesson = builders.lesson(first, "Words that help", pages, content_note="A short story. It ends well.")
    builders.lesson(first, "Who we are")
    word = builders.text("Take the [[term:kit]].")
    everything = builders.lesson(
        first, "Every block", [[word, *SAY, *shown(), *PRACTICE]], content_note="A short story. It ends well."
    )
    later = builders.module(course, "Practice", after=(first,))
    session = builders.session(later, content_note="We talk about being turned away.")
    enrollment = enroll(learner=rosa, organization=harbor, course=course)
    finished = builders.finish_course(sam, course, inez)
    turn_page(enrollment=enrollment, activity=lesson, page=1)
    waiting, counted = (taken_elsewhere(user, harbor) for user in (rosa, sam))
    confirm_outside_training(trainings=[counted], confirmed_by=jo)
    return {
        "outside": waiting,
        "counted": counted,
        "course": course,
        "lesson": lesson,
        "everything": everything,
        "session": session,
        "enrollment": enrollment,
        "finished": finished,
    }


def taken_elsewhere(user: Any, harbor: Any) -> Any:
    """A training that this person took somewhere else."""
    details = Details("A day about listening", "The county", date(2026, 3, 1), 390, "mentoring")
    return enter_outside_training(learner=user, details=details, organization=harbor)


def answer(world: dict[str, Any], *, right: bool) -> None:
    """Rosa's answer to the first question of the lesson."""
    (block, options), *_rest = world["lesson"].answer_key().items()
    option = next(pk for pk, is_right in options.items() if is_right is right)
    answer_check(enrollment=world["enrollment"], activity=world["lesson"], block_id=block, option_id=option)


def _lesson(page: int) -> Callable[[dict[str, Any]], str]:
    return lambda world: reverse("lms_courses:page", kwargs={"key": world["lesson"].key, "page": page})


def _everything(world: dict[str, Any]) -> str:
    return reverse("lms_courses:page", kwargs={"key": world["everything"].key, "page": 1})


def _person(world: dict[str, Any]) -> str:
    membership = world["enrollment"].learner.memberships.get()
    return reverse("lms_home:person", kwargs={"membership": membership.pk})


def _certificate(name: str, by: str) -> Callable[[dict[str, Any]], str]:
    def address(world: dict[str, Any]) -> str:
        certificate = award(enrollment=world["finished"])
        return reverse(f"lms_certificates:{name}", kwargs={by: getattr(certificate, by)})

    return address


def _invited(world: dict[str, Any]) -> str:
    organization = world["enrollment"].organization
    by = organization.memberships.get(role="coordinator").user
    _invitation, token = invite(organization=organization, by=by, role="new_hire", course=world["course"])
    return reverse("lms_home:join", kwargs={"token": token})


def _restore(world: dict[str, Any]) -> str:
    return reverse("lms_home:restore", kwargs={"membership": world["enrollment"].learner.memberships.get().pk})


def _way_back(world: dict[str, Any]) -> str:
    organization = world["enrollment"].organization
    by = organization.memberships.get(role="trainer").user
    _way, code = give_way_back(user=world["enrollment"].learner, by=by)
    return reverse("lms_home:way_back", kwargs={"code": code})


def _role(world: dict[str, Any]) -> str:
    return reverse("lms_home:role", kwargs={"pk": world["enrollment"].learner.memberships.get().pk})


def _leave(world: dict[str, Any]) -> str:
    return reverse("lms_home:leave", kwargs={"organization": world["enrollment"].organization_id})


def _outside(name: str) -> Callable[[dict[str, Any]], str]:
    return lambda world: reverse(f"lms_home:{name}", kwargs={"pk": world["outside"].pk})


def _changed(world: dict[str, Any]) -> str:
    """Another course of Sam's, with a lesson that was edited and reviewed since."""
    organization = world["course"].organization
    course = builders.course(organization, "Breathing")
    told = builders.safety(builders.text("Aim for breathing, not waking."), builders.check())
    lesson = builders.lesson(builders.module(course), "Breathing first", [[told]], safety_critical=True)
    builders.finish_course(world["finished"].learner, course, world["finished"].learner)
    edited(lesson, "not waking", "not talking")
    look_at(lesson, organization.memberships.get(role="coordinator").user)
    return reverse("lms_courses:changed", kwargs={"key": lesson.key})


def _unpublished(world: dict[str, Any]) -> str:
    """A part of another course that Rosa is on, taken out of it since."""
    organization = world["course"].organization
    module = builders.module(builders.course(organization, "Water"))
    gone, _other = [builders.lesson(module, title) for title in ("Clean water", "Cold weather")]
    enroll(learner=world["enrollment"].learner, organization=organization, course=module.get_parent().specific)
    gone.unpublish()
    return reverse("lms_courses:excuse", kwargs={"key": gone.key})


def _safety(world: dict[str, Any]) -> dict[str, Any]:
    """A lesson that Dana stands behind, with a value, and one that a new link asks about. Made once."""
    if "safety" not in world:
        harbor = world["enrollment"].organization
        jo = harbor.memberships.get(role="coordinator").user
        module = builders.module(builders.course(harbor, "When it counts"))
        wait = builders.text("Wait [[param:naloxone_reassess_min]].")
        plan = block("download", {"title": "The plan", "document": document("plan.pdf").pk})
        told = [builders.safety(wait, picture(), DRAWING, plan, claims=("SC04",))]
        lessons = [builders.lesson(module, title, [told], safety_critical=True) for title in ("Air", "Help")]
        set_parameter(organization=harbor, by=jo, key="naloxone_reassess_min", language="en", value="2-3")
        asked = {"organization": harbor, "by": jo, "kind": "clinician", "language": "en"}
        used, _token = open_packet(**asked, activity_keys=[lessons[0].key])
        who = {"printed_name": "Dana", "credential": "MD", "conflict_of_interest": "None"}
        found = contents(used)
        (review,) = sign_packet(packet=used, seen=found.digest, review_due=found.latest_due, **who)
        packet, token = open_packet(**asked, activity_keys=[lessons[1].key])
        world["safety"] = {"review": review, "packet": packet, "token": token, "lesson": lessons[0]}
    return world["safety"]


def _reviews(name: str, **where: str) -> Callable[[dict[str, Any]], str]:
    """An address about reviews; `where` names what of `_safety` stands in it, or gives it."""

    def address(world: dict[str, Any]) -> str:
        safety = _safety(world)
        found = {place: safety.get(thing, thing) for place, thing in where.items()}
        keys = {place: getattr(thing, "key" if place == "key" else "pk", thing) for place, thing in found.items()}
        return reverse(f"lms_courses:{name}", kwargs=keys)

    return address


def _check(given: str) -> Callable[[dict[str, Any]], str]:
    """A check of Rosa's: not begun, at a question of this kind, with what we say to it ("... said"), or over."""

    def address(world: dict[str, Any]) -> str:
        learner, organization = world["enrollment"].learner, world["course"].organization
        course = builders.course(organization, "Before you go out")
        check = building.check(builders.module(course), content_note="We talk about overdose. It ends well.")
        enrollment = enroll(learner=learner, organization=organization, course=course)
        kind, _space, said = given.partition(" ")
        if given in ("not yet", "done"):
            building.answer_all(enrollment, check, wrong=("Q1", "Q5") if given == "not yet" else ())
        elif given != "begin":
            return building.question_address(enrollment, check, kind, right=None if not said else said == "said")
        return reverse("lms_courses:activity", kwargs={"key": check.key})

    return address


# name: who looks (a fixture of the cast, "" = a stranger), and where
SCREENS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "sign in": ("", lambda world: reverse("sign_in")),
    "home": ("rosa", lambda world: reverse("lms_home:home")),
    "home, finished": ("sam", lambda world: reverse("lms_home:home")),
    "home of staff": ("inez", lambda world: reverse("lms_home:home")),
    "path": ("rosa", lambda world: reverse("lms_courses:course", kwargs={"key": world["course"].key})),
    "lesson, first page": ("rosa", _lesson(1)),
    "lesson, check": ("rosa", _lesson(2)),
    "lesson, every block": ("rosa", _everything),
    **of_features(),
    "lesson, steps only": ("rosa", lambda world: _everything(world) + "?read=steps"),
    "check, before it begins": ("rosa", _check("begin")),
    "check, one answer": ("rosa", _check("single")),
    "check, several answers": ("rosa", _check("several")),
    "check, in order": ("rosa", _check("order")),
    "check, matched": ("rosa", _check("match")),
    "check, answered": ("rosa", _check("single said")),
    "check, answered, not yet": ("rosa", _check("match missed")),
    "check, not yet": ("rosa", _check("not yet")),
    "check, done": ("rosa", _check("done")),
    "no connection": ("rosa", lambda world: reverse("lms_courses:offline")),
    "what changed": ("sam", _changed),
    "clinical values": ("inez", lambda world: reverse("lms_courses:parameters")),
    "a clinical value": ("inez", lambda world: reverse("lms_courses:parameter", args=["en", WAIT])),
    "session": ("sam", lambda world: reverse("lms_courses:activity", kwargs={"key": world["session"].key})),
    "locked": ("rosa", lambda world: reverse("lms_courses:activity", kwargs={"key": world["session"].key})),
    "finish": ("sam", lambda world: reverse("lms_home:finish", kwargs={"enrollment": world["finished"].pk})),
    "record": ("sam", lambda world: reverse("lms_home:record")),
    "record, empty": ("jo", lambda world: reverse("lms_home:record")),
    "beside a board": ("sam", lambda world: reverse("lms_home:board", kwargs={"key": "delaware-peer"})),
    "training from elsewhere, new": ("rosa", lambda world: reverse("lms_home:outside_add")),
    "training from elsewhere": ("rosa", _outside("outside")),
    "trainings from elsewhere that wait": ("jo", lambda world: reverse("lms_home:outside_queue")),
    "not counted, and why": ("jo", _outside("outside_not_counted")),
    "a confirmation that was a mistake": (
        "jo",
        lambda world: reverse("lms_home:outside_take_back", kwargs={"pk": world["counted"].pk}),
    ),
    "a list of trainings": ("jo", lambda world: reverse("lms_home:outside_import")),
    "a list of people to invite": ("jo", lambda world: reverse("lms_home:invite_list")),
    "what my agency sees": ("rosa", lambda world: reverse("lms_home:agency_sees")),
    "people": ("inez", lambda world: reverse("lms_home:people")),
    "person": ("inez", _person),
    "sessions": ("inez", lambda world: reverse("lms_courses:sessions")),
    "confirm": ("inez", lambda world: reverse("lms_courses:confirm", kwargs={"key": world["session"].key})),
    "join": ("", _invited),
    "invitations": ("jo", lambda world: reverse("lms_home:invitations")),
    "everyone": ("jo", lambda world: reverse("lms_home:everyone")),
    "role": ("jo", _role),
    "boards": ("jo", lambda world: reverse("lms_home:boards")),
    "a board, new": ("jo", lambda world: reverse("lms_home:add_board")),
    "agency": ("jo", lambda world: reverse("lms_home:agency")),
    "let somebody back in": ("inez", _restore),
    "back in with a code": ("", lambda world: reverse("lms_home:back_in")),
    "a new password, let in": ("", _way_back),
    "a code by mail": ("", lambda world: reverse("account_request_login_code")),
    "my phone is gone": ("rosa", lambda world: reverse("phone_gone")),
    "phone gone, not signed in": ("", lambda world: reverse("phone_gone")),
    "how I sign in": ("rosa", lambda world: reverse("mfa_index")),
    "this phone's lock": ("rosa", lambda world: reverse("mfa_add_webauthn")),
    "after joining": ("rosa", lambda world: reverse("passkey_offer")),
    "card to print": ("rosa", lambda world: reverse("sign_in_card")),
    "new password": ("rosa", lambda world: reverse("account_change_password")),
    "address": ("rosa", lambda world: reverse("account_email")),
    "app for codes": ("rosa", lambda world: reverse("mfa_activate_totp")),
    "is it still you": ("rosa", lambda world: reverse("lms_home:confirm")),
    "how it works here": ("rosa", lambda world: reverse("lms_home:local_sheet")),
    "leaving an agency": ("rosa", _leave),
    "verify": ("", lambda world: reverse("lms_certificates:verify")),
    "verified": ("", _certificate("verify_code", "code")),
    "certificate, managed": ("inez", _certificate("manage", "pk")),
    "reviews": ("jo", _reviews("reviews")),
    "reviews, asking somebody": ("jo", _reviews("review_ask", language="en", kind="clinician")),
    "a part that is unpublished": ("jo", _unpublished),
    "reviews of a lesson": ("jo", _reviews("lesson_review", language="en", key="lesson")),
    "a review that was signed": ("inez", _reviews("review", pk="review")),
    "a reviewer's link": ("jo", _reviews("review_packet", pk="packet")),
    "what a reviewer reads": ("", _reviews("packet", token="token")),
    "a reviewer's link that ended": ("", lambda world: reverse("lms_courses:packet", kwargs={"token": "ended"})),
    "not here": ("rosa", lambda world: "/not-here/"),
}
