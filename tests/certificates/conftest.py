"""What tests of certificates start from."""

import pytest
from django.contrib.auth.models import User

from certificates.models import Certificate
from certificates.services import award
from courses.enrollment.models import Enrollment


@pytest.fixture
def certificate(finished: Enrollment) -> Certificate:
    """Sam's."""
    awarded = award(enrollment=finished)
    assert awarded is not None
    return awarded


@pytest.fixture
def called(sam: User):
    """Change the name that Sam goes by."""

    def by(name: str) -> None:
        sam.profile.chosen_name = name
        sam.profile.save()

    return by


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
