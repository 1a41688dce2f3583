"""The verbs of training taken elsewhere. Nothing else writes it."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.outside.models import OutsideTraining, State
from courses.outside.papers import Paper
from courses.outside.rules import Details
from lms.ledger import services as ledger
from lms.people.models import Membership, Organization
from lms.people.permissions import can_confirm_outside_training

logger = logging.getLogger(__name__)

MEANING = "outside training confirmed"
TAKEN_BACK = "outside training taken back"
NOT_SIGNED: dict[str, Any] = {"salt": "", "ledger_seq": None, "ledger_mac": None}


@transaction.atomic
def enter_outside_training(
    *,
    learner: User,
    details: Details,
    organization: Organization | None,
    paper: Paper | None = None,
    entered_by: User | None = None,
) -> OutsideTraining:
    """Write down a training and send it to the agency; without one it is kept for the person alone.

    Raises ValidationError where it is already there, or where the person is not in that agency.
    """
    training = OutsideTraining(learner=learner, entered_by=entered_by)
    return _send(training, details, organization, paper)


@transaction.atomic
def correct_outside_training(
    *,
    training: OutsideTraining,
    details: Details,
    organization: Organization | None,
    paper: Paper | None = None,
    drop_paper: bool = False,
) -> OutsideTraining:
    """Change what is not confirmed yet, and send it again. A new certificate takes the place of the old one.

    Raises ValidationError where it was confirmed meanwhile.
    """
    locked = _changeable(training)
    if locked.paper and (paper or drop_paper):
        _drop_paper(locked)
    return _send(locked, details, organization, paper)


@transaction.atomic
def delete_outside_training(*, training: OutsideTraining) -> None:
    """Take back what is not confirmed yet, with its certificate. Raises ValidationError where it was confirmed."""
    locked = _changeable(training)
    if locked.paper:
        _drop_paper(locked)
    locked.delete()


@transaction.atomic
def confirm_outside_training(*, trainings: Iterable[OutsideTraining], confirmed_by: User) -> list[OutsideTraining]:
    """ "I saw the certificate", for one training or a list: signed into the ledger, from now on it counts.

    What is confirmed already stays as it is. Raises PermissionDenied where one is not this coordinator's to confirm,
    ValidationError where one changed since it was looked at; then none is confirmed.
    """
    seen = {training.pk: training for training in trainings}
    # All of them at once: whoever has begun to sign holds the ledger, and must then wait for nobody.
    locked = list(OutsideTraining.objects.select_for_update().filter(pk__in=seen).order_by("pk"))
    if len(locked) != len(seen) or any(row.changed_at != seen[row.pk].changed_at for row in locked):
        raise ValidationError(_("One of these changed while you looked at it. Look again, then confirm."))
    return [_confirm(training, confirmed_by) for training in locked]


@transaction.atomic
def return_outside_training(*, training: OutsideTraining, by: User, reason: str) -> OutsideTraining:
    """Not counted, and why: the person can correct it and send it again.

    Raises PermissionDenied where it is not this coordinator's, ValidationError where it no longer waits.
    """
    locked = _locked(training)
    _require_coordinator(locked, by)
    if locked.state != State.WAITING:
        raise ValidationError(_("This one no longer waits for you."))
    locked.state, locked.reason = State.RETURNED, reason
    locked.decided_by, locked.decided_at = by, timezone.now()
    locked.save()
    return locked


@transaction.atomic
def take_back_outside_training(*, training: OutsideTraining, by: User, reason: str) -> OutsideTraining:
    """It was confirmed by mistake, and why: signed into the ledger, from now on it no longer counts. The person can
    correct it and send it again.

    Raises PermissionDenied where it is not this coordinator's, ValidationError without a reason, or where it does not
    count.
    """
    locked = _locked(training)
    role = _require_coordinator(locked, by)
    reason = " ".join(reason.split())
    if locked.state != State.CONFIRMED or not reason:
        raise ValidationError(_("Say why this no longer counts.") if not reason else _("This one does not count now."))
    confirmed = locked.ledger_seq
    locked.state, locked.reason = State.RETURNED, reason
    locked.decided_by, locked.decided_at = by, timezone.now()
    locked.changed_at = locked.decided_at
    locked.full_clean(exclude=["learner", "entered_by", "decided_by", "paper"], validate_constraints=False)
    _sign(locked, by, role, TAKEN_BACK, locked.taking_back(confirmed))  # type: ignore[arg-type]  # it was confirmed
    return locked


@transaction.atomic
def withdraw_outside_training(*, learner: User, organization: Organization) -> int:
    """Somebody has left: what the agency had not confirmed is the person's alone again. Returns how many."""
    sent = OutsideTraining.objects.changeable().filter(learner=learner, organization=organization)
    nothing = {"organization": None, "decided_by": None, "decided_at": None, "reason": ""}
    return sent.update(state=State.KEPT, **nothing, **NOT_SIGNED)


def drop_papers_later(names: Iterable[str]) -> None:
    """After the commit the files of rows that went are gone too."""
    for name in filter(None, names):
        transaction.on_commit(partial(_delete_file, name), robust=True)


def _send(
    training: OutsideTraining, details: Details, organization: Organization | None, paper: Paper | None
) -> OutsideTraining:
    for name, value in asdict(details).items():
        setattr(training, name, value)
    training.organization = organization
    training.state = State.WAITING if organization else State.KEPT
    training.reason, training.decided_by, training.decided_at = "", None, None
    training.changed_at = timezone.now()
    for name, value in NOT_SIGNED.items():
        setattr(training, name, value)
    here = Membership.objects.active().filter(user=training.learner, organization=organization)
    if organization is not None and not here.exists():
        raise ValidationError(_("This person is not in your organization."))
    if organization is None:
        _require_kept_once(training)
    training.full_clean(exclude=["learner", "entered_by", "decided_by", "paper", "salt"])
    if paper is not None:
        _keep_paper(training, paper)
    try:
        with transaction.atomic():
            training.save()
    except IntegrityError as twin:
        if paper is not None:
            _delete_file(training.paper.name)
        raise ValidationError(_("This training of that day is already in your record.")) from twin
    return training


def _require_kept_once(training: OutsideTraining) -> None:
    """What somebody keeps for themselves is asked for here: after they left two agencies, the same training may have
    come back from both, so the database cannot refuse it. One at a time for each person."""
    User.objects.select_for_update().get(pk=training.learner_id)
    same = {name: getattr(training, name) for name in ("learner", "title", "provider", "taken_on")}
    if OutsideTraining.objects.filter(**same, organization=None).exclude(pk=training.pk).exists():
        raise ValidationError(_("This training of that day is already in your record."))


def _keep_paper(training: OutsideTraining, paper: Paper) -> None:
    file = paper.file()
    try:
        training.paper.save(str(file.name), file, save=False)
    except Exception as trouble:  # full, read-only or far away
        logger.exception("A certificate from elsewhere could not be stored")
        raise ValidationError(_("The file could not be kept just now. Leave it out, and add it later.")) from trouble
    training.paper_digest = paper.digest


def _confirm(training: OutsideTraining, confirmed_by: User) -> OutsideTraining:
    role = _require_coordinator(training, confirmed_by)
    if training.state == State.CONFIRMED:
        return training
    if training.state != State.WAITING:
        raise ValidationError(_("One of these changed while you looked at it. Look again, then confirm."))
    training.state = State.CONFIRMED
    training.decided_by, training.decided_at = confirmed_by, timezone.now()
    _sign(training, confirmed_by, role, MEANING, training.facts())
    return training


def _sign(training: OutsideTraining, by: User, role: str, meaning: str, facts: Mapping[str, Any]) -> None:
    training.salt = ledger.new_salt()
    entry = ledger.append(
        actor=by.profile.ledger_key,  # made with the person
        role=role,
        meaning=meaning,
        subject=training.pk,
        facts=facts,
        salt=training.salt,
    )
    training.ledger_seq, training.ledger_mac = entry.seq, entry.mac
    training.save()


def _require_coordinator(training: OutsideTraining, user: User) -> str:
    organization = training.organization
    signs_as = organization and can_confirm_outside_training(user, training.learner_id, organization)
    if not signs_as:
        raise PermissionDenied(_("You do not coordinate this person's agency."))
    return signs_as.role


def _locked(training: OutsideTraining) -> OutsideTraining:
    return OutsideTraining.objects.select_for_update().get(pk=training.pk)


def _changeable(training: OutsideTraining) -> OutsideTraining:
    locked = _locked(training)
    if not locked.may_change:
        raise ValidationError(_("This was confirmed meanwhile, so it stays as it is."))
    return locked


def _drop_paper(training: OutsideTraining) -> None:
    drop_papers_later([training.paper.name])
    training.paper, training.paper_digest = "", ""


def _delete_file(name: str) -> None:
    try:
        OutsideTraining._meta.get_field("paper").storage.delete(name)
    except Exception:  # nobody's deletion waits for a storage that is away
        logger.exception("The file of a deleted certificate could not be deleted: %s", name)
