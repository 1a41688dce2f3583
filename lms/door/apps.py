from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DoorConfig(AppConfig):
    name = "lms.door"
    label = "lms_door"
    verbose_name = _("Sign-in")

    def ready(self) -> None:
        from lms.door import receivers

        receivers.connect()
