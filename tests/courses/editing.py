"""What the Wagtail editor's form sends, by its real addresses."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from courses.pages.blocks import RICH_TEXT
from courses.pages.publishing import sentences_of

PUBLISH = {"action-publish": "1"}
COURSE = {"awards_certificate": "on", "glossary": {"count": "0"}}


def add(client: Client, parent: Page, model: type[Page], **data: Any) -> HttpResponse:
    """Open the form of a new page, and send it."""
    where = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    assert client.get(where).status_code == 200
    return client.post(where, form(**data))


def edit(client: Client, page: Page, **data: Any) -> HttpResponse:
    """Open the form of a page, and send it."""
    where = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.get(where).status_code == 200
    return client.post(where, form(**{"slug": page.slug, "title": page.title, **data}))


def form(**data: Any) -> dict[str, Any]:
    """The fields as the browser names them; nobody has left a comment, and streams that may be empty are."""
    empty = {"objectives": {"count": "0"}, "checklist": {"count": "0"}}
    nobody = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    return nested_form_data({"comments": nobody, **empty, **data})


def errors(response: HttpResponse) -> list[str]:
    """Every sentence that the form says, wherever in it."""
    assert response.status_code == 200
    said = response.context["form"].errors.as_data().values()
    return [sentence for field in said for error in field for sentence in sentences_of(error)]


def many(*values: Any) -> dict[str, Any]:
    """A list block."""
    items = {str(n): {"value": value, "order": str(n), "deleted": "", "id": ""} for n, value in enumerate(values)}
    return {"count": str(len(values)), **items}


def check(*right: bool, question: str = "What tells you to act?") -> dict[str, Any]:
    """A knowledge check with as many answers, some of them right."""
    answers = [
        {"text": f"Answer {n}", "feedback": "Because.", **({"right": "on"} if is_right else {})}
        for n, is_right in enumerate(right, 1)
    ]
    return {"question": question, "options": many(*answers)}


def pages(*blocks: tuple[str, Any]) -> dict[str, Any]:
    """The stream of a lesson of one page."""
    return streamfield([("page", {"heading": "One idea", "body": streamfield(list(blocks))})])


def text(words: str) -> tuple[str, str]:
    return ("text", rich_text(f"<p>{words}</p>", features=RICH_TEXT))


def lesson(**data: Any) -> dict[str, Any]:
    """A lesson that could be published."""
    given = {"title": "Kits", "slug": "kits", "minutes": "10", "domains_ethics": "10", "required": "on"}
    return {**given, "pages": pages(text("A kit."), ("check", check(True, False))), **data}


UNFINISHED = {
    "two right answers": {"pages": pages(("check", check(True, True)))},
    "no right answer": {"pages": pages(("check", check(False, False)))},
    "a question without words": {"pages": pages(("check", check(question="")))},
    "one step": {"pages": pages(("steps", {"heading": "", "steps": many("Open it")}))},
    "no picture": {"pages": pages(("image", {"image": "", "alt_text": ""}))},
    "no page": {"pages": {"count": "0"}},
    "domains that do not add up": {"domains_ethics": "3"},
    "no minutes": {"minutes": "", "domains_ethics": ""},
}
