"""The drill: a site is backed up, lost, and brought back on another server, whole (L09)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from certificates.models import Certificate
from certificates.printing import pdf_of, print_all_owed
from lms.ledger.models import Entry
from tests import builders
from tests.host.elsewhere import BACK_AND_FORTH, server
from tests.ledger.writing import tamper

OTHER_KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def backup(tmp_path, settings, harbor, sam, inez):
    """A site on which Sam finished a course, in one file."""
    settings.MEDIA_ROOT = tmp_path / "media"
    builders.finish_course(sam, builders.small_course(harbor), confirmed_by=inez)
    assert print_all_owed() == 1
    return backed_up(tmp_path / "backups")


def backed_up(folder, **options):
    call_command("backup", folder, stdout=StringIO(), **options)
    return max(folder.glob("*.tar"))


@pytest.fixture
def elsewhere(tmp_path):
    with server(tmp_path / "elsewhere") as there:
        yield there


def ends(ended, status=0):
    assert ended.returncode == status, ended.stderr
    return ended.stdout + ended.stderr


def refused(*arguments):
    """Why the command did nothing here, where Sam still has a certificate."""
    with pytest.raises(CommandError) as reason:
        call_command("restore", *arguments)
    assert pdf_of(Certificate.objects.get()).startswith(b"%PDF-")
    return str(reason.value)


def test_it_brings_a_site_back_whole_and_again_over_a_wreck(backup, elsewhere):  # L09
    last = Entry.objects.last()
    said = ends(elsewhere.manage("restore", str(backup)))
    assert f"The ledger is whole and ends where the backup says: entry {last.seq}." in said
    elsewhere.sql("DROP TABLE lms_courses_attendance")
    for pdf in (elsewhere.folder / "media").rglob("*.pdf"):
        pdf.write_text("wrecked")
    (elsewhere.folder / "media" / "since.txt").write_text("came after the backup")
    ends(elsewhere.manage("restore", str(backup), "--replace"))
    there = elsewhere.look()
    assert (there["shown"]["is_intact"], there["shown"]["name"], there["pdf"]) == (True, "Sam", "%PDF-")
    assert there["titles"] == ["First hello", "Words that help"]
    assert f"Head: {last.seq}:{last.mac}" in there["said"]
    assert not (elsewhere.folder / "media" / "since.txt").exists()


def test_it_goes_a_step_back_and_forward_with_people_in_it(backup, elsewhere):
    ends(elsewhere.manage("restore", str(backup)))
    elsewhere.run(BACK_AND_FORTH)
    there = elsewhere.look()
    assert (there["shown"]["is_intact"], there["shown"]["name"]) == (True, "Sam")


def test_it_brings_nobody_back_for_a_test_site(backup, elsewhere):  # P08
    said = ends(elsewhere.manage("restore", str(backup), "--staging"))
    assert "Nobody is in it." in said
    there = elsewhere.look()
    assert all(name.startswith("gone-") for name in there["names"])
    assert (there["printed"], there["pdf"]) == ("Somebody who left", "")
    assert [path.name for path in (elsewhere.folder / "media").rglob("*.pdf")] == []


def test_it_says_no_where_a_test_site_could_write_to_people(backup):  # P08
    assert "can send mail to real people" in refused(backup, "--staging")


def test_it_takes_nobodys_place_unless_told_to(backup):  # L09
    assert "This site is not empty: it has 2 accounts and 1 files." in refused(backup)


def test_it_wants_the_keys_of_the_ledger_first(backup, settings):  # L09
    settings.LMS_LEDGER_KEYS = {"k2": OTHER_KEY}
    with pytest.raises(CommandError, match="signed with the key “test”"):
        call_command("restore", backup)


def test_it_refuses_what_a_newer_site_made(backup):
    recorder = MigrationRecorder(connection)
    recorder.record_applied("lms_people", "9999_later")
    newer = backed_up(backup.parent / "newer")
    recorder.record_unapplied("lms_people", "9999_later")
    assert "comes from a newer Porchlight" in refused(newer, "--replace")


def cut_off(whole):
    return whole[: len(whole) // 2]


def changed(whole):
    return whole.replace(b"%PDF", b"%pdf")


@pytest.mark.parametrize(("spoil", "wrong"), [(cut_off, "its end is missing"), (changed, "is not what was backed up")])
def test_it_touches_nothing_for_a_damaged_backup(backup, spoil, wrong):
    damaged = backup.with_name("damaged.tar")
    damaged.write_bytes(spoil(backup.read_bytes()))
    assert wrong in refused(damaged, "--replace")
    assert "is no backup" in refused(__file__, "--replace")


def test_it_holds_no_key_and_opens_for_its_owner_only(backup, settings):
    assert (backup.stat().st_mode & 0o777, backup.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert settings.LMS_LEDGER_KEYS["test"].encode() not in backup.read_bytes()


def test_it_keeps_as_many_as_it_is_told_to(backup):
    for day in range(1, 5):
        backup.with_name(f"porchlight-2020010{day}T020000Z.tar").write_text("older")
    backup.rename(backup.with_name("porchlight-20200105T020000Z.tar"))
    backed_up(backup.parent, keep=3)
    kept = sorted(path.name for path in backup.parent.iterdir())
    assert len(kept) == 3
    assert kept[0].startswith("porchlight-20200104")


def test_it_says_when_the_ledger_in_it_is_not_whole(backup):
    tamper("UPDATE lms_ledger_entry SET role = 'peer' WHERE seq = 1")
    with pytest.raises(CommandError, match="The backup was made, but the ledger in it is not whole"):
        backed_up(backup.parent / "again")
    assert len(list((backup.parent / "again").glob("*.tar"))) == 1


def test_it_leaves_nothing_half_done_when_files_cannot_be_read(backup, settings):
    (settings.MEDIA_ROOT / "a-link-to-itself").symlink_to("a-link-to-itself")
    with pytest.raises(CommandError, match="The backup was not made"):
        backed_up(backup.parent / "again")
    assert list((backup.parent / "again").iterdir()) == []
