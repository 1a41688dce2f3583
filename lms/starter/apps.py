from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StarterConfig(AppConfig):
    name = "lms.starter"
    label = "lms_starter"
    verbose_name = _("Starter")
    default_auto_field = "django.db.models.BigAutoField"
