"""The host's Celery application; `celery -A lms.settings worker` finds it."""

from celery import Celery

app = Celery("lms")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
