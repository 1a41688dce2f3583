"""What somebody writes to themselves: kept nowhere, or in their own account where they press that."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from wagtail.models import ReferenceIndex

from courses.reflections.forms import LONGEST
from courses.reflections.models import Reflection
from lms.home.privacy import delete_account, held_about
from tests import builders
from tests.courses.vocabulary import HOSTILE, block, lesson_of, read

CANARY = "heron-at-the-quiet-porch"
QUESTION = "What do [[participants]] teach you?"


@pytest.fixture
def asked():
    return block("reflection", {"prompt": QUESTION})


@pytest.fixture
def lesson(harbor, asked):
    return lesson_of(harbor, builders.text("One idea."), asked)


@pytest.fixture
def client(signed_in, rosa):
    return signed_in(rosa)


@pytest.fixture
def where(lesson, asked):
    return reverse("lms_courses:reflect", kwargs={"key": lesson.key, "page": 1, "block": asked["id"]})


@pytest.fixture
def kept(client, lesson, rosa, where):
    read(client, lesson, rosa)
    client.post(where, {"text": CANARY})
    return Reflection.objects.get()


def test_it_is_kept_nowhere_unless_somebody_says_so(client, lesson, rosa):
    shown = read(client, lesson, rosa)

    assert "it is gone when you leave this page" in shown
    assert "If you save this to your account, whoever runs the server, or a court, could read it." in shown
    assert not Reflection.objects.exists()


def test_it_saves_to_my_account_without_javascript(client, lesson, rosa, kept):
    shown = read(client, lesson, rosa)

    assert f">{CANARY}</textarea>" in shown
    assert "Saved in your account" in shown
    assert (kept.title, kept.prompt) == (lesson.title, "What do participants teach you?")


def test_it_is_in_no_copy_that_stays_on_a_phone(client, lesson, kept):
    # P06
    copy = client.get(reverse("lms_courses:copy", kwargs={"key": lesson.key, "page": 1}))

    assert (copy.status_code, CANARY in copy.text, "Save to my account" in copy.text) == (200, False, False)


def test_it_changes_what_was_saved(client, kept, where):
    client.post(where, {"text": f"Two\r\nlines {HOSTILE}"})

    kept.refresh_from_db()
    assert kept.text == f"Two\nlines {HOSTILE}"
    assert HOSTILE not in client.get(reverse("lms_home:reflections")).text


def test_it_refuses_too_much_in_a_sentence_and_loses_nothing(client, lesson, rosa, where):
    read(client, lesson, rosa)
    answer = client.post(where, {"text": CANARY + "x" * LONGEST})

    assert f"{LONGEST} can be saved. Nothing was saved yet, and your words are still here" in answer.text
    assert CANARY in answer.text
    assert not Reflection.objects.exists()


def test_it_leaves_what_is_kept_alone_when_nothing_comes(client, kept, where):
    assert "Write something first" in client.post(where, {"text": " "}).text
    kept.refresh_from_db()
    assert kept.text == CANARY


def test_it_takes_as_much_as_it_says(client, lesson, rosa, where):
    read(client, lesson, rosa)
    client.post(where, {"text": "\r\n".join(["é" * 99] * (LONGEST // 100))})

    assert len(Reflection.objects.get().text) == LONGEST - 1


def test_it_is_deleted_one_by_one(client, lesson, rosa, kept, where):
    client.post(where, {"text": CANARY, "delete": "yes"})
    assert not Reflection.objects.exists()
    client.post(where, {"text": "Again."})
    client.post(reverse("lms_home:delete_reflection", kwargs={"pk": Reflection.objects.get().pk}))

    assert not Reflection.objects.exists()
    assert CANARY not in read(client, lesson, rosa)


def test_it_is_changed_under_me(client, kept):
    address = reverse("lms_home:reflection", kwargs={"pk": kept.pk})
    assert CANARY in client.get(address).text
    client.post(address, {"text": "Better said."})

    kept.refresh_from_db()
    assert kept.text == "Better said."


def test_it_is_in_what_i_take_along_and_goes_with_my_account(rosa, kept):
    assert CANARY in str(held_about(rosa))
    delete_account(user=rosa)
    assert not Reflection.objects.exists()


def test_it_is_asked_only_of_somebody_on_the_course(signed_in, rosa, sam, dana, lesson, where):
    for user in (sam, dana("new_hire"), dana("supervisor")):
        assert signed_in(user).post(where, {"text": "Mine."}).status_code == 404
    assert not Reflection.objects.exists()


def test_it_answers_only_what_the_page_asks(client, lesson, rosa):
    read(client, lesson, rosa)
    text = lesson.pages[0].value["body"][0].id
    for page, one in ((1, text), (2, text), (1, str(lesson.key))):
        address = reverse("lms_courses:reflect", kwargs={"key": lesson.key, "page": page, "block": one})
        assert client.post(address, {"text": "Mine."}).status_code == 404


@pytest.mark.parametrize("who", ["marcus", "inez", "jo", "sam"])
def test_it_is_shown_to_no_role(request, signed_in, rosa, kept, who):
    # P03
    reader = signed_in(request.getfixturevalue(who))
    for address in ("reflection", "delete_reflection"):
        assert reader.post(reverse(f"lms_home:{address}", kwargs={"pk": kept.pk}), {"text": "Mine."}).status_code == 404
    person = reverse("lms_home:person", kwargs={"membership": rosa.memberships.get().pk})
    for address in (person, *map(reverse, ("lms_home:people", "lms_home:reflections", "lms_home:home"))):
        assert CANARY not in reader.get(address, follow=True).text
    assert Reflection.objects.get().text == CANARY


def test_it_is_nowhere_in_the_admin_of_a_superuser(signed_in, rosa, kept):
    # P03
    owner = User.objects.create_superuser("owner", password=builders.PASSWORD)
    inside = signed_in(owner)
    for address in (
        *map(reverse, ("wagtailadmin_home", "wagtailsnippets:index", "wagtailadmin_reports:site_history")),
        reverse("wagtailusers_users:edit", args=[rosa.pk]),
        f"{reverse('wagtailadmin_pages:search')}?q={CANARY[:5]}",
    ):
        assert CANARY not in inside.get(address, follow=True).text
    assert not ReferenceIndex.objects.filter(object_id=str(kept.pk)).exists()
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


def test_it_is_in_no_log(client, lesson, rosa, where, caplog):
    # P02
    read(client, lesson, rosa)
    with caplog.at_level("DEBUG"):
        client.post(where, {"text": CANARY})
        client.post(where, {"text": CANARY + "x" * LONGEST})

    assert CANARY not in caplog.text
    assert CANARY not in repr(Reflection.objects.get())
