"""Logs for whoever runs the server. They say what broke and where, never who or what was written."""

import logging
import traceback
from types import TracebackType
from typing import Any

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# What Celery would write about a task besides its name, id and run time.
TOLD_BY_TASKS = {"args", "kwargs", "exc", "traceback", "return_value"}


class PlainFormatter(logging.Formatter):
    """Time, level, logger and message.

    An exception is its type and the lines it came through: its message is left out, because databases and forms
    put names and answers there. A request is its route, because an address may hold a certificate's code.
    """

    def format(self, record: logging.LogRecord) -> str:
        plain = logging.makeLogRecord(record.__dict__)
        plain.exc_text = None  # another handler may have kept the message here
        request: Any = getattr(record, "request", None)
        if hasattr(request, "resolver_match"):
            plain.msg, plain.args = "%s %s answered %s", (request.method, _route(request), _status(record))
        elif isinstance(record.args, dict):
            plain.args = {key: "(not logged)" if key in TOLD_BY_TASKS else value for key, value in record.args.items()}
        return super().format(plain)

    def formatException(self, ei: ExceptionInfo) -> str:
        kind, _, frames = ei
        lines = "".join(traceback.format_tb(frames)).rstrip()
        return f"{lines}\n{kind.__module__}.{kind.__qualname__}" if kind else ""


def _route(request: Any) -> str:
    return f"/{request.resolver_match.route}" if request.resolver_match else "an address we do not have"


def _status(record: logging.LogRecord) -> str:
    return str(getattr(record, "status_code", "without a status"))


def logging_to_console(level: str) -> dict[str, Any]:
    """`LOGGING` for every environment: one stream, which systemd or Docker keeps."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {
                "()": "lms.settings.logs.PlainFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            # These tell of every page that is saved; only trouble is worth a line.
            "wagtail": {"handlers": [], "level": "WARNING", "propagate": True},
            "django_tasks": {"handlers": [], "level": "WARNING", "propagate": True},
            "weasyprint": {"handlers": [], "level": "WARNING", "propagate": True},
            "fontTools": {"handlers": [], "level": "WARNING", "propagate": True},
        },
    }
