"""A trainer says in the Wagtail editor what shadowing asks."""

import pytest
from django.urls import reverse

from assessments.shadowing.pages import ShadowingPage
from assessments.shadowing.requirements import Requirement
from assessments.shadowing.words import ACTIVITIES
from tests import builders
from tests.assessments.shadowing.going_along import shadowing
from tests.courses.editing import PUBLISH, add, edit, errors

TYPED = {
    **{"title": "Going along", "slug": "going-along", "required": "on"},
    **{"watched": "2", "together": "3", "led": "4", "hours": "40", "core_activities": ("naloxone", "listen")},
    **{"level": "4", "times": "2", "settings_asked": "2", "colleagues_asked": "2"},
}


@pytest.fixture
def inside(inez, signed_in):
    return signed_in(inez)


@pytest.fixture
def module(harbor):
    return builders.module(builders.course(harbor))


def test_it_begins_with_the_proposal_and_says_what_it_is(inside, module):
    where = reverse("wagtailadmin_pages:add", args=["lms_assessments", "shadowingpage", module.pk])
    shown = inside.get(where).text
    assert "No published evidence sets a number." in shown
    assert shown.count("checked") >= len(ACTIVITIES)
    for name, proposed in {"watched": 3, "together": 3, "led": 4, "hours": 40, "times": 2}.items():
        assert f'name="{name}" value="{proposed}"' in shown


def test_it_makes_shadowing_from_nothing(inside, module):
    add(inside, module, ShadowingPage, **TYPED, **PUBLISH)
    made = ShadowingPage.objects.get()
    assert made.live
    assert made.requirement == Requirement(2, 3, 4, 2400, ["naloxone", "listen"], 4, 2, 2, 2)
    assert made.outline()["asks"]["watched"] == 2
    assert (made.outline()["minutes"], made.outline()["domains"]) == (2400, {})


def test_it_keeps_a_draft_and_does_not_publish_what_asks_for_nothing(inside, module):
    nothing = dict.fromkeys(("watched", "together", "led", "hours", "times", "settings_asked"), "0")
    asked = {**TYPED, **nothing, "colleagues_asked": "0"}
    add(inside, module, ShadowingPage, **asked)
    made = ShadowingPage.objects.get()
    assert "Ask for something: shifts, hours or activities." in errors(edit(inside, made, **asked, **PUBLISH))
    made.refresh_from_db()
    assert not made.live


def test_it_keeps_the_numbers_of_a_draft_that_has_none(inside, harbor):
    page = shadowing(harbor, hours=12)
    edit(inside, page, **{**TYPED, "slug": page.slug, "hours": ""})
    assert page.get_latest_revision_as_object().hours == 12


def test_it_previews_the_first_day(inside, harbor):
    page = shadowing(harbor, hours=12, core_activities=["naloxone"], times=1)
    shown = inside.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).text
    assert "12 h left" in shown
    assert "I agree" not in shown


def test_it_is_not_here_for_dana(signed_in, dana, module):
    where = reverse("wagtailadmin_pages:add", args=["lms_assessments", "shadowingpage", module.pk])
    assert signed_in(dana("trainer")).get(where).status_code in (302, 404)
