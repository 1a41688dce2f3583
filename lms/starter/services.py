"""Loading what ships with Porchlight: the first course, and the demo's cast."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.pages.models import CoursePage, LessonPage, ModulePage
from courses.pages.services import create_organization
from courses.pages.sessions import SessionPage
from courses.progress.models import LearningTime
from courses.progress.services import answer_check, complete_activity, confirm_attendance, spend_time, turn_page
from courses.progress.time import Work
from courses.review.services import sign_as_demo
from lms import conf
from lms.people.models import Organization, Team
from lms.people.services import add_member, create_person
from lms.starter.first_course import COURSE, MODULES


@transaction.atomic
def load_first_course(*, organization: Organization) -> CoursePage:
    """The first course in this organization, once. It has a key of its own here (architecture 4.2)."""
    index = organization.course_index
    course = CoursePage.objects.child_of(index).filter(slug=COURSE["slug"]).first()
    if course is not None:
        return course
    course = _publish(index, CoursePage(**COURSE))
    modules: dict[str, ModulePage] = {}
    for line in MODULES:
        module = ModulePage(title=line["title"], slug=line["slug"])
        course.add_child(instance=module)
        module.opens_after.set([modules[slug] for slug in line["after"]])
        module.save_revision().publish()
        modules[line["slug"]] = module
        for activity in line["activities"]:
            _publish(module, _activity(course, activity))
    return course


def _publish(parent: Page, page: Page) -> Any:
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _activity(course: CoursePage, line: dict[str, Any]) -> LessonPage | SessionPage:
    slug = slugify(line["title"])
    shared = {**line, "slug": slug, "translation_key": uuid.uuid5(course.key, slug)}
    if "pages" not in line:
        said = {part: [{"type": "text", "value": line[part]}] for part in ("about", "facilitator_guide")}
        return SessionPage(**{**shared, **said})
    pages = [
        {
            "type": "page",
            "id": _id(course, slug, n),
            "value": {"heading": heading, "body": _body(course, slug, n, blocks)},
        }
        for n, (heading, *blocks) in enumerate(line["pages"], 1)
    ]
    return LessonPage(**{**shared, "pages": pages})


def _body(course: CoursePage, slug: str, page: int, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [_block(course, block, slug, page, n) for n, block in enumerate(blocks, 1)]


def _block(course: CoursePage, block: dict[str, Any], *where: object) -> dict[str, Any]:
    # Answers are found again by id, so every option gets one that does not change.
    made = {**block, "id": _id(course, *where)}
    if block["type"] == "check":
        options = [
            {"type": "item", "id": _id(course, *where, n), "value": option}
            for n, option in enumerate(block["value"]["options"], 1)
        ]
        made["value"] = {**block["value"], "options": options}
    if block["type"] == "safety":
        inner = [_block(course, one, *where, n) for n, one in enumerate(block["value"]["body"], 1)]
        made["value"] = {**block["value"], "body": inner}
    return made


def _id(course: CoursePage, *where: object) -> str:
    return str(uuid.uuid5(course.key, "/".join(map(str, where))))


@transaction.atomic
def load_cast() -> dict[str, User]:
    """The demo's people by username: one agency of five, and Dana in another. Again, it changes nothing."""
    harbor = _organization("Harbor Outreach", "Inez", "555 0100")
    river = _organization("River House", "Dana", "555 0199")
    van, day = _team(harbor, "Van"), _team(river, "Day room")
    cast = {
        "rosa": _person("Rosa", "new_hire", harbor, van, "she/her"),
        "sam": _person("Sam", "new_hire", harbor, van, "they/them"),
        "marcus": _person("Marcus", "supervisor", harbor, van),
        "inez": _person("Inez", "trainer", harbor),
        "jo": _person("Jo", "coordinator", harbor),
        "dana": _person("Dana", "supervisor", river, day),
    }
    course = load_first_course(organization=harbor)
    load_first_course(organization=river)
    _start(enroll(learner=cast["rosa"], organization=harbor, course=course))
    _finish(enroll(learner=cast["sam"], organization=harbor, course=course), cast["inez"])
    _review(course, cast["jo"])
    return cast


def _review(course: CoursePage, coordinator: User) -> None:
    """In a demo, the demo reviewer stands behind what everybody must take. The rest shows how it looks before that."""
    lessons = LessonPage.objects.descendant_of(course).filter(safety_critical=True, required=True)
    keys = lessons.values_list("translation_key", flat=True)
    if conf.is_demo():
        sign_as_demo(organization=course.organization, by=coordinator, language="en", activity_keys=keys)


def _organization(name: str, contact: str, phone: str) -> Organization:
    organization = Organization.objects.filter(name=name).first() or create_organization(name=name)
    organization.contact_name, organization.contact_phone, organization.pays_for_learning = contact, phone, True
    organization.save()
    return organization


def _team(organization: Organization, name: str) -> Team:
    team, _created = Team.objects.get_or_create(organization=organization, name=name)
    return team


def _person(name: str, role: str, organization: Organization, team: Team | None = None, pronouns: str = "") -> User:
    found = User.objects.filter(username=name.lower()).first()
    user = found or create_person(username=name.lower(), chosen_name=name, pronouns=pronouns)
    add_member(user=user, organization=organization, role=role, team=team)
    return user


def _start(enrollment: Enrollment) -> None:
    """Rosa read the first lesson and stands on the second page of the next one."""
    if enrollment.places.exists():
        return
    first, second, *_rest = LessonPage.objects.descendant_of(enrollment.course).order_by("path")
    _take(enrollment, first)
    _work(enrollment, second, 3)
    turn_page(enrollment=enrollment, activity=second, page=1)


def _finish(enrollment: Enrollment, trainer: User) -> None:
    if enrollment.completed_at is not None:
        return
    for lesson in LessonPage.objects.descendant_of(enrollment.course).order_by("path"):
        _take(enrollment, lesson)
    for session in SessionPage.objects.descendant_of(enrollment.course):
        confirm_attendance(session=session, enrollments=[enrollment], confirmed_by=trainer)


def _take(enrollment: Enrollment, lesson: LessonPage) -> None:
    _work(enrollment, lesson, lesson.minutes)
    for block, options in lesson.answer_key().items():
        right = next(option for option, is_right in options.items() if is_right)
        answer_check(enrollment=enrollment, activity=lesson, block_id=block, option_id=right)
    for page in range(1, lesson.page_count):
        turn_page(enrollment=enrollment, activity=lesson, page=page)
    complete_activity(enrollment=enrollment, activity=lesson)


def _work(enrollment: Enrollment, lesson: LessonPage, minutes: int) -> None:
    """Somebody sat there for so many minutes, up to now: a heartbeat a minute."""
    now = timezone.now()
    for left in range(minutes, 0, -1):
        begun, told = now - timedelta(minutes=left), now - timedelta(minutes=left - 1)
        known = LearningTime.objects.filter(enrollment=enrollment, activity_key=lesson.key).first()
        work = Work((int(begun.timestamp()), int(told.timestamp())), told, known, tops_up=False)
        spend_time(enrollment=enrollment, activity_key=lesson.key, work=work)
