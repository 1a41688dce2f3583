"""Pure decisions about messages: no database, no clock."""

from datetime import date, timedelta

# How long a message and its answers are kept.
KEPT = timedelta(days=60)
# By when an answer is due, in days after the day on which it was written.
A_FEW_DAYS = 3
# For how long a mail that could not leave is tried again.
MAIL_TRIED = timedelta(days=1)


def due_on(written_on: date, *, is_unsafe: bool) -> date:
    """By which day of the agency's clock an answer is due: the same, where somebody does not feel safe."""
    return written_on if is_unsafe else written_on + timedelta(days=A_FEW_DAYS)
