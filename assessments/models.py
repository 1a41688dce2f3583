"""What Django finds by name; the models live with their features."""

from assessments.quizzes.models import Answer, Question, QuizAttempt, QuizPage
from assessments.roleplay.calibration.models import AnchorPerformance, Calibration
from assessments.roleplay.observed.models import Observation, OneToOne, Performance
from assessments.roleplay.rubrics.models import Rubric, RubricVersion
from assessments.roleplay.scenarios.models import ScenarioChoice, ScenarioPage, ScenarioRun
from assessments.shadowing.agreements import Agreement
from assessments.shadowing.levels.models import LevelStep
from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.months.models import MonthlyCount
from assessments.shadowing.pages import ShadowingPage
from assessments.shadowing.signing.models import Remark, SigningLink, SignOff, StandIn
from assessments.supervision.messages.models import Message, MessageReader
from assessments.supervision.onboarding.models import Buddy, OnboardingItem, OnboardingTick
from assessments.supervision.talks.models import Conversation

__all__ = [
    "Agreement",
    "AnchorPerformance",
    "Answer",
    "Buddy",
    "Calibration",
    "Conversation",
    "LevelStep",
    "Message",
    "MessageReader",
    "MonthlyCount",
    "Observation",
    "OnboardingItem",
    "OnboardingTick",
    "OneToOne",
    "Performance",
    "Question",
    "QuizAttempt",
    "QuizPage",
    "Remark",
    "Rubric",
    "RubricVersion",
    "ScenarioChoice",
    "ScenarioPage",
    "ScenarioRun",
    "ShadowEntry",
    "ShadowingPage",
    "SignOff",
    "SigningLink",
    "StandIn",
]
