from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "certificates"
    label = "lms_certificates"
    verbose_name = _("Certificates")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from certificates.receivers import award_certificate
        from courses.progress.signals import course_completed

        course_completed.connect(award_certificate, dispatch_uid="lms_certificates_award")
