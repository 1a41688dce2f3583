"""The host's Celery application; `celery -A lms.settings worker` finds it."""

from celery import Celery

app = Celery("lms")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Threads that did not make it find it too: shared tasks are told from wherever a click is served.
app.set_default()
app.autodiscover_tasks()
