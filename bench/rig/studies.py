"""An agency of twelve that stays as it is, and everybody else on courses of their own agencies."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from bench.rig import crowd, world
from courses.enrollment.models import Enrollment
from courses.progress.models import Completion
from lms.people.models import Organization, Team
from tests import builders

TEAM = 12
FINISHED = 6


@dataclass(frozen=True)
class Agency:
    """Who looks, and the rows that others are made from."""

    harbor: Organization
    van: Team
    marcus: User
    jo: User
    model: Completion


def agency(completions: int) -> Agency:
    """Marcus with a team of twelve, who have so many completions each; six of them finished. Jo coordinates."""
    harbor = world.organization()
    van = Team.objects.create(organization=harbor, name="Van")
    marcus = builders.person("Marcus", "supervisor", harbor, van)
    jo, inez = (builders.person(name, role, harbor) for name, role in (("Jo", "coordinator"), ("Inez", "trainer")))
    course = builders.small_course(harbor)
    people = [builders.person(f"Learner-{number}", "new_hire", harbor, van) for number in range(TEAM)]
    enrollments = [builders.enroll(learner=person, organization=harbor, course=course) for person in people]
    for person in people[:FINISHED]:
        builders.finish_course(person, course, inez)
    model = Completion.objects.filter(enrollment=enrollments[0], kind="lesson").get()
    for enrollment in enrollments:
        _complete(model, f"'{enrollment.pk}'::uuid", f"SELECT generate_series(3, {completions}) AS n", "n")
    return Agency(harbor, van, marcus, jo, model)


def grow(around: Agency, before: int, after: int, completions: int) -> None:
    """So many learners more in other agencies, each on a course, with so many completions."""
    model: Any = Enrollment.objects.select_related("learner").get(pk=around.model.enrollment_id)
    people = crowd.people(
        after - before, start=before, organization=around.harbor, team=around.van, learner=model.learner
    )
    enrollment = crowd.numbered("enrollment").format("n")
    crowd.copies(
        model,
        people,
        id=enrollment,
        learner_id=f"{crowd.FIRST} + n",
        organization_id=crowd.numbered("agency").format(f"(n / {crowd.PEOPLE_OF_AN_AGENCY})"),
    )
    done = f"SELECT n, m FROM ({people}) AS everybody, generate_series(1, {completions}) AS m"  # noqa: S608
    _complete(around.model, enrollment, done, "m")
    crowd.settle()


def _complete(model: Completion, enrollment: str, source: str, number: str) -> None:
    key = crowd.numbered("activity").format(number)
    crowd.copies(model, source, id="gen_random_uuid()", enrollment_id=enrollment, activity_key=key)
