"""A copy of a real site to try things on must not hold real people (threats.md, P08)."""

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction

from lms.home import privacy

# The only uploads that come along: pictures in courses.
PICTURES = ("images/", "original_images/")


@transaction.atomic
def make_everybody_unknown() -> None:
    """Every account is deleted as its owner would delete it, and what outlives that goes too."""
    Session.objects.all().delete()
    for user in User.objects.order_by("pk"):
        privacy.erase(user=user)
    privacy.scrub()
