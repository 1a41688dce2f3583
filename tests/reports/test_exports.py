"""Files that take a while: made once, whoever dies on the way, and handed to nobody but who asked."""

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone

from lms import conf
from lms.home import privacy
from lms.people.models import Membership, Team
from lms.people.services import add_member
from lms.reports import exports
from lms.reports.models import MOST_TRIES, Export, Form, State
from tests import builders
from tests.reports.reading import long_file, read


def address(export, name="export"):
    return reverse(f"lms_reports:{name}", kwargs={"pk": export.pk})


def expire(export):
    Export.objects.filter(pk=export.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def owed(jo, finished):
    return long_file(jo)


@pytest.fixture
def made(owed):
    exports.make_owed(pk=owed.pk)
    owed.refresh_from_db()
    return owed


def test_it_makes_a_long_file_by_a_task(signed_in, jo, finished, settings):
    settings.LMS_EXPORT_ROWS = 0
    client = signed_in(jo)
    asked = client.post(reverse("lms_reports:finished_file"), {"period": "all"}, follow=True)
    assert "0 of 1 rows so far" in asked.text
    assert not Export.objects.get().file
    call_command("tick")
    assert "The file is ready" in client.get(asked.redirect_chain[-1][0]).text
    assert read(client.get(address(Export.objects.get(), "export_file")))[1][0] == "Sam"


def test_it_is_named_after_the_day_of_the_agency(signed_in, jo, made, evening):
    Export.objects.update(expires_at=timezone.now() + timedelta(days=3))
    today = evening().isoformat()
    response = signed_in(jo).get(address(made, "export_file"))
    assert f'finished-{today}.csv"' in response["Content-Disposition"]


def test_it_says_by_the_clock_of_the_agency_until_when_it_is_here(signed_in, jo, made, evening):
    until = evening() + timedelta(days=1)
    Export.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert f"Here until {until:%-d %b %Y}, " in signed_in(jo).get(address(made)).text


def test_it_is_asked_for_once(jo, finished):
    assert long_file(jo) == long_file(jo)
    assert long_file(jo, Form.XLSX) != long_file(jo)


def test_it_is_asked_for_anew_where_it_could_not_be_made(jo, owed):
    Export.objects.update(tries=MOST_TRIES)
    assert long_file(jo) != owed
    assert long_file(jo) == Export.objects.get(tries=0)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_is_asked_for_once_at_the_same_moment(jo, finished):
    def ask():
        try:
            return long_file(jo)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = long_file(jo)
            second = pool.submit(ask)
            wait([second], timeout=1)  # it waits for this one, which is not there to be seen before it is committed
        assert second.result() == first


def test_it_is_made_by_one_alone(owed):
    taken = {"lease_until": timezone.now() + timedelta(seconds=60)}
    Export.objects.filter(pk=owed.pk).update(**taken)
    assert not exports.make_owed(pk=owed.pk)
    Export.objects.filter(pk=owed.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert exports.make_all_owed() == 1
    assert exports.make_all_owed() == 0


def test_it_leaves_alone_what_somebody_else_took_over(owed):
    progress = exports.Progress(owed, timezone.now())
    with pytest.raises(exports.TakenOver):
        exports._make(owed, progress)
    owed.refresh_from_db()
    assert (owed.state, owed.file.name) == (State.PENDING, "")


def test_it_says_how_far_it_is(owed):
    lease = timezone.now()
    Export.objects.filter(pk=owed.pk).update(lease_until=lease)
    progress = exports.Progress(owed, lease)
    for _row in range(501):
        progress()
    owed.refresh_from_db()
    assert (owed.done, owed.lease_until > lease) == (500, True)


def test_it_gives_up_after_some_tries(signed_in, jo, owed):
    Export.objects.filter(pk=owed.pk).update(question={"period": "never"})
    for _try in range(5):
        Export.objects.update(lease_until=None)
        assert not exports.make_quietly(pk=owed.pk)
    assert Export.objects.get().tries == 3
    assert "It could not be made" in signed_in(jo).get(address(owed)).text


@pytest.mark.parametrize("who", ["inez", "marcus", "rosa", "dana"])
def test_it_is_for_nobody_but_who_asked(request, signed_in, made, dana, who):  # A12
    user = dana("coordinator") if who == "dana" else request.getfixturevalue(who)
    for name in ("export", "export_file"):
        assert signed_in(user).get(address(made, name)).status_code == 404


def test_it_closes_with_the_role(signed_in, jo, harbor, made):
    client = signed_in(jo)
    assert client.get(address(made, "export_file")).status_code == 200
    jo.memberships.update(ended_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert client.get(address(made, "export_file")).status_code == 404
    night = Team.objects.create(organization=harbor, name="Night")
    add_member(user=jo, organization=harbor, role="supervisor", team=night)
    assert client.get(address(made, "export_file")).status_code == 404


def test_it_closes_when_somebody_supervises_another_team(signed_in, marcus, finished, harbor):
    export = long_file(marcus)
    Membership.objects.filter(user=marcus).update(team=Team.objects.create(organization=harbor, name="Night"))
    assert not exports.make_owed(pk=export.pk)
    assert not Export.objects.exists()


def test_it_asks_who_it_is_before_it_hands_out_names(signed_in, jo, made, settings):  # A07
    settings.LMS_STEP_UP = -1
    assert signed_in(jo).get(address(made, "export_file"))["Location"].startswith(resolve_url(conf.step_up_url()))


def test_it_goes_after_a_day(signed_in, jo, made, django_capture_on_commit_callbacks):
    expire(made)
    assert signed_in(jo).get(address(made, "export_file")).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        exports.sweep()
    assert not Export.objects.exists()
    assert not made.file.storage.exists(made.file.name)


@pytest.mark.parametrize("who", ["jo", "sam"])
def test_it_goes_with_who_asked_and_with_who_is_in_it(request, made, who, django_capture_on_commit_callbacks):  # P05
    with django_capture_on_commit_callbacks(execute=True):
        privacy.erase(user=request.getfixturevalue(who))
    assert not Export.objects.exists()
    assert not made.file.storage.exists(made.file.name)


def test_it_is_kept_where_nobody_guesses(made):
    assert len(made.file.name) > len("exports/.csv") + 30


def test_it_is_in_the_language_of_who_asked(jo, finished):
    from django.utils import translation

    with translation.override("es"):
        export = long_file(jo)
    exports.make_owed(pk=export.pk)
    export.refresh_from_db()
    assert export.file.read().decode("utf-8-sig").startswith('"Nombre"')


def test_it_waits_under_reports(signed_in, jo, made, rosa, harbor):
    assert address(made) in signed_in(jo).get(reverse("lms_reports:reports")).text
    other = builders.person("Ana", "coordinator", harbor)
    assert address(made) not in signed_in(other).get(reverse("lms_reports:reports")).text
