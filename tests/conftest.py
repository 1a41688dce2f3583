"""What every test may ask for."""

from tests.ledger_lift import ledger_lifted_for_the_flush

pytest_plugins = ["tests.cast"]

__all__ = ["ledger_lifted_for_the_flush"]
