"""The peer's course, its learners, and what they click. `python -m bench.peer.world PEOPLE` prints that as JSON.

The same course as ours as far as it can hold one: four lessons, each with twenty blocks, a picture and an activity
among them. Who looks has finished two of them; who makes the last click, all but the last.
"""

import json
import sys
import uuid
from dataclasses import dataclass
from typing import Any

import django

from bench.rig import content, counting
from bench.rig.clicks import Click, Visitor

LOOKING = 40
DONE = "http://adlnet.gov/expapi/verbs/completed"


@dataclass
class Course:
    """The course's page, its lessons and the activity in each of them."""

    page: Any
    lessons: list[Any]
    activities: list[Any]


def main(people: int) -> None:
    """Build, count, and print `{clicks: {name: [click]}, queries: {name: found}}`."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    course = _course()
    clicks, queries = _looks(course), {}
    for name in clicks:
        queries[name] = _count(clicks[name][:2], expect=200)
    if people:
        first, second, *rest = [_last_click(course, f"finishing-{number}") for number in range(people + 2)]
        clicks["complete"], queries["complete"] = rest, _count([first, second], expect=200)
        _look_after(course)
    found = {name: [click.as_json() for click in some] for name, some in clicks.items()}
    sys.stdout.write(json.dumps({"clicks": found, "queries": queries}))


def _count(clicks: list[Click], *, expect: int) -> dict[str, Any]:
    """The second time, when everything is warm."""
    return [counting.queries(click, expect=expect) for click in clicks][-1]


def _course() -> Course:
    from wagtail.models import Site
    from wagtail_lms.models import CoursePage

    page = CoursePage(title="First weeks", description=f"<p>{content.WORDS}</p>")
    Site.objects.get().root_page.add_child(instance=page)
    made = Course(page, [], [])
    for number in range(1, 5):
        _add_lesson(made, f"The role {number}")
    return made


def _add_lesson(course: Course, title: str) -> None:
    from wagtail_lms.models import H5PActivity, H5PLessonPage

    activity = H5PActivity.objects.create(title="What tells you?", extracted_path=f"h5p_{uuid.uuid4()}")
    texts = [f"<p>{content.WORDS}</p>"] * 16 + [_steps()] * 2 + [_picture()]
    body = [{"type": "paragraph", "value": text, "id": str(uuid.uuid4())} for text in texts]
    body.append({"type": "h5p_activity", "value": {"activity": activity.pk}, "id": str(uuid.uuid4())})
    lesson = H5PLessonPage(title=title, body=json.dumps(body))
    course.page.add_child(instance=lesson)
    lesson.save_revision().publish()
    course.lessons.append(lesson)
    course.activities.append(activity)


def _steps() -> str:
    return "<h3>First hello</h3><ol>" + "".join(f"<li>{step}</li>" for step in content.STEPS) + "</ol>"


def _picture() -> str:
    return f'<embed embedtype="image" id="{content.picture()}" format="fullwidth" alt="A van at dusk"/>'


def _looks(course: Course) -> dict[str, list[Click]]:
    visitors = [_learner(course, f"looking-{number}", done=2) for number in range(LOOKING)]
    places = {"lesson": course.lessons[0].url, "course": course.page.url}
    return {name: [visitor.looks(place) for visitor in visitors] for name, place in places.items()}


def _learner(course: Course, name: str, *, done: int) -> Visitor:
    """Somebody on the course, so many of its lessons done, and at the activity of the next one."""
    from django.contrib.auth.models import User
    from wagtail_lms.models import CourseEnrollment, H5PAttempt, H5PLessonCompletion

    user = User.objects.create_user(name)
    CourseEnrollment.objects.create(user=user, course=course.page)
    for number, (lesson, activity) in enumerate(zip(course.lessons, course.activities, strict=True)):
        if number < done:
            H5PLessonCompletion.objects.create(user=user, lesson=lesson)
        if number <= done:
            status = "completed" if number < done else "incomplete"
            H5PAttempt.objects.create(user=user, activity=activity, completion_status=status)
    return Visitor.signed_in(user)


def _last_click(course: Course, name: str) -> Click:
    """What the lesson's script sends when its activity says that it is done."""
    from django.urls import reverse

    visitor = _learner(course, name, done=len(course.lessons) - 1)
    score = {"raw": 1, "max": 1, "min": 0, "scaled": 1}
    statement = {"verb": {"id": DONE, "display": {"en-US": "completed"}}, "result": {"score": score}}
    address = reverse("wagtail_lms:h5p_xapi", args=[course.activities[-1].pk])
    extra = {"Origin": "https://127.0.0.1", "X-CSRFToken": visitor.csrf, "Content-Type": "application/json"}
    return Click(address, {**visitor.headers, **extra}, json.dumps(statement).encode())


def _look_after(course: Course) -> None:
    """Whether the two clicks that were counted finished the course."""
    from wagtail_lms.models import CourseEnrollment

    finished = CourseEnrollment.objects.filter(course=course.page, completed_at__isnull=False).count()
    if finished != 2:
        raise RuntimeError(f"{finished} finished, not 2.")


if __name__ == "__main__":
    main(int(sys.argv[1]))
