"""Tags of pictures and files are shared by the whole site; those of another organization are not offered."""

import json
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.http import HttpRequest, JsonResponse
from taggit.models import Tag, TaggedItem
from wagtail.admin.filters import BaseMediaFilterSet
from wagtail.admin.views import tags
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.views.chooser import ImageChooseViewMixin
from wagtail.permissions import policy_registry

from lms.people.models import User
from lms.people.narrowing import narrow


def tags_known_to(user: User) -> QuerySet[Tag]:
    """The tags on something that the user may read."""
    hidden = Q()
    for model in (get_image_model(), get_document_model()):
        policy = policy_registry.get_by_type(model)
        readable = policy.instances_user_has_any_permission_for(user, ["choose", "change", "delete"]).values("pk")
        hidden |= Q(content_type=ContentType.objects.get_for_model(model)) & ~Q(object_id__in=readable)
    return Tag.objects.filter(pk__in=TaggedItem.objects.exclude(hidden).values("tag"))


@narrow(tags)
def autocomplete(wagtails: Callable, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
    """What one is offered while typing a tag."""
    response = wagtails(request, *args, **kwargs)
    if request.user.is_superuser:
        return response
    names = json.loads(response.content)
    known = set(tags_known_to(request.user).filter(name__in=names).values_list("name", flat=True))
    return JsonResponse([name for name in names if name in known], safe=False)


@narrow(BaseMediaFilterSet)
def __init__(wagtails: Callable, self: BaseMediaFilterSet, *args: Any, **kwargs: Any) -> None:
    """The filter of a list of pictures or files."""
    wagtails(self, *args, **kwargs)
    if "tag" in self.filters:
        known = set(tags_known_to(self.request.user).values_list("name", flat=True))
        offered = [(name, label) for name, label in self.filters["tag"].extra["choices"] if name in known]
        self.filters["tag"].extra["choices"] = offered


@narrow(ImageChooseViewMixin)
def get_context_data(wagtails: Callable, self: ImageChooseViewMixin, **kwargs: Any) -> dict[str, Any]:
    """The tags above the pictures that one may choose from."""
    context = wagtails(self, **kwargs)
    known = set(tags_known_to(self.request.user))
    return {**context, "popular_tags": [tag for tag in context["popular_tags"] if tag in known]}
