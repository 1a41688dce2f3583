"""A practice that is scored, as for what is observed."""

from tests.assessments.roleplay.observed.conftest import practiced, rosas

__all__ = ["practiced", "rosas"]
