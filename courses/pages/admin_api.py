"""Wagtail's admin API for pages, with our two rules: it runs no hooks and asks no form."""

from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.api.v2.router import WagtailAPIRouter

from courses.pages.protection import KeepingDelete
from courses.pages.publishing import FinishedPublish


class KeptPages(PagesAdminAPIViewSet):
    """Keeps what evidence rests on, and publishes what is finished."""

    actions = {**PagesAdminAPIViewSet.actions, "delete": KeepingDelete, "publish": FinishedPublish}  # noqa: RUF012


@hooks.register("construct_admin_api", order=10)
def replace_pages(router: WagtailAPIRouter) -> None:
    router.register_endpoint("pages", KeptPages)
