"""The reports, and a file to take along, through the real URLs, while the installation around the agency grows."""

from typing import Any

from bench.rig.clicks import Click, Visitor
from bench.rig.growing import measure

REPORTS = ("finished", "hours", "waiting", "funders")


def clicks(agency: Any) -> dict[str, Click]:
    """What Jo asks about the whole agency, and Marcus about his team."""
    from django.urls import reverse

    jo, marcus = (Visitor.signed_in(user) for user in (agency.jo, agency.marcus))
    asked = {name: jo.looks(reverse(f"lms_reports:{name}") + "?period=all") for name in REPORTS}
    file = jo.sends(reverse("lms_reports:hours_file"), period="all", form="csv")
    return {**asked, "team's hours": marcus.looks(reverse("lms_reports:hours") + "?period=all"), "file": file}


if __name__ == "__main__":
    measure("report", clicks)
