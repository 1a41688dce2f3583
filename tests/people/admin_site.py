"""Harbor's side of the Wagtail admin, full of a word that nobody elsewhere may read, and every address of it."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Workflow, WorkflowPage

from tests import builders
from tests.assessments.roleplay.observed import building

CANARY = "Canaryharbor"


@dataclass
class Harbor:
    """What there is to find, by the names that Wagtail's addresses give it."""

    ids: dict[str, Any]
    pages: list[int]


def write_harbor() -> Harbor:
    """An organization whose every name holds the canary: people, pages, pictures, files, locks, workflows."""
    organization = builders.organization(f"{CANARY} Outreach")
    trainer = builders.person(f"{CANARY}-Inez", "trainer", organization)
    course = builders.course(organization, f"{CANARY} course")
    module = builders.module(course, f"{CANARY} module")
    lesson = builders.lesson(module, f"{CANARY} lesson", [[builders.text(f"{CANARY} words")]])
    revision = lesson.save_revision(user=trainer, log_action=True)
    tree = Page.objects.descendant_of(organization.course_index, inclusive=True)
    tree.update(owner=trainer, locked=True, locked_by=trainer, locked_at=timezone.now())
    kept = {"collection": organization.collection, "uploaded_by_user": trainer}
    image = get_image_model().objects.create(title=f"{CANARY} picture", file=get_test_image_file(), **kept)
    document = get_document_model().objects.create(
        title=f"{CANARY} file", file=ContentFile(b"x", f"{CANARY}.txt"), **kept
    )
    image.tags.add(f"{CANARY}-tag")
    document.tags.add(f"{CANARY}-tag")
    state = _moderated(course, lesson, trainer)
    session = EditingSession.objects.create(
        user=trainer,
        content_type=ContentType.objects.get_for_model(lesson),
        object_id=lesson.pk,
        last_seen_at=timezone.now(),
    )
    ids = {
        "images": image.pk,
        "documents": document.pk,
        "users": trainer.pk,
        "groups": organization.group_id,
        "collections": organization.collection_id,
        "destination_id": module.pk,
        "revision_id": revision.pk,
        "task_state_id": state.current_task_state_id,
        "workflow_state_id": state.pk,
        "session_id": session.pk,
        "rubric": building.rubric(organization, title=f"{CANARY} rubric").pk,
    }
    return Harbor(ids=ids, pages=list(tree.values_list("pk", flat=True)))


def _moderated(course: Page, lesson: Page, trainer: Any) -> Any:
    workflow = Workflow.objects.get()
    WorkflowPage.objects.create(workflow=workflow, page=course)
    return workflow.start(lesson, trainer)


def routes(section: str) -> list[str]:
    """Every route below /admin/SECTION that Wagtail knows."""
    return [route for route in _walk(get_resolver()) if route.startswith(f"admin/{section}") and "logout" not in route]


def _walk(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, route)
        else:
            yield route


WORDS = {
    "content_type_app_name": "lms_courses",
    "content_type_model_name": "lessonpage",
    "app_label": "wagtailcore",
    "app_name": "taggit",
    "model_name": "page",
    "action_name": "approve",
    "action": "delete",
    "filter_spec": "width-100",
    "revision_id_a": "earliest",
    "revision_id_b": "latest",
}


def address(route: str, harbor: Harbor, page: int) -> str:
    """The route with the ids of Harbor's things in it."""

    def fill(found: re.Match[str]) -> str:
        name = re.search(r"\w+(?=>)", found[0])[0]
        if name in WORDS:
            return WORDS[name]
        if "uuid:" in found[0]:
            return str(harbor.ids.get("rubric", uuid.UUID(int=page)))
        return str(harbor.ids.get(name, page if "page" in name else thing(route, harbor, page)))

    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]*>", fill, route).replace("\\.", ".")


def thing(route: str, harbor: Harbor, page: int) -> int:
    """What the route is about: `/admin/images/...` about the picture, and so on; else about the page."""
    return next((pk for section, pk in harbor.ids.items() if f"/{section}/" in route.replace("^", "")), page)
