"""What files say of a course stands where learners and whoever leads a session find it."""

from django.template.loader import render_to_string

from courses.enrollment.services import enroll
from tests import builders

CREDITS = {
    "license": "CC BY 4.0",
    "authors": "Ana\n\nBo",
    "attribution": "18-hour-style; not the Faces & Voices course.",
}


def test_it_says_on_the_course_whose_work_it_is(signed_in, rosa, harbor):
    course = builders.course(harbor, **CREDITS)
    builders.lesson(builders.module(course))
    enroll(learner=rosa, organization=harbor, course=course)
    shown = signed_in(rosa).get(f"/course/{course.key}/").text
    assert "Written by Ana, Bo." in shown
    assert "License: CC BY 4.0." in shown
    assert "18-hour-style; not the Faces &amp; Voices course." in shown
    assert "Reviewed by" not in shown


def test_it_says_where_a_lesson_comes_from_at_its_end_and_its_state_at_its_beginning(signed_in, rosa, harbor):
    course = builders.course(harbor)
    lesson = builders.lesson(
        builders.module(course), pages=[[builders.text("All of it.")]], sources="A study [S]", status="awaiting review"
    )
    enroll(learner=rosa, organization=harbor, course=course)
    shown = signed_in(rosa).get(f"/learn/{lesson.key}/").text
    assert shown.index("awaiting review") < shown.index("All of it.") < shown.index("A study [S]")


def test_it_shows_the_list_to_who_learns_and_the_guide_to_who_leads_alone(signed_in, rosa, inez, harbor):
    course = builders.course(harbor)
    said = {"checklist": "<p>Looked first.</p>", "facilitator_guide": "<p>Swap once.</p>"}
    session = builders.session(builders.module(course), **said)
    enroll(learner=rosa, organization=harbor, course=course)
    hers = signed_in(rosa).get(f"/learn/{session.key}/").text
    assert "Looked first." in hers
    assert "Swap once." not in hers
    leads = signed_in(inez).get(f"/sessions/{session.key}/").text
    assert "Looked first." in leads
    assert "Swap once." in leads


def test_it_names_each_reviewer_once():
    one = {"get_kind_display": "Clinician", "printed_name": "Ana", "credential": "RN"}
    review = {"due": "2027", "state": "reviewed", "reviews": [one, one]}
    assert render_to_string("lms_courses/parts/review_box.html", {"review": review}).count("Clinician: Ana") == 1
