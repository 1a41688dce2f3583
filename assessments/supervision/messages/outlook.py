"""How messages read for who wrote them, for those they were sent to, and for a team."""

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from assessments.supervision.messages.models import Message, MessageReader, Shared
from assessments.supervision.people import around, reach
from lms.people.clocks import today_in


def mine(user: User) -> list[dict[str, Any]]:
    """What somebody wrote, the newest first."""
    found = Message.objects.of(user).prefetch_related("readers__reader__profile")
    return [
        {
            "matter": one.get_matter_display(),
            "sent_at": one.sent_at,
            "due_on": one.due_on,
            "readers": [str(row.reader.profile) for row in one.readers.all()],
            "answered": [str(row.reader.profile) for row in one.readers.all() if row.answered_at],
            "url": address(one),
        }
        for one in found
    ]


def to_answer(user: User) -> list[dict[str, Any]]:
    """What waits for somebody's answer, what is due first before the rest."""
    rows = MessageReader.objects.of(user).unanswered().select_related("message__author__profile")
    return [
        {
            "matter": row.message.get_matter_display(),
            "author": str(row.message.author.profile),
            "due_on": row.message.due_on,
            "url": address(row.message),
        }
        for row in rows.order_by("message__due_on", "message__sent_at")
    ]


def shared_with(user: User) -> list[dict[str, Any]]:
    """What others wanted their team to read: with their name, or with nothing that tells whose it is."""
    found = Message.objects.shared_with(user).select_related("author__profile", "team")
    return [
        {
            "matter": one.get_matter_display(),
            "text": one.text,
            "team": one.team.name if one.team else "",
            "author": str(one.author.profile) if one.shared == Shared.NAMED else "",
        }
        for one in found
    ]


def message(reader: User, found: Message) -> dict[str, Any]:
    """One message in full: for its author with every answer, for others with their own."""
    rows = list(found.readers.select_related("reader__profile"))
    is_mine = found.author_id == reader.pk
    return {
        **around(reader, "record" if is_mine else "people"),
        "message": found,
        "is_mine": is_mine,
        "author": str(found.author.profile),
        "rows": [_row(row, row.answer if is_mine or row.reader_id == reader.pk else "") for row in rows],
        "waits_for_me": any(row.reader_id == reader.pk and row.answered_at is None for row in rows),
        "is_due_today": found.due_on == today_in(found.organization),
        "is_past_due": found.due_on < today_in(found.organization) and any(row.answered_at is None for row in rows),
        "can_share": is_mine and found.team_id is not None and not found.spares_supervisor,
        "reach": reach(found.organization),
    }


def _row(row: MessageReader, answer: str) -> dict[str, Any]:
    return {
        "name": str(row.reader.profile),
        "answered_at": row.answered_at,
        "answer": answer,
        "mailed_at": row.mailed_at,
    }


def address(found: Message) -> str:
    """Where it is read."""
    return reverse("lms_assessments:message", kwargs={"pk": found.pk})
