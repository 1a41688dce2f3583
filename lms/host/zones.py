"""Which time zones a state or territory of the United States lies in, the one of most people first."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

EASTERN, CENTRAL = "America/New_York", "America/Chicago"
MOUNTAIN, PACIFIC = "America/Denver", "America/Los_Angeles"

STATES: dict[str, tuple[str, tuple[str, ...]]] = {
    "AL": ("Alabama", (CENTRAL,)),
    "AK": ("Alaska", ("America/Anchorage", "America/Adak")),
    "AS": ("American Samoa", ("Pacific/Pago_Pago",)),
    "AZ": ("Arizona", ("America/Phoenix", MOUNTAIN)),
    "AR": ("Arkansas", (CENTRAL,)),
    "CA": ("California", (PACIFIC,)),
    "CO": ("Colorado", (MOUNTAIN,)),
    "CT": ("Connecticut", (EASTERN,)),
    "DE": ("Delaware", (EASTERN,)),
    "DC": ("District of Columbia", (EASTERN,)),
    "FL": ("Florida", (EASTERN, CENTRAL)),
    "GA": ("Georgia", (EASTERN,)),
    "GU": ("Guam", ("Pacific/Guam",)),
    "HI": ("Hawaii", ("Pacific/Honolulu",)),
    "ID": ("Idaho", ("America/Boise", PACIFIC)),
    "IL": ("Illinois", (CENTRAL,)),
    "IN": ("Indiana", ("America/Indiana/Indianapolis", CENTRAL)),
    "IA": ("Iowa", (CENTRAL,)),
    "KS": ("Kansas", (CENTRAL, MOUNTAIN)),
    "KY": ("Kentucky", ("America/Kentucky/Louisville", CENTRAL)),
    "LA": ("Louisiana", (CENTRAL,)),
    "ME": ("Maine", (EASTERN,)),
    "MD": ("Maryland", (EASTERN,)),
    "MA": ("Massachusetts", (EASTERN,)),
    "MI": ("Michigan", ("America/Detroit", "America/Menominee")),
    "MN": ("Minnesota", (CENTRAL,)),
    "MS": ("Mississippi", (CENTRAL,)),
    "MO": ("Missouri", (CENTRAL,)),
    "MT": ("Montana", (MOUNTAIN,)),
    "NE": ("Nebraska", (CENTRAL, MOUNTAIN)),
    "NV": ("Nevada", (PACIFIC, MOUNTAIN)),
    "NH": ("New Hampshire", (EASTERN,)),
    "NJ": ("New Jersey", (EASTERN,)),
    "NM": ("New Mexico", (MOUNTAIN,)),
    "NY": ("New York", (EASTERN,)),
    "NC": ("North Carolina", (EASTERN,)),
    "ND": ("North Dakota", (CENTRAL, MOUNTAIN)),
    "MP": ("Northern Mariana Islands", ("Pacific/Saipan",)),
    "OH": ("Ohio", (EASTERN,)),
    "OK": ("Oklahoma", (CENTRAL,)),
    "OR": ("Oregon", (PACIFIC, "America/Boise")),
    "PA": ("Pennsylvania", (EASTERN,)),
    "PR": ("Puerto Rico", ("America/Puerto_Rico",)),
    "RI": ("Rhode Island", (EASTERN,)),
    "SC": ("South Carolina", (EASTERN,)),
    "SD": ("South Dakota", (CENTRAL, MOUNTAIN)),
    "TN": ("Tennessee", (CENTRAL, EASTERN)),
    "TX": ("Texas", (CENTRAL, MOUNTAIN)),
    "UT": ("Utah", (MOUNTAIN,)),
    "VT": ("Vermont", (EASTERN,)),
    "VI": ("Virgin Islands", ("America/St_Thomas",)),
    "VA": ("Virginia", (EASTERN,)),
    "WA": ("Washington", (PACIFIC,)),
    "WV": ("West Virginia", (EASTERN,)),
    "WI": ("Wisconsin", (CENTRAL,)),
    "WY": ("Wyoming", (MOUNTAIN,)),
}


def zones_of(state: str) -> tuple[str, ...]:
    """The time zones of "WA" or "Washington", in any case; none where it is empty: not in the United States.

    Raises ValidationError for what is no state.
    """
    wanted = " ".join(state.split()).casefold()
    if not wanted:
        return ()
    for code, (name, zones) in STATES.items():
        if wanted in (code.casefold(), name.casefold()):
            return zones
    raise ValidationError(_("“%(state)s” is no state we know. Try one like WA or Washington."), params={"state": state})
