"""Porchlight: training for harm reduction workers, as an add-on to a Wagtail site."""

__version__ = "0.1.0"

APPS = [
    "lms",
    "lms.people",
    "lms.ledger",
    "lms.language",
    "courses",
    "assessments",
    "certificates",
    "lms.reports",
    "lms.home",
    "lms.starter",
]
