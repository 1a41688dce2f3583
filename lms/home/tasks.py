"""What Celery finds by name."""

from celery import shared_task

from lms.home import upkeep as home


@shared_task(ignore_result=True)
def upkeep() -> None:
    """For beat: the same as `manage.py tick`."""
    home.upkeep()
