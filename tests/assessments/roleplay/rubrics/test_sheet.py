"""A rubric on one page of paper."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from tests.assessments.roleplay.observed import building

LONG = "As 3, fitted to the situation of the person and what they read, and says what is not known."


class Static(URLFetcher):
    """Our own style sheets, from where they lie."""

    def fetch(self, url, headers=None):
        found = finders.find(urlsplit(url).path.removeprefix("/static/"))
        kind = {"Content-Type": "text/css" if url.endswith(".css") else "application/octet-stream"}
        return URLFetcherResponse(url, Path(found).read_bytes() if found else b"", kind)


def of(rubric):
    return reverse("lms_assessments:sheet", kwargs={"pk": rubric.pk})


def pages(html):
    return len(HTML(string=html, base_url="http://testserver/", url_fetcher=Static()).render().pages)


def criteria(count):
    made = [building.criterion(f"D{n}", "Offers workable agreement", 2) for n in range(1, count + 1)]
    for one in made:
        one["value"] |= dict.fromkeys(("not_yet", "developing", "ready", "strong"), LONG)
    return made


@pytest.mark.parametrize(("count", "steps"), [(8, 0), (3, 14)])
def test_it_prints_on_one_page(signed_in, inez, harbor, count, steps):
    """As many criteria, and as many steps, as the longest that ship."""
    listed = [building.step(f"O{n}", f"Calls 911, and says where they are ({n})") for n in range(1, steps + 1)]
    rubric = building.rubric(harbor, criteria=criteria(count), steps=listed, note=LONG, moments="Saw it\nHelp called")
    shown = signed_in(inez).get(of(rubric)).text
    assert LONG in shown
    assert pages(shown) == 1


def test_it_is_longer_for_twice_as_many(signed_in, inez, harbor):
    """What counts the pages can count to two."""
    rubric = building.rubric(harbor, criteria=criteria(22))
    assert pages(signed_in(inez).get(of(rubric)).text) > 1


def test_it_lists_what_can_be_printed(signed_in, inez, jo, harbor):
    building.rubric(harbor)
    for staff in (inez, jo):
        assert "Down behind the van" in signed_in(staff).get(reverse("lms_assessments:sheets")).text


@pytest.mark.parametrize("role", ["new_hire", "supervisor", "observer", "trainer", "coordinator"])
def test_it_is_not_here_for_dana(signed_in, dana, harbor, role):  # A12
    rubric = building.rubric(harbor)
    outsider = signed_in(dana(role))
    assert outsider.get(of(rubric)).status_code == 404
    assert "Down behind the van" not in outsider.get(reverse("lms_assessments:sheets")).text


def test_it_is_for_whoever_scores_by_it(signed_in, rosa, marcus, harbor):
    rubric = building.rubric(harbor)
    for other in (rosa, marcus):
        assert signed_in(other).get(of(rubric)).status_code == 404
        assert signed_in(other).get(reverse("lms_assessments:sheets")).status_code == 404
