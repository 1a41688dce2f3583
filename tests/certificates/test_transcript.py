"""What somebody did, on paper."""

import uuid

import pytest
from django.urls import reverse

from certificates import codes, transcript
from certificates.services import take_back
from certificates.wording import written_out
from courses.progress.models import Completion
from tests.certificates.reading import fonts_of, pages_of, root_of, tags_of, words_of


def test_it_says_what_when_how_long_and_who_saw_it(certificate, sam):
    words = " ".join(words_of(transcript.render([certificate.enrollment], learner=sam)).split())
    for printed in ("Sam", "First weeks", "Words that help", "First hello", "Inez, trainer", "Harbor Outreach"):
        assert printed in words
    assert "Together 30 minutes" in words
    assert f"{codes.in_groups(certificate.code)} · Valid" in words
    assert "Each part counts once" in words


def test_it_prints_published_and_credited_minutes_and_the_rule(finished, sam):
    Completion.objects.filter(kind="lesson").update(minutes=4, credit={"2026-11-26": 3, "2026-11-27": 1})
    words = " ".join(words_of(transcript.render([finished], learner=sam)).split())
    for printed in (
        "Words that help",
        "Lesson 10 4 1",
        "Minutes by day: 3 for Nov 26, 1 for Nov 27.",
        "Session 20 20 2",
    ):
        assert printed in words
    assert "1. All of the published minutes count when the person worked on the part for at least half" in words
    assert "At most 8 hours count for one day" in words
    assert "2. The minutes count that somebody who was there confirmed" in words
    assert "not of working time" in words


def test_it_says_what_became_of_a_certificate_and_not_why(certificate, sam, inez):
    take_back(certificate=certificate, by=inez, reason="Given to the wrong person.")
    words = words_of(transcript.render([certificate.enrollment], learner=sam))
    assert "Taken back" in words
    assert "wrong person" not in words


def test_it_is_tagged_with_table_heads_and_counted_pages(certificate, sam):
    row = certificate.enrollment.completions.first()
    for number in range(80):
        row.pk, row.activity_key, row.title = uuid.uuid4(), uuid.uuid4(), f"Part {number}"
        row.save(force_insert=True)
    content = transcript.render([certificate.enrollment], learner=sam)
    assert set(pages_of(content)) == {(612.0, 792.0)}
    assert f"{len(pages_of(content))} / {len(pages_of(content))}" in words_of(content)
    assert root_of(content)["title"] == "Training transcript of Sam"
    assert len(tags_of(content, "/TH")) >= 5
    assert all(fonts_of(content).values())


def test_it_is_there_before_anything_is_done(enrollment, rosa, signed_in):
    answer = signed_in(rosa).get(reverse("lms_certificates:transcript"))
    assert "Nothing done yet" in words_of(answer.content)


@pytest.fixture
def of_sam(finished) -> str:
    return reverse("lms_certificates:transcript_of", kwargs={"enrollment": finished.pk})


def test_it_is_printed_on_the_day_that_the_agencys_clock_shows(finished, sam, evening):
    today = written_out(evening())
    assert f"Printed on {today}" in " ".join(words_of(transcript.render([finished], learner=sam)).split())


def test_it_is_ones_own(finished, sam, rosa, signed_in):
    own = reverse("lms_certificates:transcript")
    assert "Words that help" in words_of(signed_in(sam).get(own).content)
    assert "Words that help" not in words_of(signed_in(rosa).get(own).content)


def test_it_is_there_for_those_who_work_with_the_learner(of_sam, marcus, inez, jo, sam, signed_in):
    for user in (marcus, inez, jo, sam):
        answer = signed_in(user).get(of_sam)
        assert "no-store" in answer["Cache-Control"]
        assert "Sam" in words_of(answer.content)


@pytest.mark.parametrize("role", ["supervisor", "trainer", "coordinator"])
def test_it_is_not_there_for_dana(of_sam, dana, rosa, signed_in, role):
    # A12
    assert [signed_in(user).get(of_sam).status_code for user in (dana(role), rosa)] == [404, 404]


def test_it_leaves_other_letters_to_a_person(finished, sam, signed_in):
    Completion.objects.filter(kind="lesson").update(title="安全")
    assert "a person has to help" in signed_in(sam).get(reverse("lms_certificates:transcript")).text
