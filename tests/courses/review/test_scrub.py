"""A test copy of a site knows no reviewer (P08)."""

from courses import privacy
from courses.review.models import Packet, Review


def test_it_keeps_no_reviewers_name_and_no_link_for_a_test_site(lesson, reviewed):  # P08
    reviewed(lesson)
    links = set(Packet.objects.values_list("token_digest", flat=True))
    privacy.scrub()
    assert set(Review.objects.values_list("printed_name", "credential", "conflict_of_interest")) == {
        ("Somebody", "", "")
    }
    assert links.isdisjoint(Packet.objects.values_list("token_digest", flat=True))
