"""The Wagtail editor opens on our pages."""

import pytest
from django.urls import reverse

from tests import builders


@pytest.fixture
def editor(signed_in, inez, course):
    def of(page):
        return signed_in(inez).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    return of


def test_it_shows_a_box_of_minutes_for_each_domain(editor, course):
    shown = editor(builders.lessons_of(course)[0])
    assert shown.status_code == 200
    assert "<span>Ethical responsibility</span>" in shown.text
    assert 'name="domains_ethics"' in shown.text


def test_it_opens_on_every_kind_of_page(editor, course):
    pages = [course, *course.get_descendants()]
    assert [editor(page).status_code for page in pages] == [200] * len(pages)
