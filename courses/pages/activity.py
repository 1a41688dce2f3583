"""What every kind of activity has in common: the ground of lessons, sessions and whatever comes later."""

import json
import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from courses.enrollment.models import Enrollment
from courses.pages.domains import DomainMinutesField
from courses.pages.loaded import digest_field
from courses.pages.objectives import ObjectiveIdsField
from courses.review.queries import Reviews
from courses.review.rules import PARAMETER, Passage
from courses.review.wordings import keep_wording
from courses.review.words import unknown_tokens

if TYPE_CHECKING:
    from courses.pages.copies import Copy


class Activity(models.Model):
    """One thing to do in a course: it takes minutes, counts for domains, and is done or not.

    Personal data: none.
    """

    kind: ClassVar[str] = ""
    # Who says that it is done: the learner by working through it, or somebody who was there.
    attested: ClassVar[bool] = False
    # What makes it done, as frozen in the syllabus.
    rule: ClassVar[str] = ""
    # Every activity is a page.
    title: Any
    # Whether the editor is only keeping a draft, which may be unfinished.
    is_draft = False

    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(480)],
        help_text=_("How long this takes, as printed on the certificate."),
    )
    domains = DomainMinutesField(
        _("minutes by domain"), help_text=_("They add up to the minutes above, or are all left empty.")
    )
    required = models.BooleanField(_("required"), default=True, help_text=_("Without it the course is not finished."))
    content_note = models.CharField(
        _("content note"),
        max_length=300,
        blank=True,
        help_text=_("Calm and specific: what is in it, how it ends, what can be skipped."),
    )
    safety_critical = models.BooleanField(
        _("safety-critical"),
        default=False,
        help_text=_("Teaches what to do when a life depends on it. Needs a local clinical review before it counts."),
    )

    objectives = ObjectiveIdsField(_("what it teaches"), help_text=_("Objectives of its module."))
    activity_minutes = models.PositiveSmallIntegerField(
        _("minutes of doing"),
        default=0,
        blank=True,
        validators=[MaxValueValidator(480)],
        help_text=_("Of the minutes above: for what is done beside reading and answering."),
    )
    sources = models.TextField(
        _("sources"), blank=True, help_text=_("Where it comes from, one on each line. Learners find it at the end.")
    )
    status = models.CharField(
        _("note on its state"),
        max_length=200,
        blank=True,
        help_text=_("Such as “awaiting bilingual review”. Learners see it above the text."),
    )
    loaded_from = digest_field()
    loaded_as = digest_field()

    activity_panels = [
        MultiFieldPanel(
            [
                FieldPanel("minutes", required_on_save=False),
                FieldPanel("activity_minutes", required_on_save=False),
                FieldPanel("domains"),
                FieldPanel("required"),
            ],
            heading=_("What it counts for"),
        ),
        MultiFieldPanel(
            [FieldPanel("content_note"), FieldPanel("safety_critical"), FieldPanel("status")],
            heading=_("What to know before it"),
        ),
        MultiFieldPanel(
            [FieldPanel("objectives"), FieldPanel("sources")], heading=_("What it teaches, and from where")
        ),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.is_draft:
            return
        self._clean_tokens()
        total = sum(self.domains.values()) if self.domains else self.minutes
        if self.minutes and total != self.minutes:
            message = gettext("The domains add up to %(total)s minutes, but this takes %(minutes)s.")
            raise ValidationError({"domains": message % {"total": total, "minutes": self.minutes}})

    def _clean_tokens(self) -> None:
        """Raises ValidationError for a token that stands for nothing, and where a life may depend on it unsaid."""
        passages = self.passages()
        said = json.dumps([passage.content for passage in passages], ensure_ascii=False)
        if unknown := unknown_tokens(said):
            raise ValidationError(gettext("This stands for nothing here: %(tokens)s.") % {"tokens": ", ".join(unknown)})
        claims = any(passage.claims for passage in passages)
        if not self.safety_critical and (claims or PARAMETER.search(said)):
            message = gettext("It makes a safety claim or names a clinical value, so tick this.")
            raise ValidationError({"safety_critical": message})

    @property
    def source_lines(self) -> list[str]:
        """Its sources, one by one."""
        return [line.strip() for line in self.sources.splitlines() if line.strip()]

    @property
    def key(self) -> uuid.UUID:
        """The activity's own key, shared by its translations (architecture 4.2)."""
        return self.translation_key  # type: ignore[attr-defined]  # every activity is a page

    @property
    def language(self) -> str:
        """The language it is written in, such as "es"."""
        return self.locale.language_code.split("-")[0]  # type: ignore[attr-defined]  # every activity is a page

    def passages(self) -> list[Passage]:
        """What it says, piece by piece, for a reviewer. A kind of activity that can tag its blocks says which claims
        they make; here every text of its own is a piece."""
        own = [field for field in self._meta.local_fields if isinstance(field, models.TextField | StreamField)]
        texts = [(field.name, str(field.value_from_object(self))) for field in own if field.name != "sources"]
        return [Passage(name, text, (strip_tags(text),)) for name, text in texts if text]

    def as_taught(self, enrollment: Enrollment) -> dict[str, str]:
        """What a completion keeps of it: the language, and the wording where a life may depend on it."""
        if not self.safety_critical:
            return {"language": self.language, "wording": ""}
        reviews = Reviews(enrollment.organization_id)
        return {
            "language": self.language,
            "wording": keep_wording(reviews=reviews, activity=self, is_taught=True).digest,
        }

    def phone_copy(self, enrollment: Enrollment) -> "Copy | None":
        """It as it is kept on the phone of whoever is enrolled; None where this kind needs a connection."""
        return None

    def outline(self) -> dict[str, Any]:
        """This activity's line in a syllabus (see `Syllabus.modules`)."""
        return {
            "key": str(self.key),
            "title": self.title,
            "kind": self.kind,
            "minutes": self.minutes,
            "domains": self.domains,
            "required": self.required,
            "rule": self.rule,
            "safety_critical": self.safety_critical,
        }
