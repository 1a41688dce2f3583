"""What Django finds by name; the models live with their features."""

from courses.boards.models import BoardProfile, Domain
from courses.enrollment.models import Enrollment, Excusal, Syllabus
from courses.outside.models import OutsideTraining
from courses.pages.models import CourseIndexPage, CoursePage, LessonPage, ModulePage
from courses.pages.sessions import SessionPage
from courses.progress.models import Arrival, Attendance, Completion, LearningTime, Place
from courses.reflections.models import Reflection
from courses.review.models import Packet, ParameterValue, Renewal, Review, Wording
from courses.signed_hours.models import SignedHours

__all__ = [
    "Arrival",
    "Attendance",
    "BoardProfile",
    "Completion",
    "CourseIndexPage",
    "CoursePage",
    "Domain",
    "Enrollment",
    "Excusal",
    "LearningTime",
    "LessonPage",
    "ModulePage",
    "OutsideTraining",
    "Packet",
    "ParameterValue",
    "Place",
    "Reflection",
    "Renewal",
    "Review",
    "SessionPage",
    "SignedHours",
    "Syllabus",
    "Wording",
]
