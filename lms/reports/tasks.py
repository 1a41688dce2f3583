"""What workers are told. The row is the truth: a task may come never, late or ten times."""

from uuid import UUID

from celery import shared_task

from lms.reports import exports


@shared_task
def make_export(pk: str) -> None:
    """Make one file, unless it is made or somebody is at it."""
    exports.make_quietly(pk=UUID(pk))
