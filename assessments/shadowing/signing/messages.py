"""What goes with a link to a colleague: ready to copy, or to send from one's own phone."""

from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.shadowing.models import ShadowEntry
from assessments.shadowing.signing.links import OPEN_FOR
from lms import conf


def words_for(entry: ShadowEntry, code: str) -> dict[str, str]:
    """`{text, sms}`: says nothing about who or where, because a message is read over a shoulder."""
    url = conf.site_url() + reverse("lms_assessments:sign_by_link", kwargs={"code": code})
    said = _(
        "Were you on a shift with a colleague of mine? Please look and sign here: %(url)s (open for %(days)s days)"
    )
    text = said % {"url": url, "days": OPEN_FOR.days}
    return {"text": text, "sms": f"sms:?&body={quote(text)}"}
