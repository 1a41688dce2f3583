"""The verbs of setting a site up. Each may be repeated."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Site

from courses.pages.services import create_organization, name_site
from lms import conf
from lms.people.models import Organization

SLUG_LENGTH = 60


def slug_of(name: str) -> str:
    """By what an agency is known again. Raises ValidationError for a name that no address can be made of."""
    slug = slugify(name)[:SLUG_LENGTH]
    if not slug:
        raise ValidationError(_("Please write the name with letters from A to Z in it: web addresses are made of it."))
    return slug


@transaction.atomic
def set_up_agency(*, name: str, time_zone: str) -> Organization:
    """The agency, and this site's address known to Wagtail.

    Again, with a name that differs in spaces or capitals only, it changes the time zone and nothing else.
    """
    slug = slug_of(name)
    organization = Organization.objects.filter(slug=slug).first()
    if organization is None:
        organization = create_organization(name=name, slug=slug, time_zone=time_zone)
    elif organization.time_zone != time_zone:
        organization.time_zone = time_zone
        organization.full_clean()
        organization.save(update_fields=["time_zone"])
    tell_wagtail_its_address()
    return organization


def tell_wagtail_its_address() -> None:
    """Wagtail's links to pages begin with SITE_URL, and its first page says whose site it is: not the host's name."""
    hostname, port = public_host()
    Site.objects.filter(is_default_site=True).update(hostname=hostname, port=port)
    name_site()
    Site.clear_site_root_paths_cache()


def public_host() -> tuple[str, int]:
    """Host name and port of SITE_URL."""
    parts = urlsplit(conf.site_url())
    return parts.hostname or "localhost", parts.port or (443 if parts.scheme == "https" else 80)
