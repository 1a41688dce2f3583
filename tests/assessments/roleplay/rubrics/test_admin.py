"""Rubrics in the Wagtail admin: written by whoever edits the courses, and not there for anybody else."""

import pytest
from django.contrib.admin.utils import quote
from django.urls import reverse

from assessments.roleplay.rubrics.models import Rubric
from tests.assessments.roleplay.observed import building

LIST = "wagtailsnippets_lms_assessments_rubric:list"


def of(name, *keys):
    return reverse(f"wagtailsnippets_lms_assessments_rubric:{name}", args=[quote(key) for key in keys])


def typed(organization, **other):
    """The form as an editor sends it: one criterion, one step."""
    criterion = {"key": "G1", "name": "Listening", "weight": "2", "not_yet": "a", "developing": "b", "ready": "c"}
    step = {"key": "O1", "text": "Calls for help", "must_do": "on"}
    streams = {"criteria": ("criterion", criterion | {"strong": "d"}), "steps": ("step", step)}
    sent = {"organization": str(organization.pk), "title": "The handover", "scenario": "RP03", "language": "en"}
    sent |= {"moments": "", "note": "", "cut": "3", "steps_cut": "0"}
    for name, (kind, values) in streams.items():
        sent |= {f"{name}-count": "1", f"{name}-0-deleted": "", f"{name}-0-order": "0", f"{name}-0-type": kind}
        sent |= {f"{name}-0-id": "", **{f"{name}-0-value-{field}": value for field, value in values.items()}}
    return sent | other


def test_it_is_written_in_the_editor(signed_in, inez, harbor):
    client = signed_in(inez)
    page = client.get(of("add")).text
    assert f'value="{harbor.pk}"' in page
    answer = client.post(of("add"), typed(harbor))
    assert answer.status_code == 302
    made = Rubric.objects.get()
    assert (made.organization, made.scenario, made.content().keys) == (harbor, "RP03", ("G1", "O1"))
    assert "The handover" in client.get(reverse(LIST)).text


def test_it_says_what_is_wrong_and_keeps_what_was_typed(signed_in, inez, harbor):
    sent = typed(harbor, **{"steps-0-value-key": "G1"})
    answer = signed_in(inez).post(of("add"), sent)
    assert "Each short name stands for one thing. Twice here: G1." in answer.text
    assert "Calls for help" in answer.text
    building.rubric(harbor, "RP03")
    answer = signed_in(inez).post(of("add"), typed(harbor))
    assert "There is a rubric for this scenario and language already." in answer.text
    assert "Letters, then a number" in signed_in(inez).post(of("add"), typed(harbor, **{"steps-0-value-key": "1"})).text


def test_it_is_changed_and_deleted_without_touching_what_was_scored(signed_in, inez, harbor, rosas, practiced):
    seen = building.played(inez, rosas, practiced)
    rubric = Rubric.objects.get()
    client = signed_in(inez)
    assert client.post(of("edit", rubric.pk), typed(harbor, scenario="RP08")).status_code == 302
    assert client.post(of("delete", rubric.pk)).status_code == 302
    assert not Rubric.objects.exists()
    seen.refresh_from_db()
    assert [one.key for one in seen.performance.rubric.said.criteria] == ["G1", "G4"]


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_it_is_not_there_for_dana(signed_in, dana, harbor, role):  # A12
    rubric = building.rubric(harbor, title="Seen by us alone")
    outsider = signed_in(dana(role))
    assert "Seen by us alone" not in outsider.get(reverse(LIST)).text
    for name in ("edit", "delete", "history", "usage", "copy"):
        assert outsider.get(of(name, rubric.pk)).status_code == 404, name
    bulk = f"/admin/bulk/lms_assessments/rubric/delete/?id={rubric.pk}&next=/admin/"
    assert "Seen by us alone" not in outsider.get(bulk).text
    outsider.post(bulk, {"next": "/admin/"})
    assert outsider.post(of("add"), typed(harbor)).status_code == 200
    assert Rubric.objects.get() == rubric


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "observer"])
def test_it_is_for_whoever_edits_courses(signed_in, dana, harbor, role):
    rubric = building.rubric(harbor)
    assert signed_in(dana(role)).get(of("edit", rubric.pk)).status_code in {302, 404}
