"""What a new person's first days hold, in the words of the screen."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# A buddy, whom the new person chooses, is the sixth.
ITEMS: "dict[str, StrOrPromise]" = {
    "team": _("Met the team"),
    "tour": _("Had a tour of the site"),
    "introductions": _("Was introduced to the people we work with"),
    "phone_list": _("Has the phone list"),
    "coalition": _("Went along to a coalition meeting"),
}
