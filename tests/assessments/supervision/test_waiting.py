"""How much waits for somebody is counted by hand, and is what the lists show."""

from assessments.supervision.messages.models import MessageReader
from assessments.supervision.outlook import waiting_for
from assessments.supervision.talks.models import Conversation
from assessments.supervision.talks.services import confirm_conversation
from lms.people.services import end_role
from tests.assessments.supervision import building


def listed(user):
    return Conversation.objects.waiting_for(user).count() + MessageReader.objects.of(user).unanswered().count()


def test_it_counts_what_the_lists_show(rosa, marcus, inez, jo, dana, harbor):
    talk = building.talk(rosa, marcus, harbor)
    building.talk(rosa, inez, harbor, by=inez)
    building.message(rosa, marcus, harbor, second=jo)
    everybody = [rosa, marcus, inez, jo, dana("supervisor")]
    assert [waiting_for(user) for user in everybody] == [listed(user) for user in everybody] == [1, 2, 0, 1, 0]
    confirm_conversation(conversation=talk, by=marcus, seen=talk.version)
    assert waiting_for(marcus) == listed(marcus) == 1


def test_it_counts_nothing_where_somebody_worked_once(rosa, marcus, inez, jo, harbor):
    building.talk(rosa, marcus, harbor)
    building.talk(rosa, inez, harbor, by=inez)
    building.message(rosa, marcus, harbor, second=jo)
    for user in (marcus, rosa):
        end_role(membership=user.memberships.get(), by=jo)
        assert waiting_for(user) == listed(user)


def test_it_is_one_query(marcus, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert waiting_for(marcus) == 0
