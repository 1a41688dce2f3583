"""Several who confirm the same session at once. H06"""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from courses.enrollment.services import enroll
from courses.progress.models import Attendance
from courses.progress.services import confirm_attendance
from lms.ledger import services as ledger
from lms.ledger.models import Entry
from tests import builders

LEARNERS = 10


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_signs_once_for_each_when_lists_overlap(harbor, van, inez, marcus, course):
    # H06
    people = [builders.person(f"Learner-{n}", "new_hire", harbor, van) for n in range(LEARNERS)]
    enrollments = [enroll(learner=person, organization=harbor, course=course) for person in people]
    enrollments.sort(key=lambda enrollment: str(enrollment.pk))
    session = builders.sessions_of(course)[0]
    lists = [(inez, enrollments), (marcus, enrollments)]
    lists += [(marcus, [enrollment]) for enrollment in enrollments[-4:]]
    barrier = Barrier(len(lists))

    def sign(job):
        try:
            barrier.wait(timeout=30)
            return confirm_attendance(session=session, enrollments=job[1], confirmed_by=job[0])
        finally:
            connection.close()

    with ThreadPoolExecutor(len(lists)) as pool:
        assert [len(done) for done in pool.map(sign, lists)] == [len(enrollments) for _who, enrollments in lists]
    assert Attendance.objects.count() == Entry.objects.count() == LEARNERS
    assert ledger.verify() == []
