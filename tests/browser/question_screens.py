"""Screens of whoever writes checks."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from assessments.quizzes.models import QuizPage
from courses.enrollment.services import enroll
from tests import builders
from tests.assessments.quizzes import building


def _questions(world: dict[str, Any]) -> str:
    """A check that six people took, one of them not yet right."""
    harbor = world["course"].organization
    check = QuizPage.objects.filter(title="Taken by many").first()
    if check is None:
        course = builders.course(harbor, "Taken")
        check = building.check(builders.module(course), title="Taken by many")
        for number in range(6):
            learner = builders.person(f"Learner-{number}", "new_hire", harbor)
            enrollment = enroll(learner=learner, organization=harbor, course=course)
            building.answer_all(enrollment, check, wrong=() if number else ("Q1",))
    return reverse("lms_assessments:questions", kwargs={"key": check.key})


SCREENS: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "checks and how they work": ("inez", lambda world: reverse("lms_assessments:questions_of")),
    "how the questions work": ("inez", _questions),
}
