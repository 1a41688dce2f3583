"""What a certificate says: gathered once from completions, frozen, hashed. Nothing else is ever printed."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from certificates import names
from courses.boards.queries import labels
from courses.boards.shipped import DOMAINS
from courses.enrollment.models import Enrollment
from courses.progress.credit import apart_minutes, training_minutes
from courses.progress.models import Completion
from courses.review.waiting import rests_on_a_demo
from lms import prepared
from lms.people.models import Profile
from lms.people.preferences import language_of

_OF_LEARNER = "WHERE mine.user_id = %(learner)s"
_OF_ENROLLMENT = "WHERE mine.enrollment_id = %(enrollment)s ORDER BY mine.completed_at"


def gather(*, enrollment: Enrollment, code: str, awarded_at: datetime) -> dict:
    """The facts of a finished enrollment as they stand today. Dates are those of the organization's clock.

    `labels` stands among them only where minutes count for domains of an organization's own: what they are called.
    `shadowing` stands among them where minutes of it were signed: they are not among `minutes`.
    `demo` stands among them only where a demo reviewer stands behind a part of it, `language` only where the learner
    chose another than the site's.
    """
    if enrollment.completed_at is None:
        raise ValueError("a certificate is for a finished course")
    completions = _counted(enrollment)
    domains = domain_minutes(completions)
    profile = next(iter(prepared.rows(Profile, _OF_LEARNER, learner=enrollment.learner_id)), None)
    zone = ZoneInfo(enrollment.organization.time_zone)
    return {
        "name": names.clean(profile.chosen_name) if profile else "",
        "course": names.one_line(enrollment.syllabus.title),
        "organization": names.one_line(enrollment.organization.name),
        "minutes": training_minutes(completions),
        "domains": domains,
        **({"shadowing": apart} if (apart := apart_minutes(completions)) else {}),
        **({"labels": own} if (own := own_labels(domains)) else {}),
        "finished_on": enrollment.completed_at.astimezone(zone).date().isoformat(),
        "awarded_on": awarded_at.astimezone(zone).date().isoformat(),
        "code": code,
        **({"demo": True} if rests_on_a_demo(enrollment) else {}),
        **({"language": language} if (language := language_of(profile)) != settings.LANGUAGE_CODE else {}),
    }


def _counted(enrollment: Enrollment) -> list[Completion]:
    """What was done, without safety parts that were taken out of the course: nobody stands behind them."""
    excused = enrollment.syllabus.excused_keys
    done = prepared.rows(Completion, _OF_ENROLLMENT, enrollment=prepared.key_of(enrollment.pk))
    return [one for one in done if not (one.safety_critical and one.activity_key in excused)]


def domain_minutes(completions: Iterable[Completion]) -> dict[str, int]:
    """Credited minutes by domain, `{domain: minutes}`, sorted by domain."""
    total: Counter[str] = Counter()
    for completion in completions:
        total.update(completion.domains)
    return dict(sorted(total.items()))


def own_labels(domains: Iterable[str]) -> dict[str, str]:
    """What those of these domains are called that do not ship, by their id."""
    return {key: names.one_line(str(label)) for key, label in labels(domains).items() if key not in DOMAINS}


def digest(facts: Mapping) -> str:
    """SHA-256 of the facts' canonical JSON, as 64 hex characters."""
    canonical = json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
