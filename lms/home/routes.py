"""Everything a host includes with one `include()`."""

from django.urls import include, path

urlpatterns = [
    path("", include("courses.urls")),
]
