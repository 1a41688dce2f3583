"""A trainer writes a course in the Wagtail editor."""

import pytest
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import streamfield

from courses.pages.models import CoursePage, LessonPage, ModulePage
from courses.pages.sessions import SessionPage
from tests import builders
from tests.courses.editing import COURSE, PUBLISH, UNFINISHED, add, check, edit, errors, lesson, many, pages, text


@pytest.fixture
def inside(inez, signed_in):
    return signed_in(inez)


@pytest.fixture
def module(harbor):
    return builders.module(builders.course(harbor), "The role")


@pytest.fixture
def picture(harbor):
    return get_image_model().objects.create(title="A kit", file=get_test_image_file(), collection=harbor.collection)


def test_it_shows_a_box_of_minutes_for_each_domain(inside, course):
    shown = inside.get(reverse("wagtailadmin_pages:edit", args=[builders.lessons_of(course)[0].pk])).text

    assert "<span>Ethical responsibility</span>" in shown
    assert 'name="domains_ethics"' in shown


def test_it_opens_on_every_kind_of_page(inside, course):
    for page in [course, *course.get_descendants()]:
        assert inside.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_it_makes_a_course_from_nothing(inside, harbor, picture):
    add(inside, harbor.course_index, CoursePage, title="Kits", slug="kits", **COURSE, **PUBLISH)
    course = CoursePage.objects.get(title="Kits")
    add(inside, course, ModulePage, title="What is in it", slug="in-it", **PUBLISH)
    module = ModulePage.objects.get(title="What is in it")
    everything = pages(
        text("Open the kit."),
        ("steps", {"heading": "In order", "steps": many("Open it", "Count")}),
        ("image", {"image": picture.pk, "alt_text": "A small grey pouch"}),
        ("check", check(False, True, False)),
    )
    add(inside, module, LessonPage, **lesson(pages=everything, content_note="Calm."), **PUBLISH)
    made = LessonPage.objects.get(title="Kits")
    assert [block.block_type for block in made.pages[0].value["body"]] == ["text", "steps", "image", "check"]
    assert [list(options.values()) for options in made.answer_key().values()] == [[False, True, False]]
    assert (made.live, made.minutes, made.domains, made.required) == (True, 10, {"ethics": 10}, True)


def test_it_makes_a_session(inside, module):
    words = {name: streamfield([text("In threes.")]) for name in ("about", "facilitator_guide")}
    given = {"title": "First hello", "slug": "hello", "part": "practice", "minutes": "20", "domains_mentoring": "20"}

    add(inside, module, SessionPage, **given, **words, **PUBLISH)

    made = SessionPage.objects.get(title="First hello")
    assert (made.live, made.part, made.domains) == (True, "practice", {"mentoring": 20})


@pytest.mark.parametrize("right", [(False, False), (True, True), (True, True, False)])
def test_it_wants_one_right_answer(inside, module, right):
    response = add(inside, module, LessonPage, **lesson(pages=pages(("check", check(*right)))), **PUBLISH)

    assert errors(response) == ["Mark exactly one answer as right."]
    assert not LessonPage.objects.exists()


def test_it_wants_domains_that_add_up(inside, module):
    response = add(inside, module, LessonPage, **lesson(domains_ethics="4", domains_advocacy="5"), **PUBLISH)

    assert errors(response) == ["The domains add up to 9 minutes, but this takes 10."]


def test_it_takes_domains_that_are_all_empty(inside, module):
    add(inside, module, LessonPage, **lesson(domains_ethics=""), **PUBLISH)

    assert LessonPage.objects.get().domains == {}


def test_it_always_keeps_a_draft(inside, module):
    for number, what in enumerate(UNFINISHED):
        add(inside, module, LessonPage, **lesson(slug=f"kits-{number}", **UNFINISHED[what]))
        made = LessonPage.objects.get(slug=f"kits-{number}")
        edit(inside, made, **lesson(slug=made.slug, **UNFINISHED[what], content_note="Changed."))

        made.refresh_from_db()
        assert not made.live
        assert made.get_latest_revision_as_object().content_note == "Changed.", what


def test_it_does_not_publish_what_is_unfinished(inside, module):
    for what in UNFINISHED:
        response = add(inside, module, LessonPage, **lesson(**UNFINISHED[what]), **PUBLISH)

        assert errors(response), what
    assert not LessonPage.objects.exists()


def test_it_does_not_publish_unfinished_drafts_among_others(inside, module):
    finished = builders.lesson(module, "Finished")
    finished.unpublish()
    for what in UNFINISHED.keys() - {"no minutes"}:
        add(inside, module, LessonPage, **lesson(**UNFINISHED[what]))
        made = LessonPage.objects.get(slug="kits")
        for chosen in (made, module):
            assert "“Kits” is not finished yet" in said(publish_many(inside, finished, chosen)), what
        assert inside.post(f"/admin/api/main/pages/{made.pk}/action/publish/").status_code == 400
        made.delete()
    assert not LessonPage.objects.live().exists()
    publish_many(inside, module)
    assert LessonPage.objects.live().get() == finished


def publish_many(client, *chosen):
    where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={page.pk}" for page in chosen)
    return client.post(f"{where}?{query}&next=/admin/", {"include_descendants": "on"}, follow=True)


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_it_keeps_a_draft_of_a_published_lesson_without_showing_it(inside, module):
    add(inside, module, LessonPage, **lesson(), **PUBLISH)
    made = LessonPage.objects.get()

    edit(inside, made, **lesson(**UNFINISHED["two right answers"]))

    made.refresh_from_db()
    assert made.live
    assert made.has_unpublished_changes
    assert [sum(options.values()) for options in made.answer_key().values()] == [1]


def test_it_offers_the_modules_of_this_course_only(inside, harbor, module):
    builders.module(builders.course(harbor, "Another"), "Elsewhere")
    mine = builders.module(module.get_parent().specific, "Practice")

    page = inside.get(reverse("wagtailadmin_pages:edit", args=[mine.pk]))

    assert [str(choice) for choice in page.context["form"].fields["opens_after"].queryset] == ["The role"]


def test_it_refuses_modules_that_wait_for_each_other(inside, module):
    second = builders.module(module.get_parent().specific, "Practice", after=(module,))

    response = edit(inside, module, opens_after=str(second.pk), **PUBLISH)

    assert errors(response) == ["These wait for each other and none could ever open: The role, Practice."]


def test_it_refuses_them_among_others_too(inside, module):
    second = builders.module(module.get_parent().specific, "Practice", after=(module,))
    edit(inside, module, opens_after=str(second.pk))

    response = publish_many(inside, module)

    assert "The role, Practice" in said(response)
    module.refresh_from_db()
    assert not module.opens_after.exists()


def test_it_shows_a_title_with_markup_as_text(inside, module):
    # I02
    add(inside, module, LessonPage, **lesson(title="<img src=x onerror=alert(1)>", **UNFINISHED["no page"]))

    listing = inside.get(reverse("wagtailadmin_explore", args=[module.pk]))
    response = publish_many(inside, LessonPage.objects.get())

    for answered in (listing, response):
        assert "<img src=x" not in answered.content.decode()
        assert "&lt;img src=x" in answered.content.decode()


@pytest.mark.parametrize("model", [CoursePage, ModulePage, LessonPage, SessionPage])
def test_it_labels_every_field_of_ours(model):
    help_texts = [str(field.help_text) for field in model._meta.local_fields if field.help_text]

    assert all(words[0].isupper() and words.endswith(".") for words in help_texts)
