"""Writing the local sheet."""

from datetime import date

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lms.people.directory.models import Organization
from lms.people.local.models import CrisisLine, LocalLine, LocalSheet
from lms.people.permissions import can_edit_local_sheet


def renew_content(*, organization: Organization) -> None:
    """What lessons quote has changed: pages kept from before are used no more. In the transaction of the change."""
    Organization.objects.filter(pk=organization.pk).update(content_version=F("content_version") + 1)


@transaction.atomic
def write_line(
    *,
    organization: Organization,
    by: User,
    topic: str,
    text: str,
    source: str,
    as_of: date,
    phone: str = "",
    link: str = "",
    ask: str = "",
) -> LocalLine:
    """What holds here about one topic, as of a day. Raises PermissionDenied for anybody but a coordinator."""
    _require(by, organization)
    line, _created = LocalLine.objects.update_or_create(
        organization=organization,
        topic=topic,
        defaults={
            "text": text,
            "source": source,
            "as_of": as_of,
            "phone": phone,
            "link": link,
            "ask": ask,
            "written_by": by,
        },
    )
    renew_content(organization=organization)
    return line


@transaction.atomic
def clear_line(*, organization: Organization, by: User, topic: str) -> None:
    """Take a line off the sheet; it then says whom to ask."""
    _require(by, organization)
    LocalLine.objects.filter(organization=organization, topic=topic).delete()
    renew_content(organization=organization)


@transaction.atomic
def choose_words(*, organization: Organization, by: User, word: str, overlays: list[str]) -> LocalSheet:
    """The agency's word for participants, and what some of its money may not pay for."""
    _require(by, organization)
    sheet, _created = LocalSheet.objects.update_or_create(
        organization=organization, defaults={"word": word, "overlays": sorted(overlays)}
    )
    renew_content(organization=organization)
    return sheet


@transaction.atomic
def write_crisis_line(
    *, organization: Organization, by: User, name: str, phone: str, who_comes: str, as_of: date
) -> CrisisLine:
    """A crisis number with what is known about who may be sent; the same number again is corrected."""
    _require(by, organization)
    line, _created = CrisisLine.objects.update_or_create(
        organization=organization, phone=phone, defaults={"name": name, "who_comes": who_comes, "as_of": as_of}
    )
    return line


@transaction.atomic
def remove_crisis_line(*, line: CrisisLine, by: User) -> None:
    """Take a number off the sheet."""
    _require(by, line.organization)
    CrisisLine.objects.filter(pk=line.pk).delete()


def _require(by: User, organization: Organization) -> None:
    if not can_edit_local_sheet(by, organization):
        raise PermissionDenied(_("Only a coordinator of this agency writes its sheet."))
