"""A knowledge check and who takes it, so that answers to it can be measured: each is given once."""

from django.urls import reverse

from assessments.quizzes.models import QuizPage
from assessments.quizzes.services import begin_check
from assessments.quizzes.taking import Taking
from bench.rig.clicks import Click
from bench.rig.world import Learner
from courses.pages.models import CoursePage, ModulePage
from tests.assessments.quizzes import building

BANK, ASKED = 24, 18


def check(course: CoursePage) -> QuizPage:
    """A check of single choices in the course's first module."""
    module = ModulePage.objects.child_of(course).first()
    questions = [building.question(f"Q{number}") for number in range(BANK)]
    return building.check(module, questions, {building.FIRST: (ASKED, 0)})


def answers(check: QuizPage, people: list[Learner], each: int) -> list[Click]:
    """So many first answers of each, everybody's first one first; what comes last stays open."""
    taken = []
    for person in people:
        begin_check(enrollment=person.enrollment, check=check, number=1)
        taken.append(Taking(person.enrollment, check))
    return [
        _answer(taking, person, place) for place in range(each) for taking, person in zip(taken, people, strict=True)
    ]


def _answer(taking: Taking, person: Learner, place: int) -> Click:
    one = taking.bank[taking.todo[place]]
    where = {"key": taking.check.key, "number": 1, "question": one.key}
    option = building.right_answer(one.kind, one.content)[0]
    address = reverse("lms_assessments:question", kwargs=where)
    return person.visitor.sends(address, digest=one.digest, option=str(option))
