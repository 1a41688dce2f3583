"""What has to be known before somebody plays: which scenarios can be scored, what is open already."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from assessments.roleplay.observed.models import OneToOne, Performance
from assessments.roleplay.observed.queries import may_join
from assessments.roleplay.rubrics.services import rubric_for
from courses.enrollment.models import Enrollment
from courses.pages.models import organization_of
from courses.pages.queries import find_activity
from courses.pages.sessions import SessionPage


@dataclass(frozen=True)
class Beginning:
    """Somebody about to play a practice. `scenarios` are those with a rubric, `{name: title}`; `missing` those without.
    `open_already` is one that the observer has begun with them and not signed, `theirs` those that another has begun
    within a day; `one_to_one` is a wish.
    """

    enrollment: Enrollment
    session: SessionPage
    scenarios: dict[str, str]
    missing: list[str]
    open_already: Performance | None
    theirs: list[Performance]
    one_to_one: bool

    @classmethod
    def of(cls, enrollment: Enrollment, key: uuid.UUID, observer: User) -> "Beginning | None":
        """None where this practice is not on their course, or not scored."""
        session = find_activity(key)
        if not isinstance(session, SessionPage) or not session.is_scored or not enrollment.syllabus.item(key):
            return None
        if organization_of(session) != enrollment.organization:
            return None
        rubrics = {code: rubric_for(enrollment.organization, code) for code in session.scenarios}
        played = Performance.objects.filter(enrollment=enrollment, activity_key=key)
        mine = played.filter(observations__observer=observer)
        lately = played.filter(begun_at__gte=timezone.now() - timedelta(days=1))
        return cls(
            enrollment=enrollment,
            session=session,
            scenarios={code: rubric.title for code, rubric in rubrics.items() if rubric},
            missing=[code for code, rubric in rubrics.items() if rubric is None],
            open_already=mine.filter(observations__observer=observer, observations__signed_at=None).first(),
            theirs=[
                one for one in lately.prefetch_related("observations__observer__profile") if may_join(one, observer)
            ],
            one_to_one=OneToOne.objects.filter(enrollment=enrollment, activity_key=key).exists(),
        )

    @property
    def name(self) -> str:
        """Whom it is about."""
        return self.enrollment.learner.profile.chosen_name

    @property
    def signed(self) -> list[Performance]:
        """What they played of this within the last sixty days, and somebody signed."""
        since = timezone.now() - timedelta(days=61)
        played = Performance.objects.filter(enrollment=self.enrollment, activity_key=self.session.key)
        played = played.filter(begun_at__gte=since).prefetch_related("observations__observer__profile")
        return [one for one in played if any(look.signed_at for look in one.observations.all())]

    @property
    def is_one_to_one(self) -> bool:
        """Whether they would rather do it with nobody else around."""
        return OneToOne.objects.filter(enrollment=self.enrollment, activity_key=self.session.key).exists()

    @property
    def who(self) -> dict[str, Any]:
        """What `open_performance` has to know of it."""
        return {"enrollment": self.enrollment, "session": self.session}
