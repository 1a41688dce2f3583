"""The command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lms.ledger import services
from tests.ledger.writing import tamper


def verify_ledger(*args: str) -> tuple[int, str]:
    """Its exit code and what it says."""
    said = StringIO()
    try:
        call_command("verify_ledger", *args, stdout=said, stderr=said)
    except SystemExit as end:
        return end.code, said.getvalue()
    return 0, said.getvalue()


def test_it_prints_the_head_of_a_whole_ledger(five):
    assert verify_ledger() == (0, f"The ledger is whole: 5 entries.\nHead: 5:{five[4].mac}\n")


def test_it_takes_the_head_that_it_printed(five):
    assert verify_ledger("--head", f"4:{five[3].mac.upper()}")[0] == 0
    assert verify_ledger("--head", f"4:{five[4].mac}") == (
        1,
        "Entry 4 is not the one that was seen before: the ledger was written anew.\n",
    )


def test_it_says_what_is_wrong_and_exits_with_1(five):
    tamper("UPDATE lms_ledger_entry SET role = 'peer' WHERE seq IN (2, 4)")

    assert verify_ledger() == (1, "Entry 2 is not what was signed.\nEntry 4 is not what was signed.\n")


def test_it_knows_what_the_last_check_saw(five):
    services.check()
    tamper("DELETE FROM lms_ledger_entry WHERE seq = 5")

    assert verify_ledger()[0] == 1


@pytest.mark.parametrize("head", ["", "5", "5:", "five:abc", "-1:abc", "²:abc"])
@pytest.mark.django_db
def test_it_asks_again_for_a_head_that_it_cannot_read(head):
    with pytest.raises(CommandError, match="SEQ:MAC"):
        verify_ledger(f"--head={head}")
