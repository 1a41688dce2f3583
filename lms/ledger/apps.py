from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "lms.ledger"
    label = "lms_ledger"
    verbose_name = _("Ledger")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lms.ledger import triggers

        post_migrate.connect(triggers.after_migrate, sender=self, dispatch_uid="lms_ledger_triggers")
