"""A trainer of another organization finds nothing of ours in the Wagtail admin. A11, I02, A05, A06"""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page

from lms.people.services import add_member
from tests import builders
from tests.people.admin_site import CANARY, address, routes, thing, write_harbor

SECTIONS = [
    "api/",
    "pages/",
    "bulk/",
    "choose-",
    "tag-autocomplete/",
    "collections/",
    "workflows/",
    "reports/",
    "editing-sessions/",
    "documents/",
    "images/",
    "users/",
    "groups/",
    "sites/",
    "snippets/",
    "embeds/",
]


@pytest.fixture
def canary_harbor(db):
    return write_harbor()


@pytest.fixture
def dana_inside(canary_harbor, dana, signed_in):
    """Dana trains elsewhere, and has a course of her own there."""
    trainer = dana("trainer")
    builders.small_course(trainer.memberships.get().organization, "Course of our own")
    return signed_in(trainer)


def answers(client, route, harbor, page):
    """What the address says to reading and to sending, without anything being changed."""
    where = address(route, harbor, page)
    found = {"q": CANARY[:8], "term": CANARY[:8], "id": thing(route, harbor, page), "url": "http://localhost/"}
    found["external-link-chooser-url"] = "http://localhost/"
    for send in (client.get, client.post):
        with transaction.atomic():
            response = send(f"{where}?{urlencode(found)}", found)
            transaction.set_rollback(True)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        yield response.status_code, body.decode(errors="replace") + str(response.headers) + str(client.cookies)


def about_a_page(route):
    """Whether its address names a page, or several."""
    return "page_" in route or "<pk>" in route


def about_a_thing(route):
    """Whether its address names a picture or a file."""
    return any(f"<int:{name}_id>" in route for name in ("image", "document", "doc"))


@pytest.mark.parametrize("section", SECTIONS)
def test_it_shows_nothing_of_ours_at_any_address(dana_inside, canary_harbor, section):
    # A11
    assert routes(section)
    for route in routes(section):
        for page in canary_harbor.pages if about_a_page(route) else canary_harbor.pages[-1:]:
            for status, body in answers(dana_inside, route, canary_harbor, page):
                assert CANARY.lower() not in body.lower(), route
                assert status < 500, route
                assert status != 200 or not about_a_thing(route), route
                # One address leads to the history of whatever page, which then is not there.
                assert section != "pages/" or not about_a_page(route) or status == 404 or "revisions/" in route, route


@pytest.mark.parametrize("model", ["wagtailimages/image", "wagtaildocs/document"])
@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
def test_it_does_not_name_what_one_may_not_touch(dana_inside, canary_harbor, model, action):
    pk = canary_harbor.ids["images" if "image" in model else "documents"]

    for send in (dana_inside.get, dana_inside.post):
        response = send(f"/admin/bulk/{model}/{action}/?id={pk}")
        assert response.status_code in {200, 302}
        assert CANARY.lower() not in response.text.lower()


def test_it_does_not_tell_the_title_behind_an_address(dana_inside, canary_harbor):
    for page in Page.objects.filter(pk__in=canary_harbor.pages):
        link = {"external-link-chooser-url": page.full_url, "external-link-chooser-link_text": "x"}
        response = dana_inside.post(reverse("wagtailadmin_choose_page_external_link"), link)
        assert response.json()["result"] == {"url": page.full_url, "title": "x", "prefer_this_title_as_link_text": True}


# ------------------------------------------------------------------ what stays open


@pytest.fixture
def inez_inside(course, inez, signed_in):
    return signed_in(inez)


def titles(response):
    return {page.title for page in response.context["pages"]}


def test_it_shows_the_trainer_their_own_courses(inez_inside, harbor, course):
    first = inez_inside.get(reverse("wagtailadmin_explore_root"), follow=True)
    assert titles(first) == {"First weeks"}
    assert titles(inez_inside.get(reverse("wagtailadmin_pages:search"), {"q": "First weeks"})) == {"First weeks"}
    modules = inez_inside.get(reverse("wagtailadmin_explore", args=[course.pk]))
    assert titles(modules) == {"The role", "Practice"}


def test_it_lets_the_trainer_choose_their_own_pages(inez_inside, dana, course):
    builders.small_course(dana("trainer").memberships.get().organization, "Somebody else's")
    parents = [course.get_parent().pk, course.get_parent().get_parent().pk]
    for parent in parents:
        assert inez_inside.get(reverse("wagtailadmin_choose_page_child", args=[parent])).status_code == 200
    searched = inez_inside.get(reverse("wagtailadmin_choose_page_search"), {"q": "First"})
    assert "First weeks" in searched.content.decode()
    chosen = inez_inside.get(reverse("wagtailadmin_choose_page_chosen_multiple"), {"id": course.pk})
    assert chosen.json()["result"][0]["adminTitle"] == "First weeks"


def test_it_hides_a_third_organization_from_a_trainer_of_two(inez_inside, inez, elsewhere, course):
    # A04
    add_member(user=inez, organization=elsewhere, role="trainer")
    third = builders.small_course(builders.organization("Third House"), "Third house's course")
    theirs = builders.small_course(elsewhere, "River's course")

    where = [reverse("wagtailadmin_explore", args=[page.pk]) for page in (course, theirs, third)]
    assert [inez_inside.get(address).status_code for address in where] == [200, 200, 404]
    found = inez_inside.get(reverse("wagtailadmin_pages:search"), {"q": "course"})
    assert titles(found) == {"River's course"}


def test_it_names_colleagues_in_filters_and_nobody_else(inez_inside, inez, course, dana):
    elsewhere = builders.small_course(dana("trainer").memberships.get().organization, "Somebody else's")
    Page.objects.filter(pk=course.pk).update(owner=inez)
    Page.objects.filter(pk=elsewhere.pk).update(owner=User.objects.get(username="dana-trainer"))

    listing = inez_inside.get(reverse("wagtailadmin_explore_root"), follow=True)

    assert [str(person) for person in listing.context["filters"].form.fields["owner"].queryset] == ["inez"]


def test_it_offers_the_trainer_their_own_tags(signed_in, canary_harbor):
    trainer = signed_in(User.objects.get(username=f"{CANARY}-Inez".lower()))
    offered = trainer.get(reverse("wagtailadmin_tag_autocomplete"), {"term": CANARY}).json()
    assert offered == [f"{CANARY}-tag"]
    for name in ("wagtailimages:index", "wagtaildocs:index", "wagtailimages_chooser:choose"):
        assert f"{CANARY}-tag" in trainer.get(reverse(name)).text


def test_it_lists_their_own_pictures_and_files_in_the_admin_api(signed_in, canary_harbor):
    trainer = signed_in(User.objects.get(username=f"{CANARY}-Inez".lower()))
    for kind in ("images", "documents"):
        listed = trainer.get(f"/admin/api/main/{kind}/").json()
        assert [item["title"].split()[0] for item in listed["items"]] == [CANARY]


# ------------------------------------------------------------------ permissions


def test_it_gives_trainers_pages_pictures_and_files_and_no_power_over_people(harbor, inez, jo):
    # A05
    for person in (inez, jo):
        assert person.get_all_permissions() == {"wagtailadmin.access_admin"}
        assert list(person.groups.all()) == [harbor.group]
    assert not Permission.objects.filter(group=harbor.group, content_type__app_label="auth").exists()
    pages = set(harbor.group.page_permissions.values_list("permission__codename", flat=True))
    assert pages == {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}
    assert set(harbor.group.page_permissions.values_list("page", flat=True)) == {harbor.course_index.pk}
    assert set(harbor.group.collection_permissions.values_list("collection", flat=True)) == {harbor.collection_id}


@pytest.mark.parametrize("section", ["users/", "groups/", "sites/", "workflows/list"])
def test_it_keeps_trainers_from_people_groups_and_the_site(inez_inside, canary_harbor, section):
    # A05 A06
    for route in routes(section):
        assert {status for status, _body in answers(inez_inside, route, canary_harbor, 1)} <= {302, 403, 404, 405}


def test_it_keeps_everybody_else_out_of_the_admin(signed_in, rosa, marcus):
    for person in (rosa, marcus):
        response = signed_in(person).get(reverse("wagtailadmin_home"))
        assert response.url.startswith("/sign-in/")
