"""However a draft comes to be published, it has to be finished: by a moderator's yes, or when its time has come."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Revision, Workflow, WorkflowPage, WorkflowTask

from courses.pages.models import LessonPage
from courses.pages.publishing import NotFinished, publish_scheduled
from tests import builders
from tests.courses.editing import UNFINISHED, add, edit, errors, lesson

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def inside(inez, signed_in):
    return signed_in(inez)


@pytest.fixture
def module(harbor):
    return builders.module(builders.course(harbor), "The role")


@pytest.fixture
def moderated(harbor, module):
    task = GroupApprovalTask.objects.create(name="A second look")
    task.groups.add(harbor.group)
    workflow = Workflow.objects.create(name="Two people")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=module)
    return workflow


@pytest.fixture
def unfinished(inside, module):
    add(inside, module, LessonPage, **lesson(**UNFINISHED["two right answers"]))
    return LessonPage.objects.get(slug="kits")


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def approve(client, page, **headers):
    state = page.current_workflow_task_state
    where = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(where, {"comment": "Good."}, follow=not headers, headers=headers)


def test_it_does_not_publish_an_unfinished_draft_by_a_moderators_yes(inside, inez, moderated, unfinished):
    moderated.start(unfinished, user=inez)
    response = approve(inside, unfinished)
    unfinished.refresh_from_db()
    assert "Mark exactly one answer as right" in said(response)
    assert (unfinished.live, unfinished.workflow_in_progress) == (False, True)


def test_it_leads_from_the_dialog_to_the_page_that_says_why(inside, inez, moderated, unfinished):
    moderated.start(unfinished, user=inez)
    response = approve(inside, unfinished, **{"x-requested-with": "XMLHttpRequest"})
    assert response.json()["redirect"] == reverse("wagtailadmin_pages:edit", args=[unfinished.pk])
    assert "Mark exactly one answer as right" in said(inside.get(response.json()["redirect"]))


def test_it_shows_a_moderator_in_the_editor_what_is_missing(inside, inez, moderated, unfinished):
    moderated.start(unfinished, user=inez)
    yes = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    response = edit(inside, unfinished, **lesson(**UNFINISHED["no right answer"]), **yes)
    unfinished.refresh_from_db()
    assert errors(response) == ["Mark exactly one answer as right."]
    assert (unfinished.live, unfinished.workflow_in_progress) == (False, True)


def test_it_publishes_a_finished_draft_by_a_moderators_yes(inside, inez, moderated, module):
    add(inside, module, LessonPage, **lesson())
    draft = LessonPage.objects.get(slug="kits")
    moderated.start(draft, user=inez)
    approve(inside, draft)
    draft.refresh_from_db()
    assert draft.live


def schedule(page, *, finished):
    page.go_live_at = timezone.now() + AN_HOUR
    revision = page.save_revision()
    if finished:
        revision.publish()
    then = timezone.now() - AN_HOUR
    content = {**revision.content, "go_live_at": then.isoformat()}
    Revision.objects.filter(pk=revision.pk).update(content=content, approved_go_live_at=then)


def test_it_publishes_what_is_due_and_finished(inside, module, unfinished):
    add(inside, module, LessonPage, **lesson(slug="soon"))
    soon = LessonPage.objects.get(slug="soon")
    schedule(unfinished, finished=False)
    schedule(soon, finished=True)
    publish_scheduled()
    publish_scheduled()
    assert LessonPage.objects.live().get().slug == "soon"
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()


def test_it_takes_down_what_has_expired(module):
    page = builders.lesson(module)
    LessonPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - AN_HOUR)
    publish_scheduled()
    assert not LessonPage.objects.get().live


def test_it_refuses_an_unfinished_draft_in_code_too(unfinished):
    with pytest.raises(NotFinished, match="exactly one"):
        unfinished.get_latest_revision().publish()
