"""The one signal."""

from django.dispatch import Signal

# Sent after the commit with `sender=Enrollment, enrollment=...`, perhaps more than once: receivers are idempotent.
course_completed = Signal()
