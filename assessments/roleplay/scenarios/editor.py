"""The Wagtail editor of scenarios: each time it saves, also by itself, the map is drawn anew."""

from typing import Any

from wagtail import hooks
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry

from assessments.roleplay.scenarios.editing import drawn
from assessments.roleplay.scenarios.models import ScenarioPage
from courses.pages.tenancy import OwnPageViewSet


class ScenarioEditView(EditView):
    """What it sends back after saving has the map in it."""

    partials_template_name = "lms_assessments/scenario_saved.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, **drawn(self.page)} if context["is_partial"] else context


class ScenarioViewSet(OwnPageViewSet):
    """Wagtail's views of a page, with this editor."""

    edit_view_class = ScenarioEditView

    def on_register(self) -> None:
        page_viewset_registry.register(ScenarioPage, self, parent_models=[ScenarioPage])


# After the viewset of every activity, which it takes the place of.
@hooks.register("register_admin_viewset", order=1)
def register_scenarios() -> PageViewSet:
    return ScenarioViewSet()
