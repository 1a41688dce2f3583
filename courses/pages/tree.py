"""A page tree that stays whole when something in it may not be deleted."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from treebeard.mp_tree import MP_NodeQuerySet

from lms.people.narrowing import narrow


@narrow(MP_NodeQuerySet)
def delete(treebeards: Callable, self: MP_NodeQuerySet, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
    """All or nothing. Treebeard counts the children of the parent down before the database refuses, and a parent
    that is thought to have none is then deleted from above them."""
    with transaction.atomic(using=self.db):
        return treebeards(self, *args, **kwargs)
