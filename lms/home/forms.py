from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.pages.models import CoursePage
from lms.people.models import Organization


class EnrollForm(forms.Form):
    """Which of the organization's published courses somebody starts."""

    course = forms.ModelChoiceField(CoursePage.objects.none(), label=_("Course"), empty_label=_("Choose a course"))

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        courses = CoursePage.objects.child_of(organization.course_index).live()
        self.fields["course"].queryset = courses.order_by("title")  # type: ignore[attr-defined]

    def clean_course(self) -> CoursePage:
        course: CoursePage = self.cleaned_data["course"]
        if not any(item["required"] for module in course.outline() for item in module["items"]):
            raise ValidationError(_("This course has nothing to do in it yet."))
        return course
