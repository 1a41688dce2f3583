"""A check taken in two languages: one seed, one set of answers."""

from django.urls import reverse
from django.utils.translation import gettext, override

from assessments.quizzes.models import Answer
from assessments.quizzes.taking import Taking
from courses.progress.models import Completion
from tests import builders
from tests.assessments.quizzes.building import answer_next, begin, right_answer
from tests.assessments.quizzes.test_edit import edited, without


def in_spanish(check):
    return edited(builders.in_spanish(check), "Q1 right", "Q1 correcto")


def test_it_has_one_key_a_question_in_every_language(check):
    assert [one.key for one in check.questions()] == [one.key for one in in_spanish(check).questions()]


def test_it_goes_on_in_another_language_where_it_was(rosas, check):
    spanish = in_spanish(check)
    begin(rosas, check)
    drawn = Taking(rosas, check).todo
    answer_next(rosas, check)
    answer_next(rosas, spanish)
    assert Taking(rosas, check).todo == Taking(rosas, spanish).todo == drawn[2:]
    for turn in range(4):
        answer_next(rosas, (check, spanish)[turn % 2])
    assert {one.question.language for one in Answer.objects.all()} == {"en", "es"}
    assert Completion.objects.get().activity_key == check.key


def test_it_keeps_an_answer_to_a_page_that_was_open_in_the_other_language(rosas, check, signed_in, rosa):
    in_spanish(check)
    begin(rosas, check)
    one = next(one for one in Taking(rosas, check).bank.values() if one.name == "Q1")
    sent = {"digest": one.digest, "option": right_answer(one.kind, one.content)}
    where = reverse("lms_assessments:question", kwargs={"key": check.key, "number": 1, "question": one.key})
    signed_in(rosa).post(where, sent, headers={"accept-language": "es"})
    assert (Answer.objects.get().right, Answer.objects.get().question.language) == (True, "en")


def test_it_asks_in_the_source_language_what_is_not_translated(rosas, check):
    spanish = builders.in_spanish(check)
    begin(rosas, check)
    without(spanish, "Q2")
    taking = Taking(rosas, spanish)
    assert {one.language for one in taking.bank.values() if one.name == "Q2"} == {"en"}
    assert len(taking.todo) == 6


def test_it_says_that_it_is_in_another_language(signed_in, rosa, rosas, check):
    shown = signed_in(rosa).get(
        reverse("lms_courses:activity", kwargs={"key": check.key}), headers={"accept-language": "es"}
    )
    assert '<h1 lang="en">What you know</h1>' in shown.text


def test_it_says_so_at_each_question_too_before_and_after_the_answer(signed_in, rosa, rosas, check):
    said = "This is not in your language yet. You see it in the language it was written in."
    reader, es = signed_in(rosa), {"accept-language": "es"}
    begin(rosas, check)
    one = Taking(rosas, check).bank[Taking(rosas, check).todo[0]]
    where = reverse("lms_assessments:question", kwargs={"key": check.key, "number": 1, "question": one.key})
    asked = reader.get(where, headers=es)
    answer_next(rosas, check)
    answered = reader.get(where, headers=es)
    with override("es"):
        assert gettext(said) != said
        assert all(gettext(said) in page.text for page in (asked, answered))
    assert said not in reader.get(where).text


def test_it_says_what_was_answered_in_another_language_where_there_are_words_in_this_one(signed_in, rosa, rosas, check):
    in_spanish(check)
    begin(rosas, check)
    key = answer_next(rosas, check).question_key
    where = reverse("lms_assessments:question", kwargs={"key": check.key, "number": 1, "question": key})
    shown = signed_in(rosa).get(where, headers={"accept-language": "es"}).text
    assert "Usted respondió esto en otro idioma." in shown
    assert "You answered this" not in signed_in(rosa).get(where).text
