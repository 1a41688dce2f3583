"""An agency's own boards: written by its coordinator, asked of everyone there, and of nobody else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models.signals import pre_save
from django.urls import reverse

from courses.boards.models import BoardProfile, Domain
from courses.boards.services import retire_board, write_board
from courses.progress.models import Completion

BOARDS = reverse("lms_home:boards")
ADD = reverse("lms_home:add_board")
BOARD = {"name": "State board", "source": "example.org/peers", "as_of": "2026-11-01", "also": "An exam."}


def typed(*rows: tuple[str, str], **more: str) -> dict[str, str]:
    """What the form sends: the board, and its rows of subject and hours."""
    sent = {**BOARD, "hours-TOTAL_FORMS": str(len(rows)), "hours-INITIAL_FORMS": "0", **more}
    for number, (domain, hours) in enumerate(rows):
        sent |= {f"hours-{number}-domain": domain, f"hours-{number}-hours": hours}
    return sent


GOOD = typed(("ethical responsibility", "6"), ("Street  outreach", "12"), ("", ""))


def at(name: str, board: BoardProfile) -> str:
    return reverse(f"lms_home:{name}", kwargs={"pk": board.pk})


def words(answer) -> str:
    return " ".join(answer.text.split())


@pytest.fixture
def written(signed_in, jo) -> BoardProfile:
    signed_in(jo).post(ADD, GOOD)
    return BoardProfile.objects.get()


def test_it_keeps_hours_by_subjects_that_ship_and_new_ones(written):
    outreach = Domain.objects.get()
    assert outreach.label == "Street outreach"
    assert written.required == {"ethics": 360, str(outreach.pk): 720}


def test_it_is_there_for_everyone_in_the_agency(written, finished, signed_in, sam):
    Completion.objects.filter(kind="lesson").update(domains={str(Domain.objects.get().pk): 10})
    where = reverse("lms_home:board", kwargs={"key": str(written.pk)})
    assert where in signed_in(sam).get(reverse("lms_home:record")).text
    shown = words(signed_in(sam).get(where))
    for said in ("State board", "Street outreach", "Asked: 12 hours · from your courses: 10 minutes", "An exam."):
        assert said in shown
    assert "Where the list stands: example.org/peers, read on Nov. 1, 2026" in shown
    assert "Street outreach" in signed_in(sam).get(reverse("lms_home:record")).text


def test_it_is_there_for_nobody_else(written, signed_in, dana):
    other = dana("coordinator")
    assert "State board" not in signed_in(other).get(BOARDS).text
    assert "Street outreach" not in signed_in(other).get(ADD).text
    assert signed_in(other).get(reverse("lms_home:board", kwargs={"key": str(written.pk)})).status_code == 404
    assert signed_in(other).get(at("edit_board", written)).status_code == 404
    for name in ("edit_board", "retire_board"):
        assert signed_in(other).post(at(name, written), GOOD).status_code == 404
    written.refresh_from_db()
    assert written.retired_at is None


def test_it_keeps_the_subjects_of_two_agencies_apart(written, signed_in, dana):
    signed_in(dana("coordinator")).post(ADD, GOOD)
    assert Domain.objects.filter(label="Street outreach").count() == 2


def test_it_corrects_what_a_board_asks(written, signed_in, jo):
    client = signed_in(jo)
    assert 'value="Street outreach"' in client.get(at("edit_board", written)).text
    client.post(at("edit_board", written), typed(("STREET OUTREACH", "20"), name="State peer board"))
    written.refresh_from_db()
    assert (written.name, written.required) == ("State peer board", {str(Domain.objects.get().pk): 1200})


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (typed(("", "")), "Name at least one subject and its hours."),
        (typed(("Street outreach", "")), "A subject needs its hours, and hours need their subject."),
        (typed(("", "3")), "A subject needs its hours, and hours need their subject."),
        (typed(("Outreach", "3"), ("outreach", "4")), "The same subject stands here twice. Put its hours together."),
        (typed(("Outreach", "0")), "Ensure this value is greater than or equal to 1."),
        (typed(("Outreach", "3"), source=""), "This field is required."),
        (typed(("Outreach", "3"), as_of="2999-01-01"), "This day is still to come."),
    ],
)
def test_it_says_what_is_missing_and_loses_nothing(signed_in, jo, sent, said):
    answer = signed_in(jo).post(ADD, sent)
    assert said in words(answer)
    assert 'value="State board"' in answer.text
    assert all(f'value="{row}"' in answer.text for key, row in sent.items() if key.endswith("-domain") and row)
    assert not BoardProfile.objects.exists()


@pytest.mark.parametrize(("clock", "takes"), [("America/New_York", 1), ("Pacific/Guam", 2)])
def test_it_takes_no_day_that_is_still_to_come_here(signed_in, jo, harbor, evening, clock, takes):
    harbor.time_zone = clock
    harbor.save()
    today = evening()
    for more in (0, 1, 2):
        day = (today + timedelta(days=more)).isoformat()
        signed_in(jo).post(ADD, typed(("Outreach", "3"), name=f"Board {more}", as_of=day))
    assert BoardProfile.objects.count() == takes


def test_it_says_that_a_board_is_there_already(written, signed_in, jo):
    answer = signed_in(jo).post(ADD, typed(("Outreach", "3"), name="STATE BOARD"))
    assert "There is already a board with this name." in answer.text
    assert BoardProfile.objects.count() == 1


def test_it_says_so_too_where_both_saved_in_the_same_instant(signed_in, jo, harbor):
    """Somebody else's board is there when ours is saved, and was not when the form was looked at."""

    def somebody_else_was_faster(instance, **_rest):
        BoardProfile.objects.bulk_create([BoardProfile(organization=harbor, **BOARD)])

    client = signed_in(jo)
    pre_save.connect(somebody_else_was_faster, sender=BoardProfile)
    try:
        answer = client.post(ADD, GOOD)
    finally:
        pre_save.disconnect(somebody_else_was_faster, sender=BoardProfile)
    assert "There is already a board with this name." in answer.text
    assert 'value="Street  outreach"' in answer.text


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_is_kept_once_when_several_write_it_at_once(harbor, jo):
    barrier = Barrier(4)

    def write(_nth):
        try:
            barrier.wait(timeout=30)
            return write_board(organization=harbor, by=jo, **BOARD, hours={"Outreach": 1})
        except ValidationError as error:
            return error.messages
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        told = [answer for answer in pool.map(write, range(4)) if not isinstance(answer, BoardProfile)]
    assert told == [["There is already a board with this name."]] * 3
    assert Domain.objects.count() == 1


def test_it_is_offered_no_longer_and_takes_nothing_back(written, finished, signed_in, jo, sam):
    Completion.objects.filter(kind="lesson").update(domains={str(Domain.objects.get().pk): 10})
    assert "What counted for its subjects stays." in signed_in(jo).post(at("retire_board", written), follow=True).text
    assert "State board" not in signed_in(jo).get(BOARDS).text
    record = signed_in(sam).get(reverse("lms_home:record")).text
    assert ("State board" in record, "Street outreach" in record) == (False, True)
    signed_in(jo).post(ADD, GOOD)
    assert Domain.objects.count() == 1


@pytest.mark.parametrize("who", ["rosa", "marcus", "inez"])
def test_it_takes_a_coordinator(request, who, written, harbor):
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        retire_board(board=written, by=user)
    with pytest.raises(PermissionDenied):
        write_board(organization=harbor, by=user, **BOARD, hours={"Outreach": 1})
