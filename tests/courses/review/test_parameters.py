"""The pages on which an agency writes down its clinical values."""

import pytest
from django.urls import reverse

from courses.review.models import ParameterValue
from courses.review.reader import registry
from tests import builders
from tests.courses.review.conftest import WAIT

LIST = "/reviews/parameters/"


def one(language="en", key=WAIT):
    return reverse("lms_courses:parameter", kwargs={"language": language, "key": key})


def test_it_lists_every_value_in_every_language(signed_in, inez, timed, teaches, reviewed):
    teaches("7-8")
    assert "7-8 minutes · waits for a reviewer" in signed_in(inez).get(LIST).text
    reviewed(timed)
    builders.in_spanish(timed)
    shown = signed_in(inez).get(LIST)
    assert "7-8 minutes · reviewed" in shown.text
    assert [language["name"] for language in shown.context["languages"]] == ["English", "español"]


def test_it_shows_what_sources_say_to_the_editor(signed_in, inez, course):
    shown = signed_in(inez).get(one()).text
    parameter = registry().parameters[WAIT]
    assert "Proposed:</strong> 2-3" in shown
    assert parameter.source in shown
    assert "Only somebody else&#x27;s summary was read" in shown


def test_it_keeps_a_value_and_its_history(signed_in, jo, course):
    client = signed_in(jo)
    client.post(one(), {"value": "7-8", "note": "Protocol, page 2"})
    client.post(one(), {"value": "4", "note": ""})
    assert list(ParameterValue.objects.values_list("value", flat=True)) == ["7-8", "4"]
    shown = client.get(one()).text
    assert "Protocol, page 2" in shown
    assert 'value="4"' in shown


def test_it_loses_nothing_that_was_typed(signed_in, jo, course):
    shown = signed_in(jo).post(one(), {"value": "7" * 201, "note": "Protocol"})
    assert 'value="Protocol"' in shown.text
    assert not ParameterValue.objects.exists()


def test_it_puts_no_value_where_none_belongs(signed_in, jo, course):
    client = signed_in(jo)
    for address in (one(key="lucky_number"), one(language="xx")):
        assert client.get(address).status_code == 404
        assert client.post(address, {"value": "3"}).status_code == 404


@pytest.mark.parametrize("role", ["new_hire", "senior_peer", "supervisor"])
def test_it_is_not_here_for_others(signed_in, harbor, role, course):
    client = signed_in(builders.person("Nobody", role, harbor))
    assert [client.get(address).status_code for address in (LIST, one())] == [404, 404]
    assert client.post(one(), {"value": "3"}).status_code == 404


def test_it_is_danas_own_page_for_dana(signed_in, dana, teaches):  # A12
    teaches("7-8")
    client = signed_in(dana("trainer"))
    assert "7-8" not in client.get(LIST).text
    assert "7-8" not in client.get(one()).text
    client.post(one(), {"value": "9", "note": ""})
    assert ParameterValue.objects.get(value="9").organization.name == "River House"
