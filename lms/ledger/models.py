"""The append-only record of who attested what, when and with what meaning (architecture 4.6)."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One attested fact, chained to the one before it by a MAC. The database refuses to change it.

    Written by `lms.ledger.services.append` only. The facts themselves stand elsewhere; here stands a digest
    of them, salted with a salt that is kept beside the facts and goes when they go.

    Personal data: pseudonymous keys and a role. Never erased, so that the chain stays whole.
    """

    seq = models.BigIntegerField(primary_key=True)
    actor = models.UUIDField()
    role = models.CharField(max_length=20)
    meaning = models.CharField(max_length=60)
    subject = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    key_id = models.CharField(max_length=40)
    prev = models.CharField(max_length=64, unique=True)
    mac = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="lms_ledger_entry_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} · {self.meaning}"


class Check(models.Model):
    """One nightly look at the whole chain, and the head it saw.

    Personal data: none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(db_index=True)
    seq = models.BigIntegerField()
    head = models.CharField(max_length=64)
    problems = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} · {self.seq}"
