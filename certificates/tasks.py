"""What workers are told. The row is the truth: a task may come never, late or ten times."""

from uuid import UUID

from celery import shared_task

from certificates import printing, services


@shared_task
def render_pdf(pk: str) -> None:
    """Make one certificate's PDF, unless it is made or somebody is at it."""
    printing.print_quietly(pk=UUID(pk))


@shared_task
def sweep() -> None:
    """Award and print what got lost on the way."""
    services.sweep()
