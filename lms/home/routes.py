"""Everything a host includes with one `include()`."""

from django.urls import include, path

urlpatterns = [
    # Django asks them one by one: first what is clicked most.
    path("", include("courses.urls")),
    path("", include("assessments.urls")),
    path("", include("lms.home.urls")),
    path("", include("certificates.urls")),
    path("", include("lms.reports.urls")),
]
