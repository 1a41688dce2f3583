"""My record beside what a certification board asks."""

from datetime import date

import pytest
from django.urls import reverse

from courses.outside.rules import Details
from courses.outside.services import confirm_outside_training, enter_outside_training
from courses.progress.models import Completion

WORKSHOP = Details("Standing up for others", "County health", date(2026, 3, 1), 90, "advocacy")


def board(key: str = "icrc-peer-recovery") -> str:
    return reverse("lms_home:board", kwargs={"key": key})


def words(answer) -> str:
    return " ".join(answer.text.split())


def test_it_is_offered_where_something_is_done(finished, signed_in, sam, jo):
    record = reverse("lms_home:record")
    assert board() in signed_in(sam).get(record).text
    assert board() not in signed_in(jo).get(record).text


def test_it_says_what_is_asked_what_is_there_and_what_is_missing(finished, signed_in, sam):
    Completion.objects.filter(kind="lesson").update(minutes=960, domains={"ethics": 960})
    shown = words(signed_in(sam).get(board()))
    for said in (
        "29 hours 40 minutes missing in all",
        "Nothing is missing",
        "Asked: 10 hours · from your courses: 20 minutes · from elsewhere: none",
        "It also asks: an exam and a code of ethics.",
        "Each board decides what it accepts",
        "internationalcredentialing.org",
    ):
        assert said in shown


@pytest.mark.parametrize(("confirmed", "elsewhere"), [(True, "1 hour 30 minutes"), (False, "none")])
def test_it_counts_training_from_elsewhere_apart_once_it_is_confirmed(
    finished, signed_in, sam, jo, harbor, confirmed, elsewhere
):
    training = enter_outside_training(learner=sam, details=WORKSHOP, organization=harbor)
    if confirmed:
        confirm_outside_training(trainings=[training], confirmed_by=jo)
    assert f"from your courses: none · from elsewhere: {elsewhere}" in words(signed_in(sam).get(board()))
    assert ("Missing: 8 hours 30 minutes" in words(signed_in(sam).get(board()))) == confirmed


def test_it_says_what_counts_for_no_subject_of_this_board(finished, signed_in, sam):
    Completion.objects.filter(kind="lesson").update(domains={"harm_reduction": 10})
    assert "For no subject of this board: 10 minutes from your courses" in words(signed_in(sam).get(board()))
    assert "For no subject" not in words(signed_in(sam).get(board("delaware-peer")))


def test_it_shows_ones_own_minutes_alone(finished, signed_in, rosa, dana):
    for user in (rosa, dana("new_hire")):
        assert "from your courses: 20 minutes" not in words(signed_in(user).get(board()))


def test_it_knows_no_other_board(signed_in, sam):
    assert signed_in(sam).get(board("my-own")).status_code == 404
    assert signed_in(sam).get(reverse("lms_certificates:transcript"), {"board": "my-own"}).status_code == 404
