"""Worlds for the tests, built through our own services."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone
from wagtail.models import Page

from assessments.shadowing.local_times import Shift
from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.months.models import Counted
from assessments.shadowing.months.rules import open_months
from assessments.shadowing.months.services import count_month
from assessments.shadowing.rules import Told
from assessments.shadowing.services import write_shift
from assessments.shadowing.signing.models import SignOff
from assessments.shadowing.signing.settling import settle_due
from courses.enrollment.models import Enrollment
from courses.enrollment.services import enroll
from courses.pages.models import CoursePage, LessonPage, ModulePage
from courses.pages.services import create_organization, open_language
from courses.pages.sessions import PARTS, SessionPage
from courses.progress.models import LearningTime
from courses.progress.services import answer_check, complete_activity, confirm_attendance, spend_time, turn_page
from courses.progress.time import Work
from courses.signed_hours.models import Kind, What
from courses.signed_hours.services import keep_signed_hours
from lms.people.clocks import day_by, today_in
from lms.people.models import Organization, Team
from lms.people.services import add_member, create_person

PASSWORD = "a-long-quiet-porch"


def organization(name: str = "Harbor Outreach") -> Organization:
    return Organization.objects.filter(name=name).first() or create_organization(name=name)


def person(name: str, role: str, organization: Organization, team: Team | None = None) -> User:
    user = create_person(username=name.lower(), chosen_name=name, password=PASSWORD)
    add_member(user=user, organization=organization, role=role, team=team)
    return user


def publish(parent: Page, page: Page) -> Any:
    """Add a page and publish it as an editor would: through a revision."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "value": f"<p>{words}</p>", "id": str(uuid.uuid4())}


def check(
    question: str = "What tells you to act?", *, right: str = "Their breathing", wrong: str = "The clock"
) -> dict:
    options = [
        {"type": "item", "id": str(uuid.uuid4()), "value": {"text": wrong, "right": False, "feedback": "Look again."}},
        {"type": "item", "id": str(uuid.uuid4()), "value": {"text": right, "right": True, "feedback": "Yes."}},
    ]
    return {"type": "check", "id": str(uuid.uuid4()), "value": {"question": question, "options": options}}


def safety(*blocks: dict[str, Any], claims: tuple[str, ...] = ("SC06",)) -> dict[str, Any]:
    """Blocks that somebody must stand behind."""
    return {"type": "safety", "id": str(uuid.uuid4()), "value": {"claims": list(claims), "body": list(blocks)}}


def lesson(
    module: ModulePage, title: str = "Words that help", pages: list[list[dict]] | None = None, **fields: Any
) -> Any:
    """A published lesson; `pages` is a list of lists of blocks."""
    fields = {"minutes": 10, "domains": {"ethics": fields.get("minutes", 10)}, **fields}
    content = [
        {"type": "page", "id": str(uuid.uuid4()), "value": {"heading": f"{title}, page {n}", "body": body}}
        for n, body in enumerate(pages or [[text("One idea.")], [text("Another."), check()]], 1)
    ]
    return publish(module, LessonPage(title=title, pages=content, **fields))


def in_spanish(lesson: LessonPage) -> Any:
    """The same lesson, published in Spanish, with its module and course."""
    course = lesson.get_ancestors().type(CoursePage).specific().get()
    locale = open_language(organization=course.organization, language="es").locale
    translated = lesson.copy_for_translation(locale, copy_parents=True)
    translated.save_revision().publish()
    translated.refresh_from_db()
    return translated


def session(module: ModulePage, title: str = "First hello", **fields: Any) -> Any:
    """A published session; `about`, `facilitator_guide` and `checklist` are HTML or lists of blocks."""
    said = {"about": "<p>In threes.</p>", "facilitator_guide": "<p>Swap roles once.</p>"}
    fields = {"minutes": 20, "domains": {"mentoring": 20}, **said, **fields}
    for part in PARTS:
        if isinstance(fields.get(part), str):
            fields[part] = [{"type": "text", "value": fields[part], "id": str(uuid.uuid4())}]
    return publish(module, SessionPage(title=title, **fields))


def course(organization: Organization, title: str = "First weeks", **fields: Any) -> Any:
    return publish(organization.course_index, CoursePage(title=title, **fields))


def module(course: CoursePage, title: str = "The role", after: tuple[ModulePage, ...] = ()) -> Any:
    page = publish(course, ModulePage(title=title))
    if after:
        page.opens_after.set(after)
        page.save_revision().publish()
    return page


def small_course(organization: Organization, title: str = "First weeks") -> CoursePage:
    """Two modules: a lesson of two pages, then (opens after it) a session."""
    made = course(organization, title)
    first = module(made, "The role")
    lesson(first)
    second = module(made, "Practice", after=(first,))
    session(second)
    return made


def lessons_of(course: CoursePage) -> list[LessonPage]:
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


def sessions_of(course: CoursePage) -> list[SessionPage]:
    return list(SessionPage.objects.descendant_of(course).order_by("path"))


def work(enrollment: Enrollment, lesson: LessonPage, minutes: int) -> None:
    """Somebody works on it for so long, up to now: heartbeats of at most five minutes."""
    now = timezone.now()
    for left in range(minutes, 0, -5):
        told = now - timedelta(minutes=max(0, left - 5))
        stretch = (int((now - timedelta(minutes=left)).timestamp()), int(told.timestamp()))
        known = LearningTime.objects.filter(enrollment=enrollment, activity_key=lesson.key).first()
        spend_time(enrollment=enrollment, activity_key=lesson.key, work=Work(stretch, told, known))


def take_lesson(enrollment: Enrollment, lesson: LessonPage) -> None:
    """Take the time it takes, read every page, answer every question right, finish."""
    work(enrollment, lesson, lesson.minutes)
    for block, options in lesson.answer_key().items():
        right = next(option for option, is_right in options.items() if is_right)
        answer_check(enrollment=enrollment, activity=lesson, block_id=block, option_id=right)
    for page in range(1, lesson.page_count):
        turn_page(enrollment=enrollment, activity=lesson, page=page)
    complete_activity(enrollment=enrollment, activity=lesson)


def shift(
    learner: User, organization: Organization, *, days_ago: int = 1, hours: int = 4, send: bool = True, **told: Any
) -> ShadowEntry:
    """A shift that somebody logged: so many days ago, for so many hours, on the van where nothing else is said."""
    end = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=days_ago)
    when = Shift(end - timedelta(hours=hours), end)
    said = Told(**{"setting": "van", **told})
    return write_shift(learner=learner, organization=organization, shift=when, told=said, key=uuid.uuid4(), send=send)


def today() -> date:
    """The day that an agency's clock shows: in the evening it is not the day that UTC has."""
    return day_by(Organization._meta.get_field("time_zone").default, timezone.now())


def signed(learner: User, organization: Organization, *, minutes: int, kind: str = "experience", **more: Any) -> Any:
    """Minutes of experience, or of supervision, that were signed for somebody."""
    what = What.SHIFT if kind == "experience" else What.SUPERVISION
    said = {"what": what, "on": today(), "subject": uuid.uuid4(), **more}
    return keep_signed_hours(learner=learner, organization=organization, kind=Kind(kind), minutes=minutes, **said)


def counted(learner: User, organization: Organization, *, overdoses: int = 1) -> None:
    """What somebody counted this month."""
    month = open_months(today_in(organization))[0]
    count_month(learner=learner, organization=organization, month=month, what=Counted.OVERDOSES, to=overdoses)


def finish_course(learner: User, course: CoursePage, confirmed_by: User) -> Enrollment:
    """Somebody who did everything: lessons read, sessions confirmed."""
    enrollment = enroll(learner=learner, organization=course.organization, course=course)
    for page in lessons_of(course):
        take_lesson(enrollment, page)
    for page in sessions_of(course):
        confirm_attendance(session=page, enrollments=[enrollment], confirmed_by=confirmed_by)
    enrollment.refresh_from_db()
    return enrollment


def minutes_pass(entry: ShadowEntry, minutes: int = 11) -> ShadowEntry:
    """As if what was decided about a shift had been decided so many minutes earlier; what is due settles."""
    decided_at = ShadowEntry.objects.values_list("decided_at", flat=True).get(pk=entry.pk)
    assert decided_at is not None
    ShadowEntry.objects.filter(pk=entry.pk).update(decided_at=decided_at - timedelta(minutes=minutes))
    SignOff.objects.filter(entry=entry).update(made_at=F("made_at") - timedelta(minutes=minutes))
    settle_due(now=timezone.now())
    entry.refresh_from_db()
    return entry
