"""Parts that were unpublished while people still wait for them."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left, Length
from django.urls import reverse
from wagtail.models import Page

from courses.enrollment.models import Enrollment, Syllabus
from courses.pages.models import CoursePage
from courses.review.queries import Reviews, reviews_of, source_language
from courses.review.waiting import REVIEW, waiting_reviews
from lms.people.models import Membership, Organization

Shown = dict[uuid.UUID, set[str]]


@dataclass(frozen=True)
class Withdrawn:
    """A part that nobody finds any more, and the enrollments that cannot end without it."""

    key: uuid.UUID
    title: str
    course: str
    enrollments: list[Enrollment]

    @property
    def people(self) -> int:
        """How many people wait for it."""
        return len({one.learner_id for one in self.enrollments})

    @property
    def url_edit(self) -> str:
        """Where it is published again."""
        page = Page.objects.filter(translation_key=self.key, locale__language_code__startswith=source_language())
        return reverse("wagtailadmin_pages:edit", args=[page.get().pk])


def withdrawn(organization: Organization, reviews: Reviews | None = None) -> list[Withdrawn]:
    """Required parts that were unpublished, or whose module or course was, while people here wait for them: they
    cannot do them, or did them and now wait for a review that nobody is asked for."""
    waiting = _without_certificate(organization)
    syllabi = Syllabus.objects.filter(pk__in=waiting.values("syllabus"))
    required = {syllabus.pk: syllabus.required_keys for syllabus in syllabi}
    shown = _shown(organization, set().union(*required.values()))
    touched = [pk for pk, keys in required.items() if any(source_language() not in shown[key] for key in keys)]
    if not touched:
        return []
    theirs = waiting.filter(syllabus__in=touched).select_related("syllabus", "organization")
    reviews = reviews or reviews_of(organization)
    found: dict[uuid.UUID, Withdrawn] = {}
    for enrollment in theirs.prefetch_related("completions", "renewals"):
        for item in _missed(enrollment, shown, reviews):
            key, title, course = uuid.UUID(item["key"]), item["title"], enrollment.syllabus.title
            found.setdefault(key, Withdrawn(key, title, course, [])).enrollments.append(enrollment)
    return list(found.values())


def _without_certificate(organization: Organization) -> QuerySet[Enrollment]:
    """Who is at it here, and who finished a course that ends with a certificate and has none."""
    here = Membership.objects.active().filter(user=OuterRef("learner"), organization=organization)
    awarding = CoursePage.objects.filter(awards_certificate=True).values("pk")
    learning = Q(Exists(here), completed_at=None, course__live=True)
    finished = Q(completed_at__isnull=False, course__in=awarding)
    return Enrollment.objects.filter(
        learning | finished, organization=organization, withdrawn_at=None, certificates=None
    )


def _shown(organization: Organization, keys: Iterable[uuid.UUID]) -> Shown:
    """In which languages learners find the activities with these keys."""
    module = Page.objects.filter(path=Left(OuterRef("path"), Length(OuterRef("path")) - 4), live=True)
    course = Page.objects.filter(path=Left(OuterRef("path"), Length(OuterRef("path")) - 8), live=True)
    pages = Page.objects.filter(Exists(module), Exists(course), translation_key__in=keys, live=True)
    roots = tuple(organization.course_indexes.values_list("path", flat=True))
    found: Shown = {key: set() for key in keys}
    for key, path, language in pages.values_list("translation_key", "path", "locale__language_code"):
        if path.startswith(roots):
            found[key].add(language.split("-")[0])
    return found


def _missed(enrollment: Enrollment, shown: Shown, reviews: Reviews) -> Iterator[dict[str, Any]]:
    """What this enrollment waits for and nobody finds: undone in any language, or done and unreviewed in its own."""
    done = {one.activity_key for one in enrollment.completions.all()}
    waits = {one.activity_key: one for one in waiting_reviews(enrollment, reviews) if one.why == REVIEW}
    for item in enrollment.syllabus.items:
        key = uuid.UUID(item["key"])
        one = waits.get(key)
        is_undone = item["required"] and key not in done and not shown[key]
        if is_undone or (one and not shown[key] & {one.language, source_language()}):
            yield item
