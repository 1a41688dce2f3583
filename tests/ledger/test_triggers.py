"""The database refuses. Any SQL UPDATE, DELETE or TRUNCATE fails, also after a later migration. H05"""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from lms.ledger import services, triggers
from lms.ledger.models import Entry
from tests.ledger.writing import forge, refusal, sql, write

EVERYWHERE = [
    "UPDATE lms_ledger_entry SET role = 'peer'",
    "UPDATE lms_ledger_entry SET seq = 9 WHERE seq = 3",
    "DELETE FROM lms_ledger_entry",
    "DELETE FROM lms_ledger_entry WHERE seq = 5",
    "INSERT INTO lms_ledger_entry SELECT * FROM lms_ledger_entry WHERE seq = 5"
    " ON CONFLICT (seq) DO UPDATE SET role = 'peer'",
]
POSTGRESQL = [
    "TRUNCATE lms_ledger_entry",
    "TRUNCATE lms_ledger_entry CASCADE",
    "MERGE INTO lms_ledger_entry USING (SELECT 3 AS three) AS x ON seq = x.three WHEN MATCHED THEN DELETE",
    "WITH gone AS (DELETE FROM lms_ledger_entry RETURNING 1) SELECT count(*) FROM gone",
]
# REPLACE would delete whatever has the same seq, link, seal or rowid.
SQLITE = [
    "UPDATE OR REPLACE lms_ledger_entry SET seq = 3 WHERE seq = 4",
    "UPDATE OR IGNORE lms_ledger_entry SET role = 'peer'",
    "REPLACE INTO lms_ledger_entry SELECT * FROM lms_ledger_entry WHERE seq = 5",
    "REPLACE INTO lms_ledger_entry (seq, actor, role, meaning, subject, at, digest, key_id, prev, mac)"
    " SELECT 9, actor, role, meaning, subject, at, digest, key_id, prev, '0' FROM lms_ledger_entry WHERE seq = 5",
    "REPLACE INTO lms_ledger_entry (seq, actor, role, meaning, subject, at, digest, key_id, prev, mac)"
    " SELECT 9, actor, role, meaning, subject, at, digest, key_id, '0', mac FROM lms_ledger_entry WHERE seq = 5",
    "REPLACE INTO lms_ledger_entry (rowid, seq, actor, role, meaning, subject, at, digest, key_id, prev, mac)"
    " SELECT rowid, 9, actor, role, meaning, subject, at, digest, key_id, '0', '0' FROM lms_ledger_entry WHERE seq = 5",
]
SWITCHED_OFF = {
    "postgresql": "SET LOCAL session_replication_role = replica",
    "sqlite": "PRAGMA recursive_triggers = OFF",
}
HERE = EVERYWHERE + {"postgresql": POSTGRESQL, "sqlite": SQLITE}[connection.vendor]


def assert_it_refuses_everything() -> None:
    before = list(Entry.objects.values_list())
    for statement in HERE:
        assert "The ledger is append-only." in refusal(statement), statement
    assert list(Entry.objects.values_list()) == before
    assert triggers.present()


@pytest.mark.parametrize("statement", HERE)
def test_it_refuses_what_would_change_an_entry(five, statement):
    assert "The ledger is append-only." in refusal(statement)
    assert services.verify(expected_head=(5, five[4].mac)) == []


def test_it_refuses_the_orm_too(five):
    for change in (five[0].save, five[0].delete, Entry.objects.all().delete, lambda: Entry.objects.update(role="x")):
        with pytest.raises(IntegrityError, match=r"The ledger is append-only\."), transaction.atomic():
            change()


def test_it_refuses_a_fork(five):
    with pytest.raises(IntegrityError), transaction.atomic():
        forge(five[4], seq=6)


def test_it_refuses_whatever_the_session_switches_off(five):
    sql(SWITCHED_OFF[connection.vendor])

    assert_it_refuses_everything()


@pytest.mark.django_db(transaction=True)
def test_it_refuses_the_flush_command():
    write()

    with pytest.raises(Exception, match="flush"):
        call_command("flush", interactive=False)

    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_refuses_after_a_migration_altered_the_table(settings):
    for number in range(1, 6):
        write(number=number)
    settings.MIGRATION_MODULES = {"lms_ledger": "tests.ledger.later.migrations"}
    try:
        call_command("migrate", "lms_ledger", "0002", verbosity=0)
        assert_it_refuses_everything()
    finally:
        call_command("migrate", "lms_ledger", "0001", verbosity=0)
    assert_it_refuses_everything()
    assert services.verify() == []


@pytest.mark.django_db(transaction=True)
def test_it_is_seen_when_an_altered_table_lost_its_triggers():
    for number in range(1, 6):
        write(number=number)
    longer = models.CharField(max_length=80)
    longer.set_attributes_from_name("meaning")
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, Entry._meta.get_field("meaning"), longer)
    assert triggers.present() is (connection.vendor == "postgresql")
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, longer, Entry._meta.get_field("meaning"))
        triggers.install(editor.connection)

    assert_it_refuses_everything()


@pytest.mark.django_db
def test_it_is_seen_when_triggers_are_missing_and_may_be_installed_twice():
    assert triggers.present()
    triggers.remove()
    assert not triggers.present()

    triggers.install()
    triggers.install()

    assert triggers.present()


@pytest.mark.django_db
def test_it_is_seen_when_a_trigger_is_lifted_or_hollow():
    if connection.vendor == "postgresql":
        sql("ALTER TABLE lms_ledger_entry DISABLE TRIGGER lms_ledger_keep_rows")
    else:
        sql("DROP TRIGGER lms_ledger_no_update")
        sql("CREATE TRIGGER lms_ledger_no_update BEFORE UPDATE ON lms_ledger_entry BEGIN SELECT 1; END")
    assert not triggers.present()

    triggers.install()

    assert triggers.present()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_turn", [1, 2])
def test_it_is_lifted_for_the_flush_between_tests_and_then_back(_turn):
    assert triggers.present()
    assert not Entry.objects.exists()
    write()
