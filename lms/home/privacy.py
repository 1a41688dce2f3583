"""Everything about one person: to read, to take along, to delete. Calls each app's `privacy.py` by name."""

import io
import json
import zipfile
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from certificates.models import Certificate
from certificates.printing import pdf_of
from certificates.unprintable import Unprintable
from courses.boards.queries import labels
from courses.boards.shipped import DOMAINS
from courses.enrollment.models import Enrollment
from courses.outside.models import OutsideTraining
from courses.outside.queries import paper_of
from courses.progress.models import Completion
from lms.home.earlier import exists
from lms.people import csv_cells
from lms.people.clocks import clock_of, day_by
from lms.people.held import Held
from lms.people.models import Membership, Organization, SharedRecord
from lms.people.permissions import roles_in
from lms.people.services import leave


def modules() -> list[Any]:
    """The `privacy` module of every app of ours that has one, people last: the name goes at the very end."""
    ours = [config.name for config in apps.get_app_configs() if config.label.startswith("lms_")]
    found = [name for name in ours if _has_privacy(name)]
    return [import_module(f"{name}.privacy") for name in sorted(found, key=lambda name: name == "lms.people")]


def _has_privacy(name: str) -> bool:
    # lms.home is who asks.
    return name != "lms.home" and find_spec(f"{name}.privacy") is not None


def held_about(user: User) -> Held:
    """`{what: rows}` over all apps, empty kinds left out. Days and hours are those of the person's own clock."""
    held: Held = {}
    with timezone.override(clock_of(user)):
        for module in reversed(modules()):
            held.update(module.held_about(user))
    return {what: rows for what, rows in held.items() if rows}


def download(user: User) -> bytes:
    """A zip that a person can read: one page with everything, the same as data, and every certificate as PDF."""
    held = held_about(user)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("everything.html", render_to_string("lms_home/everything.html", {"held": held}))
        archive.writestr("everything.json", json.dumps(held, ensure_ascii=False, indent=2))
        archive.writestr("hours.csv", hours_sheet(user))
        for training in OutsideTraining.objects.of(user).exclude(paper=""):
            archive.writestr(f"from-elsewhere/{Path(training.paper.name).name}", paper_of(training) or b"")
        for certificate in Certificate.objects.of(user):
            name = slugify(f"{certificate.facts['course']} {certificate.code}")
            try:
                archive.writestr(f"certificates/{name}.pdf", pdf_of(certificate))
            except Unprintable as trouble:
                archive.writestr(f"certificates/{name}.txt", str(trouble))
    return packed.getvalue()


def hours_sheet(user: User) -> bytes:
    """What the person did, for a spreadsheet: a row a part, with its credited minutes by domain."""
    mine = Completion.objects.filter(enrollment__in=Enrollment.objects.of(user))
    done = list(mine.select_related("enrollment__syllabus", "enrollment__organization"))
    domains = labels([*DOMAINS, *(key for one in done for key in one.domains)])
    head = [
        _("day"),
        _("course"),
        _("agency"),
        _("what"),
        _("how"),
        _("minutes"),
        *map(str, domains.values()),
    ]
    return csv_cells.write(
        head,
        [
            [
                day_by(one.enrollment.organization.time_zone, one.completed_at).isoformat(),
                one.enrollment.syllabus.title,
                one.enrollment.organization.name,
                one.title,
                str(one.kind_label),
                one.minutes,
                *(one.domains.get(key, 0) for key in domains),
            ]
            for one in done
        ],
    )


@transaction.atomic
def leave_agency(*, user: User, organization: Organization) -> None:
    """Every role there ends, and the agency loses what it only had to look at. Raises ValidationError as `leave`."""
    leave(user=user, organization=organization)
    forget_there(user=user, organization=organization)


@transaction.atomic
def forget_there(*, user: User, organization: Organization) -> None:
    """Where somebody's last role in an agency has ended, each app lets go of what the agency only had to look at; where
    one of several has, of what others would wait for in vain."""
    verb = "role_ended" if roles_in(user, organization) else "leave"
    for module in modules():
        if hasattr(module, verb):
            getattr(module, verb)(user, organization)


@transaction.atomic
def delete_account(*, user: User) -> None:
    """The account goes; what a certificate rests on stays under a pseudonym. Raises ValidationError for the last
    coordinator of an agency."""
    for organization in Organization.objects.filter(memberships__in=Membership.objects.active().filter(user=user)):
        leave_agency(user=user, organization=organization)
    erase(user=user)


@transaction.atomic
def erase(*, user: User) -> None:
    """What every app holds about this person goes, as far as it may."""
    for module in modules():
        module.erase(user)


@transaction.atomic
def scrub() -> None:
    """For a copy of a site to try things on: what outlives a deleted account, and whoever never had one, goes too."""
    for module in modules():
        if hasattr(module, "scrub"):
            module.scrub()


def who_sees(user: User) -> list[dict[str, Any]]:
    """For each agency: the people who see something of this person, and as what."""
    here = []
    shared = set(SharedRecord.objects.filter(user=user).values_list("organization", flat=True))
    for role in Membership.objects.active().filter(user=user).select_related("organization", "team"):
        others = Membership.objects.active().filter(organization=role.organization).exclude(user=user)
        everything = others.filter(role__in=["trainer", "coordinator"])
        team = others.filter(role__in=["supervisor", "senior_peer"], team=role.team) if role.team else others.none()
        people = (everything | team).select_related("user__profile").distinct()
        here.append(
            {
                "organization": role.organization,
                "role": role.get_role_display(),
                "team": role.team.name if role.team else "",
                "shows": exists(user, role.organization) or role.organization_id in shared,
                "shown": role.organization_id in shared,
                "people": [(other.user.profile.chosen_name, other.get_role_display()) for other in people],
            }
        )
    return here


def stays_after_deletion(user: User) -> list[str]:
    """In plain words, what of this person will stay."""
    codes = Certificate.objects.of(user).count()
    if not codes:
        return []
    return [
        _("Your certificates: whoever has a code can still verify it, with the name that was printed."),
        _("What they rest on: which parts you did, when, and who confirmed them, under “Somebody who left”."),
    ]
