"""What Django finds by name; the models live with their features."""

from assessments.quizzes.models import Answer, Question, QuizAttempt, QuizPage
from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.signing.models import Remark, SigningLink, SignOff, StandIn
from assessments.supervision.talks.models import Conversation

__all__ = [
    "Answer",
    "Conversation",
    "Question",
    "QuizAttempt",
    "QuizPage",
    "Remark",
    "ShadowEntry",
    "SignOff",
    "SigningLink",
    "StandIn",
]
