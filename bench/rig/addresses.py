"""The site's addresses, and the ceilings that it is held against."""

from django.urls import include, path

from bench.rig import ceilings

urlpatterns = [
    path("bench/read/", ceilings.read, name="bench_read"),
    path("bench/save/<uuid:enrollment>/<uuid:activity>/", ceilings.save, name="bench_save"),
    path("", include("lms.urls")),
]
