"""Everything a host includes with one `include()`."""

from django.urls import include, path

urlpatterns = [
    path("", include("lms.home.urls")),
    path("", include("courses.urls")),
    path("", include("assessments.urls")),
    path("", include("certificates.urls")),
    path("", include("lms.reports.urls")),
]
