"""What certificates do when a course is finished."""

from typing import Any

from certificates import services, tasks
from certificates.models import PdfState
from courses.enrollment.models import Enrollment
from lms.work import tell


def award_certificate(sender: Any, enrollment: Enrollment, **kwargs: Any) -> None:
    """Award now, print later. Sent after the learner's commit and robustly: what fails here never costs a click."""
    certificate = services.award(enrollment=enrollment)
    if certificate is not None and certificate.pdf_state == PdfState.PENDING:
        tell(tasks.render_pdf, str(certificate.pk))
