"""What Django finds by name; the models live with their features."""

from assessments.quizzes.models import Answer, Question, QuizAttempt, QuizPage

__all__ = ["Answer", "Question", "QuizAttempt", "QuizPage"]
