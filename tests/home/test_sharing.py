"""What somebody did in an earlier agency is theirs: the next one sees it only if they show it."""

from datetime import date

import pytest
from django.urls import reverse

from courses.enrollment.models import Enrollment
from courses.outside.rules import Details
from courses.outside.services import confirm_outside_training, enter_outside_training
from lms.home import privacy
from lms.people.models import SharedRecord
from lms.people.services import add_member, end_role
from lms.people.sharing.services import share_record
from tests.certificates.reading import words_of

SEES = reverse("lms_home:agency_sees")


@pytest.fixture
def moved(sam, finished, jo, harbor, elsewhere):
    """Sam finished at Harbor Outreach, left, and works at River House now."""
    details = Details("Listening", "The county", date(2026, 3, 1), 60)
    training = enter_outside_training(learner=sam, details=details, organization=harbor)
    confirm_outside_training(trainings=[training], confirmed_by=jo)
    privacy.leave_agency(user=sam, organization=harbor)
    return add_member(user=sam, organization=elsewhere, role="new_hire")


def page_of(membership):
    return reverse("lms_home:person", kwargs={"membership": membership.pk})


def paper_of(membership):
    return reverse("lms_certificates:transcript_shared", kwargs={"membership": membership.pk})


def show(client, organization, shown="yes"):
    where = reverse("lms_home:share_record", kwargs={"organization": organization.pk})
    return client.post(where, {"shown": shown}, follow=True)


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_it_is_shown_to_nobody_unless_one_says_so(signed_in, dana, moved, role):
    trainer = dana(role)
    client = signed_in(trainer)
    assert not Enrollment.objects.visible_to(trainer).exists()
    assert "Harbor Outreach" not in client.get(page_of(moved)).text
    assert client.get(paper_of(moved)).status_code == 404


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_it_is_shown_and_hidden_again_at_once(signed_in, dana, moved, sam, elsewhere, role):
    mine, client = signed_in(sam), signed_in(dana(role))
    assert "nobody here sees it" in mine.get(SEES).text
    assert "can see your earlier record now" in show(mine, elsewhere).text
    shown = client.get(page_of(moved)).text
    for said in ("Harbor Outreach", "Words that help", "Listening", "Sam shows you this"):
        assert said in shown
    words = words_of(client.get(paper_of(moved)).content)
    assert "Words that help" in words
    assert "The county" in words
    assert "Nobody at River House sees" in show(mine, elsewhere, shown="").text
    assert "Harbor Outreach" not in client.get(page_of(moved)).text
    assert client.get(paper_of(moved)).status_code == 404


@pytest.mark.parametrize("role", ["new_hire", "senior_peer", "supervisor"])
def test_it_is_shown_to_no_other_role(signed_in, dana, moved, sam, elsewhere, role):
    other = dana(role)
    moved.team = other.memberships.get().team
    moved.save()
    share_record(user=sam, organization=elsewhere)
    client = signed_in(other)
    assert client.get(paper_of(moved)).status_code == 404
    assert "Harbor Outreach" not in client.get(page_of(moved)).text


def test_it_is_shown_to_this_agency_alone(signed_in, moved, sam, inez, jo, elsewhere):  # A12
    share_record(user=sam, organization=elsewhere)
    for user in (inez, jo):
        assert signed_in(user).get(paper_of(moved)).status_code == 404
        assert signed_in(user).get(page_of(moved)).status_code == 404


def test_it_ends_with_the_role(signed_in, dana, moved, sam, elsewhere):
    coordinator = dana("coordinator")
    share_record(user=sam, organization=elsewhere)
    end_role(membership=moved, by=coordinator)
    assert not SharedRecord.objects.exists()
    back = add_member(user=sam, organization=elsewhere, role="new_hire")
    assert signed_in(coordinator).get(paper_of(back)).status_code == 404


def test_it_is_offered_only_where_there_is_something_to_show(signed_in, rosa, enrollment, harbor):
    assert "earlier record" not in signed_in(rosa).get(SEES).text


def test_it_shows_nothing_to_an_agency_one_is_not_in(signed_in, moved, sam, harbor):
    assert show(signed_in(sam), harbor).status_code == 404
    assert not SharedRecord.objects.exists()


def test_it_is_held_and_goes_with_the_account(moved, sam, elsewhere):  # P05
    shared = share_record(user=sam, organization=elsewhere)
    assert str(shared.pk) in str(privacy.held_about(sam))
    privacy.delete_account(user=sam)
    assert not SharedRecord.objects.exists()
