"""Another picture or file in the place of one, or none any more: lessons that were kept with it are made anew."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.actions.delete import DeleteAction
from wagtail.actions.edit import EditAction
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

from lms.people.local.services import renew_content
from lms.people.models import Organization
from lms.people.narrowing import narrow

MEDIA = (AbstractImage, AbstractDocument)


@narrow(DeleteAction)
@narrow(EditAction)
def execute(wagtails: Callable, self: EditAction | DeleteAction, *args: Any, **kwargs: Any) -> Any:
    """What shows a file, and what its reviews say, changes with it: in the admin and by its API."""
    form = getattr(self, "form", None)  # what is deleted has none
    with transaction.atomic():
        changed = isinstance(self.instance, MEDIA) and (form is None or "file" in form.changed_data)
        shown_by = list(_shown_by(self.instance)) if changed else []
        result = wagtails(self, *args, **kwargs)
        for organization in shown_by:
            renew_content(organization=organization)
    return result


@hooks.register("after_bulk_action")
def renew_after_many(request: HttpRequest, action: str, objects: Iterable[Any], _view: Any) -> None:
    """Several at once; each may be another organization's."""
    gone = [one for one in objects if isinstance(one, MEDIA)] if action == "delete" else []
    for organization in {organization for one in gone for organization in _shown_by(one)}:
        renew_content(organization=organization)


def _shown_by(media: AbstractImage | AbstractDocument) -> QuerySet[Organization]:
    """Whose lessons can show it: the organization's in whose collection it is; everybody's where it is the host's."""
    owners = Organization.objects.filter(collection__in=media.collection.get_ancestors(inclusive=True))
    return owners if owners.exists() else Organization.objects.all()
