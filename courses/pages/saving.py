"""The editor saves by itself; what somebody presses meanwhile waits for it (lms/static/lms/saving.js)."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_editor_js")
def wait_for_saving() -> SafeString:
    return format_html('<script src="{}" defer></script>', static("lms/saving.js"))
