"""Deleting people, groups and collections that evidence rests on. H08"""

import pytest
from django.contrib.auth.models import Group, User
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.models import Collection

from certificates.models import Certificate
from certificates.services import award
from lms.ledger import services as ledger
from tests import builders

STAYS = "The account of {} stays: what they did, finished or signed rests on it."


@pytest.fixture
def admin(db, signed_in):
    return signed_in(User.objects.create_superuser("root", password=builders.PASSWORD))


@pytest.fixture
def visitor(db):
    """Somebody of the host's site who never trained."""
    return User.objects.create_user("visitor")


def said(response) -> list[str]:
    assert response.status_code == 200
    return [str(message).strip() for message in response.context["messages"]]


def delete_many(client, *people):
    where = reverse("wagtail_bulk_action", args=["auth", "user", "delete"])
    query = "&".join(f"id={person.pk}" for person in people)
    return client.post(f"{where}?{query}&next={reverse('wagtailusers_users:index')}", follow=True)


def test_it_keeps_who_learned_and_who_confirmed(admin, finished, sam, inez):
    # H08
    for person, name in ((sam, "Sam"), (inez, "Inez")):
        where = reverse("wagtailusers_users:delete", args=[person.pk])
        assert said(admin.post(where, follow=True)) == [STAYS.format(name)]
        assert said(admin.get(where, follow=True)) == [STAYS.format(name)]


def test_it_keeps_them_all_when_one_of_many_must_stay(admin, sam, visitor):
    assert said(delete_many(admin, visitor, sam)) == [STAYS.format("Sam")]
    assert User.objects.filter(pk__in=[sam.pk, visitor.pk]).count() == 2


def test_it_lets_go_of_who_left_no_trace(admin, visitor):
    delete_many(admin, visitor)

    assert not User.objects.filter(pk=visitor.pk).exists()


def test_it_keeps_them_from_the_orm_and_the_ledger_stays_whole(finished, sam, inez):
    # H08
    certificate = award(enrollment=finished)
    for person in (sam, inez):
        with pytest.raises(ProtectedError):
            person.delete()
    assert Certificate.objects.filter(pk=certificate.pk, enrollment__learner=sam).exists()
    assert ledger.verify() == []


def test_it_keeps_the_group_of_an_organization(admin, harbor):
    where = reverse("wagtailusers_groups:delete", args=[harbor.group_id])
    sentence = "This group stays: by it the trainers of Harbor Outreach edit their courses."

    assert said(admin.get(where, follow=True)) == [sentence]
    assert said(admin.post(where, follow=True)) == [sentence]
    assert Group.objects.filter(pk=harbor.group_id).exists()


def test_it_lets_go_of_another_group(admin):
    group = Group.objects.create(name="Nobody's")

    admin.post(reverse("wagtailusers_groups:delete", args=[group.pk]))

    assert not Group.objects.filter(pk=group.pk).exists()


def test_it_keeps_the_collection_of_an_organization_and_what_holds_it(admin, harbor):
    above = Collection.get_first_root_node().add_child(name="All agencies")
    Collection.objects.get(pk=harbor.collection_id).move(above, "sorted-child")
    for collection in (above, harbor.collection):
        where = reverse("wagtailadmin_collections:delete", args=[collection.pk])
        assert "the pictures and files of Harbor Outreach" in admin.get(where).content.decode()
        assert admin.post(where).status_code == 403
    assert Collection.objects.filter(pk__in=[above.pk, harbor.collection_id]).count() == 2


def test_it_shows_a_name_with_markup_as_text(admin, harbor):
    # I02
    person = builders.person("Nia", "trainer", harbor)
    person.profile.chosen_name = "<img src=x onerror=alert(1)>"
    person.profile.save()

    page = admin.post(reverse("wagtailusers_users:delete", args=[person.pk]), follow=True).content.decode()

    assert "The account of &lt;img src=x" in page
    assert "<img src=x" not in page
