from django.urls import path

from lms.reports import views
from lms.reports.kinds import KINDS

app_name = "lms_reports"
urlpatterns = [
    path("reports/", views.index, name="reports"),
    path("reports/exports/<uuid:pk>/", views.export, name="export"),
    path("reports/exports/<uuid:pk>/file/", views.export_file, name="export_file"),
    *(path(f"reports/{kind.key}/", views.report, {"key": kind.key}, name=kind.key) for kind in KINDS),
    *(path(f"reports/{kind.key}/file/", views.file, {"key": kind.key}, name=f"{kind.key}_file") for kind in KINDS),
]
