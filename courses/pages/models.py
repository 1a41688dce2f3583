"""The course as Wagtail pages: index > course > module > activity."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page

from courses.pages.activity import Activity
from courses.pages.blocks import LessonPageBlock, flat, said, titled
from courses.pages.forms import ActivityForm, ModuleForm
from courses.pages.loaded import digest_field
from courses.pages.objectives import ObjectivesBlock
from courses.pages.panels import ModuleChoicePanel
from courses.pages.vocabulary.term import TermBlock
from courses.review.reader import registry
from courses.review.rules import Passage, is_taught_in
from lms.people.models import Organization

RICH_TEXT = ["bold", "italic", "h3", "h4", "ol", "ul", "link"]


class CourseIndexPage(Page):
    """The root of one organization's courses in one language; made with the organization and never by hand.

    Personal data: none.
    """

    parent_page_types: ClassVar[list[str]] = []
    subpage_types: ClassVar[list[str]] = ["lms_courses.CoursePage"]
    # Nobody reads it, so there is nothing to preview.
    preview_modes: ClassVar[list] = []

    organization: Any = models.ForeignKey(
        "lms_people.Organization", on_delete=models.PROTECT, related_name="course_indexes"
    )

    class Meta:
        verbose_name = _("course index")

    def get_admin_display_title(self) -> str:
        """Indexes of one organization bear its name; all but the first say their language."""
        title = str(super().get_admin_display_title())
        return title if self.locale == Locale.get_default() else f"{title} ({self.locale.language_name_local})"

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return redirect("lms_home:home")


def organization_of(page: Page) -> Organization:
    """Whose page this is: it stands below the index of one organization."""
    return CourseIndexPage.objects.select_related("organization").ancestor_of(page).get().organization


def _published(page: Any, request: Any, course: Page) -> HttpResponse | None:
    """What the editor's "View live" shows to whoever writes a page and is not on its course: what a learner sees."""
    from courses.pages import outlook

    is_author = page.permissions_for_user(request.user).can_edit()
    if not is_author or outlook.enrollment_on(request.user, course.translation_key):
        return None
    return redirect("wagtailadmin_pages:view_draft", page.pk)


class CoursePage(Page):
    """A course: modules in order, and a certificate at its end.

    Personal data: none.
    """

    parent_page_types: ClassVar[list[str]] = ["lms_courses.CourseIndexPage"]
    subpage_types: ClassVar[list[str]] = ["lms_courses.ModulePage"]

    introduction = RichTextField(_("introduction"), features=RICH_TEXT, blank=True)
    awards_certificate: Any = models.BooleanField(_("ends with a certificate"), default=True)
    glossary = StreamField(
        [("term", TermBlock())],
        verbose_name=_("words that lessons explain"),
        blank=True,
        help_text=_("In a lesson, [[term:word]] opens what you write here. Mark a word where it comes first."),
    )

    license: Any = models.CharField(
        _("license"), max_length=100, blank=True, help_text=_("What others may do with it, such as CC BY 4.0.")
    )
    authors: Any = models.TextField(_("authors"), blank=True, help_text=_("One on each line."))
    reviewers: Any = models.TextField(_("reviewers"), blank=True, help_text=_("One on each line."))
    attribution: Any = models.TextField(
        _("attribution"),
        blank=True,
        help_text=_("What must be said wherever it is used. Learners see it on the course."),
    )
    loaded_from = digest_field()
    loaded_as = digest_field()

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        FieldPanel("awards_certificate"),
        FieldPanel("glossary"),
        MultiFieldPanel(
            [FieldPanel("license"), FieldPanel("authors"), FieldPanel("reviewers"), FieldPanel("attribution")],
            heading=_("Whose work it is"),
        ),
    ]

    class Meta:
        verbose_name = _("course")

    @property
    def key(self) -> uuid.UUID:
        """The course's own key, shared by its translations."""
        key: uuid.UUID = self.translation_key
        return key

    @property
    def organization(self) -> Organization:
        """Whose course this is."""
        return organization_of(self)

    @property
    def credits(self) -> dict[str, Any]:
        """Whose work it is, for whoever takes it."""
        names = {name: getattr(self, name).split("\n") for name in ("authors", "reviewers")}
        said = {name: ", ".join(line.strip() for line in lines if line.strip()) for name, lines in names.items()}
        return {**said, "license": self.license, "attribution": self.attribution}

    def outline(self) -> list[dict[str, Any]]:
        """What the published course asks for now (see `Syllabus.modules`)."""
        return [module.outline() for module in ModulePage.objects.child_of(self).live().order_by("path")]

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return _published(self, request, self) or redirect("lms_courses:course", key=self.translation_key)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The path as somebody sees it who has just been put on the course."""
        from courses.pages import outlook

        return render(request, "lms_courses/course.html", outlook.preview(self))


class ModulePage(Page):
    """A part of a course: a handful of activities that belong together.

    Personal data: none.
    """

    parent_page_types: ClassVar[list[str]] = ["lms_courses.CoursePage"]

    introduction = RichTextField(_("introduction"), features=RICH_TEXT, blank=True)
    opens_after = ParentalManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="opens",
        verbose_name=_("opens after"),
        help_text=_("Modules of this course that come first. Leave empty to keep this one open from the start."),
    )

    objectives = StreamField(
        ObjectivesBlock(),
        blank=True,
        verbose_name=_("objectives"),
        help_text=_("What people can do after it. Lessons and checks refer to them by their short names."),
    )
    loaded_from = digest_field()
    loaded_as = digest_field()

    content_panels = [
        *Page.content_panels,
        FieldPanel("introduction"),
        ModuleChoicePanel("opens_after"),
        FieldPanel("objectives"),
    ]
    preview_modes: ClassVar[list] = []
    base_form_class = ModuleForm

    class Meta:
        verbose_name = _("module")

    @classmethod
    def allowed_subpage_models(cls) -> list[type[Page]]:
        """Every kind of activity, whichever app it comes from."""
        return [model for model in super().allowed_subpage_models() if issubclass(model, Activity)]

    def outline(self) -> dict[str, Any]:
        """This module in a syllabus: its locks and its activities in order."""
        activities = self.get_children().live().order_by("path").specific()
        return {
            "key": str(self.translation_key),
            "title": self.title,
            "after": sorted(str(module.translation_key) for module in self.opens_after.all()),
            "items": [activity.outline() for activity in activities],
        }

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        course = self.get_parent()
        return _published(self, request, course) or redirect("lms_courses:course", key=course.translation_key)


class ActivityPage(Activity):
    """What the page of every activity does: send the learner to the one road.

    Personal data: none.
    """

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        page: Any = self
        course = page.get_parent().get_parent()
        return _published(page, request, course) or redirect("lms_courses:activity", key=self.key)


class LessonPage(ActivityPage, Page):
    """A lesson that one reads and answers alone: several short pages of blocks.

    Personal data: none.
    """

    kind = "lesson"
    rule = "every page read, every question answered"
    parent_page_types: ClassVar[list[str]] = ["lms_courses.ModulePage"]
    subpage_types: ClassVar[list[str]] = []

    pages = StreamField([("page", LessonPageBlock())], verbose_name=_("pages"), min_num=1)

    content_panels = [*Page.content_panels, *Activity.activity_panels, FieldPanel("pages")]
    base_form_class = ActivityForm

    class Meta:
        verbose_name = _("lesson")

    @property
    def page_count(self) -> int:
        """How many short pages the lesson has."""
        return len(self.pages)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The editor previews each page of the lesson."""
        return [(str(n), gettext("Page %(n)s") % {"n": n}) for n in range(1, max(self.page_count, 1) + 1)]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As a learner sees it, writing nothing."""
        from courses.pages import rendering

        if not self.page_count:
            return render(request, "lms_courses/preview_empty.html")
        number = int(mode_name) if mode_name.isdecimal() else 1
        return HttpResponse(rendering.preview(self, number=max(1, min(number, self.page_count))))

    def page_of_block(self, block_id: str) -> int:
        """On which page (from 1) a block stands; 1 where it is gone."""
        stands = (
            n
            for n, page in enumerate(self.pages, 1)
            for block, _claims in flat(page.value["body"])
            if block.id == block_id
        )
        return next(stands, 1)

    @property
    def has_stories(self) -> bool:
        """Whether "Steps only" would leave something out."""
        return any(block.block_type == "story" for page in self.pages for block, _claims in flat(page.value["body"]))

    def answer_key(self) -> dict[str, dict[str, bool]]:
        """`{block id: {option id: right}}` of its knowledge checks, in the order of the lesson."""
        blocks = [block for page in self.pages for block, _claims in flat(page.value["body"])]
        return {
            block.id: {option.id: bool(option.value["right"]) for option in block.value["options"].bound_blocks}
            for block in blocks
            if block.block_type == "check"
        }

    def teaching_pages(self) -> frozenset[int]:
        """The pages (from 1) that say something a life may depend on."""
        if not self.safety_critical:
            return frozenset()
        whole, known = self.passages(), registry()
        return frozenset(n for n, page in enumerate(self.pages, 1) if is_taught_in(said(page), whole, known))

    def teaches(self, page: int) -> bool:
        """Whether this page says something that a life may depend on."""
        return page in self.teaching_pages()

    def passages(self) -> list[Passage]:
        """Its title, headings and blocks, each with the claims it makes, and what its words open to."""
        from courses.pages.glossary import Glossary

        return Glossary(self).told_with(titled(self.title, [one for page in self.pages for one in said(page)]))
