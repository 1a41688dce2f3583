"""What happens here when a practice is published."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from assessments.roleplay.observed.signing import complete_all_shown
from courses.pages.sessions import SessionPage


@receiver(page_published, sender=SessionPage)
def count_again(instance: SessionPage, **_kwargs: Any) -> None:
    """It may ask for less than before: nobody plays once more for that."""
    if instance.is_scored:
        complete_all_shown(instance)
