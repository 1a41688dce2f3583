"""Our own host's settings. Binds Celery, so that ``lms/__init__.py`` never has to."""

from lms.celery import app as celery_app

__all__ = ["celery_app"]
