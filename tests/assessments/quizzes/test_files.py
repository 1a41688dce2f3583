"""The checks of First weeks out of their files and back."""

import dataclasses
from pathlib import Path

import pytest

from assessments.quizzes.models import QuizPage
from courses.enrollment.services import enroll
from courses.files import kinds
from courses.files.course import Check
from courses.files.kinds import Setting
from courses.files.reader import read_course
from courses.pages.services import open_language
from courses.progress.models import Completion
from lms import starter
from tests.assessments.quizzes.building import answer_all

FOLDER = Path(starter.__file__).parent / "first_weeks"
CHECKS = {
    (module.id, language): versions[language]
    for module in read_course(FOLDER).modules
    for versions in module.activities.values()
    for language in versions
    if isinstance(versions[language], Check)
}


def loaded(module, read, language="en"):
    """The page of this check, published, and where it stands."""
    locale = open_language(organization=module.get_parent().specific.organization, language=language).locale
    kind = kinds.kind_for(read)
    key = module.translation_key
    organization = module.get_parent().specific.organization
    setting = Setting(organization, key, language, locale, module, key, FOLDER, read.id)
    page = QuizPage(title=read.title, slug=f"{read.id}-{language}", locale=locale)
    kind.fill(page, read, setting)
    module.add_child(instance=page)
    kind.after_save(page, read, setting)
    page.save_revision().publish()
    return QuizPage.objects.get(pk=page.pk), setting


NAMES = sorted({module for module, _language in CHECKS})


def test_it_finds_all_five():
    assert len(NAMES) == 5


@pytest.mark.parametrize("which", CHECKS, ids="-".join)
def test_it_publishes_and_comes_back_as_it_was(module, which):
    read = CHECKS[which]
    page, setting = loaded(module, read, which[1])
    back = kinds.kind_for(read).record(page, setting)
    bare = [dataclasses.replace(one, line=0) for one in read.questions]
    assert [dataclasses.asdict(one) for one in back.questions] == [dataclasses.asdict(one) for one in bare]
    assert back == dataclasses.replace(read, path="", questions=back.questions)
    assert page.objectives == list(read.deliver)


def test_it_is_as_safety_critical_as_what_it_claims(module):
    critical = {name: loaded(module, CHECKS[name, "en"])[0].safety_critical for name in NAMES}
    assert critical == {name: any(one.claim for one in CHECKS[name, "en"].questions) for name in NAMES}
    assert set(critical.values()) == {True, False}


def test_it_keeps_the_day_of_its_cut(module):
    read = dataclasses.replace(CHECKS[NAMES[0], "en"], cut_date="2026-11-26")
    page, setting = loaded(module, read)
    assert str(page.cut_date) == kinds.kind_for(read).record(page, setting).cut_date == "2026-11-26"


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_taken_before_anybody_reviewed_anything(module, rosa, harbor, name):
    page, _setting = loaded(module, CHECKS[name, "en"])
    enrollment = enroll(learner=rosa, organization=harbor, course=module.get_parent().specific)
    answer_all(enrollment, page)
    assert Completion.objects.get().activity_key == page.key
