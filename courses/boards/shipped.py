"""What ships: the domains that boards list, and two boards' lists of hours.

They are text of ours, so they are translated, and corrected with a release. Each board decides, and may ask more.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Board:
    """What one board asks. `key` names it in addresses; `required` is `{domain: minutes}`, in the order to show.

    `experience` and `supervision` are minutes; 0 where it names no number.
    """

    key: str
    name: "StrOrPromise"
    source: "StrOrPromise"
    also: "StrOrPromise"
    required: dict[str, int]
    experience: int = 0
    supervision: int = 0


# facts.md 1.4: the four IC&RC peer domains, and the fifth that some boards list.
DOMAINS: "dict[str, StrOrPromise]" = {
    "ethics": _("Ethical responsibility"),
    "advocacy": _("Advocacy"),
    "mentoring": _("Mentoring and education"),
    "wellness": _("Recovery and wellness support"),
    "harm_reduction": _("Harm reduction"),
}

# facts.md 1.4 and 5.1, both read on the pages of who issued them [S].
BOARDS = (
    Board(
        key="icrc-peer-recovery",
        name=_("IC&RC Peer Recovery"),
        source=_("internationalcredentialing.org, read for this version of Porchlight; a page like this can change"),
        also=_("an exam and a code of ethics."),
        required={"ethics": 16 * 60, "advocacy": 10 * 60, "mentoring": 10 * 60, "wellness": 10 * 60},
        experience=500 * 60,
        supervision=25 * 60,
    ),
    Board(
        key="delaware-peer",
        name=_("Delaware, peer certification"),
        source=_("decertboard.org, read for this version of Porchlight; a page like this can change"),
        also="",
        required=dict.fromkeys(DOMAINS, 10 * 60),
    ),
)
