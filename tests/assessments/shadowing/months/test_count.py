"""Overdose responses and officer contacts are counted by month, never on a dated shift, and are nobody else's (P11)."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.months.models import Counted, MonthlyCount
from assessments.shadowing.months.rules import month_of, open_months
from assessments.shadowing.months.services import count_month
from lms.home import privacy
from lms.home.retention import expire
from lms.people.clocks import today_in
from lms.people.models import Membership
from lms.people.services import add_member

MONTHS = reverse("lms_assessments:months")
BODIES = [
    {},
    {"month": "soon", "to": 1},
    {"month": "2026-11", "to": 1},
    {"month": "2026-11", "what": "wins", "to": 1},
]


def words(answer):
    return " ".join(answer.text.split())


@pytest.fixture
def now(harbor):
    return month_of(today_in(harbor))


def count(learner, organization, month, to=1, what=Counted.OVERDOSES):
    count_month(learner=learner, organization=organization, month=month, what=what, to=to)


def tap(client, month, to, what="overdoses"):
    return client.post(MONTHS, {"month": f"{month:%Y-%m}", "what": what, "to": to}, follow=True)


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 11, 26), [date(2026, 11, 1), date(2026, 10, 1), date(2026, 9, 1)]),
        (date(2026, 1, 31), [date(2026, 1, 1), date(2025, 12, 1), date(2025, 11, 1)]),
    ],
)
def test_it_is_open_for_this_month_and_the_two_before(today, found):
    assert open_months(today) == found


def test_it_counts_up_and_down_without_javascript(signed_in, rosa, now):
    client = signed_in(rosa)
    for to in (1, 2, 2, 1):
        tap(client, now, to)
    tap(client, now, 3, "officer_contacts")
    kept = MonthlyCount.objects.get()
    assert (kept.month, kept.overdoses, kept.officer_contacts) == (now, 1, 3)


def test_it_keeps_no_row_of_nothing(rosa, harbor, now):
    for to in (0, 1, 0):
        count(rosa, harbor, now, to)
    assert not MonthlyCount.objects.exists()


@pytest.mark.parametrize(("ago", "to"), [(-40, 1), (200, 1), (0, -1), (0, 201)])
def test_it_refuses_what_cannot_be(signed_in, rosa, harbor, now, ago, to):
    with pytest.raises(ValidationError):
        count(rosa, harbor, month_of(now - timedelta(days=ago)), to)
    assert tap(signed_in(rosa), month_of(now - timedelta(days=ago)), to).status_code == 200
    assert not MonthlyCount.objects.exists()


@pytest.mark.parametrize("body", BODIES)
def test_it_takes_nothing_else(signed_in, rosa, body):
    assert "That number cannot be right." in signed_in(rosa).post(MONTHS, body, follow=True).text
    assert not MonthlyCount.objects.exists()


def test_it_is_kept_without_a_day_a_place_or_a_time(rosa, harbor, now):  # P11
    count(rosa, harbor, now)
    names = {field.name for field in MonthlyCount._meta.get_fields()}
    assert names == {"id", "learner", "organization", "month", "overdoses", "officer_contacts"}
    assert MonthlyCount.objects.get().month.day == 1


def test_it_stands_on_no_shift(rosa):  # P11
    asks = {field.name for field in ShadowEntry._meta.get_fields()}
    assert not any(word in name for name in asks for word in ("overdose", "officer", "police", "month"))
    pointed = [field for field in MonthlyCount._meta.get_fields() if isinstance(field, models.ForeignKey)]
    assert {field.name for field in pointed} == {"learner", "organization"}
    assert not any(field.related_model is MonthlyCount for model in apps.get_models() for field in model._meta.fields)


def test_it_offers_a_person_after_an_overdose_and_nothing_more(signed_in, rosa, harbor, now):
    harbor.contact_name, harbor.contact_phone = "Inez", "555 0100"
    harbor.save()
    client = signed_in(rosa)
    count(rosa, harbor, now, what=Counted.OFFICER_CONTACTS)
    assert "talk with somebody" not in words(client.get(MONTHS))
    shown = words(tap(client, now, 1))
    assert "If you would like to talk with somebody, Inez is there:" in shown
    assert "Nobody is told what you counted" in shown


@pytest.mark.parametrize("who", ["sam", "marcus", "inez", "jo"])
def test_it_is_shown_to_nobody_else(request, signed_in, rosa, harbor, now, who):  # P11
    count(rosa, harbor, now, 123)
    other = request.getfixturevalue(who)
    assert ">123<" in signed_in(rosa).get(MONTHS).text
    client = signed_in(other)
    member = reverse("lms_home:person", kwargs={"membership": rosa.memberships.get().pk})
    for page in (MONTHS, "/", "/people/", member, reverse("lms_assessments:sign")):
        assert ">123<" not in client.get(page).text
    assert "What you counted by month" not in privacy.held_about(other)


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "coordinator"])
def test_it_is_nothing_to_dana(signed_in, dana, role, rosa, harbor, now):  # A12
    count(rosa, harbor, now)
    client = signed_in(dana(role))
    assert "Harbor" not in client.get(f"{MONTHS}?at={harbor.pk}").text
    assert "Harbor" not in client.post(f"{MONTHS}?at={harbor.pk}", {"month": f"{now:%Y-%m}"}).text
    assert MonthlyCount.objects.get().learner == rosa


def test_it_is_ones_own_after_leaving_and_goes_when_one_says_so(signed_in, rosa, harbor, elsewhere, now):
    count(rosa, harbor, now, 4)
    add_member(user=rosa, organization=elsewhere, role="new_hire")
    privacy.leave_agency(user=rosa, organization=harbor)
    client = signed_in(rosa)
    assert "Overdose responses: 4" in words(client.get(f"{MONTHS}?at={harbor.pk}"))
    client.post(f"{MONTHS}?at={harbor.pk}", {"month": f"{now:%Y-%m}"})
    assert not MonthlyCount.objects.exists()


def test_it_is_in_what_is_kept_and_goes_with_the_account(rosa, harbor, now):  # P05
    count(rosa, harbor, now, 2)
    (row,) = privacy.held_about(rosa)["What you counted by month"]
    assert (row["overdose responses"], row["officer contacts"]) == ("2", "0")
    assert str(now.year) in row["month"]
    privacy.erase(user=rosa)
    assert not MonthlyCount.objects.exists()


def test_it_goes_a_while_after_somebody_left(rosa, sam, harbor, now):  # P05
    for learner in (rosa, sam):
        count(learner, harbor, now)
    privacy.leave_agency(user=rosa, organization=harbor)
    Membership.objects.filter(user=rosa).update(ended_at=timezone.now() - timedelta(days=800))
    expire(now=timezone.now())
    assert MonthlyCount.objects.get().learner == sam
