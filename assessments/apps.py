from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    name = "assessments"
    label = "lms_assessments"
    verbose_name = _("Assessments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from assessments.quizzes.files import QuizKind
        from assessments.roleplay.observed import mine_outlook
        from assessments.roleplay.rubrics.files import RubricFiles
        from assessments.roleplay.scenarios.files import ScenarioKind
        from assessments.shadowing.files import ShadowingKind
        from courses.files import kinds, rubric_keeper
        from courses.files.course import Check, Scenario, Shadowing
        from courses.pages import scored

        kinds.register(Check, QuizKind())
        kinds.register(Scenario, ScenarioKind())
        kinds.register(Shadowing, ShadowingKind())
        rubric_keeper.register(RubricFiles())
        scored.register(mine_outlook.on_session)
