"""A supervisor's team page, through the real URL, while the installation around the agency grows."""

from typing import Any

from bench.rig.clicks import Click, Visitor
from bench.rig.growing import measure


def clicks(agency: Any) -> dict[str, Click]:
    """What Marcus looks at."""
    from django.urls import reverse

    return {"team": Visitor.signed_in(agency.marcus).looks(reverse("lms_home:people"))}


if __name__ == "__main__":
    measure("team", clicks)
