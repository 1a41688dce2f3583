"""The host site's addresses. An add-on host writes its own and includes `lms.home.routes`."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path(
        "sign-in/",
        LoginView.as_view(template_name="lms/sign_in.html", redirect_authenticated_user=True),
        name="sign_in",
    ),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("demo/", include("lms.starter.urls")),
    path("", include("lms.home.routes")),
    path("pages/", include(wagtail_urls)),
]
