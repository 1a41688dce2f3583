"""What Django finds by name; the models live with their features."""

from assessments.quizzes.models import Answer, Question, QuizAttempt, QuizPage
from assessments.shadowing.models import ShadowEntry

__all__ = ["Answer", "Question", "QuizAttempt", "QuizPage", "ShadowEntry"]
