"""The host site's addresses. An add-on host writes its own and includes `lms.home.routes`."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lms import health

urlpatterns = [
    # Django asks them one by one: first what is clicked most.
    path("", include("lms.home.routes")),
    path("", include("lms.door.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    # Wagtail's own doors stay shut: there is one sign-in, with one set of rules.
    path("admin/login/", RedirectView.as_view(pattern_name="sign_in", query_string=True)),
    path("pages/_util/login/", RedirectView.as_view(pattern_name="sign_in", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("demo/", include("lms.starter.urls")),
    path("pages/", include(wagtail_urls)),
]

if settings.LMS_SERVE_PICTURES:
    # Resized course pictures only: certificates and originals are handed out by views that ask who is there.
    pictures = {"document_root": settings.MEDIA_ROOT / "images"}
    urlpatterns.insert(0, re_path(r"^media/images/(?P<path>.+)$", serve, pictures))
