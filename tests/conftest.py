"""What every test may ask for."""

from tests.database import django_db_keepdb, django_db_setup
from tests.ledger_lift import ledger_lifted_for_the_flush

pytest_plugins = ["tests.cast"]

__all__ = ["django_db_keepdb", "django_db_setup", "ledger_lifted_for_the_flush"]
