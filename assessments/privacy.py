"""What assessments hold about a person, and how it goes; each feature speaks for itself."""

from assessments.quizzes.privacy import erase, expire, held_about

__all__ = ["erase", "expire", "held_about"]
