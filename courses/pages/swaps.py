"""Another picture or file in the place of one: lessons that were kept with the old one are made anew."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.actions.edit import EditAction
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage

from lms.people.local.services import renew_content
from lms.people.models import Organization
from lms.people.narrowing import narrow


@narrow(EditAction)
def execute(wagtails: Callable, self: EditAction, *args: Any, **kwargs: Any) -> Any:
    """What shows a swapped file, and what its reviews say, changes with it: in the admin and by its API."""
    swapped = isinstance(self.instance, AbstractImage | AbstractDocument) and (
        self.form is None or "file" in self.form.changed_data
    )
    with transaction.atomic():
        result = wagtails(self, *args, **kwargs)
        for organization in _shown_by(self.instance) if swapped else ():
            renew_content(organization=organization)
    return result


def _shown_by(media: AbstractImage | AbstractDocument) -> QuerySet[Organization]:
    """Whose lessons can show it: the organization's in whose collection it is; everybody's where it is the host's."""
    owners = Organization.objects.filter(collection__in=media.collection.get_ancestors(inclusive=True))
    return owners if owners.exists() else Organization.objects.all()
