"""Logs say what broke and where, never who or what was written."""

import logging
import sys

import pytest
from django.test import RequestFactory

from lms.settings.logs import PlainFormatter

CANARY = "Rosa Quietwater"


def written(**extra):
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "%s: %s", ("Not found", CANARY), None)
    record.__dict__.update(extra)
    return PlainFormatter("%(levelname)s %(message)s").format(record)


def caught():
    try:
        raise ValueError(CANARY)
    except ValueError:
        return sys.exc_info()


def test_it_leaves_out_what_an_exception_says():  # P02
    line = written(msg="It broke", args=(), exc_info=caught(), exc_text=f"ValueError: {CANARY}")
    assert CANARY not in line
    assert "builtins.ValueError" in line
    assert "test_logs.py" in line


def test_it_names_a_route_instead_of_an_address(client):  # P02
    request = RequestFactory().get(f"/c/{CANARY}/")
    assert written(request=request, status_code=404).startswith("ERROR ")
    request.resolver_match = None
    assert written(request=request, status_code=404) == "ERROR GET an address we do not have answered 404"


@pytest.mark.django_db
def test_it_names_the_route_of_a_view(client):
    request = client.get("/healthz").wsgi_request
    assert written(request=request, status_code=500) == "ERROR GET /healthz answered 500"


def test_it_leaves_out_what_a_task_was_given():  # P02
    told = {"name": "render_pdf", "id": "1", "exc": CANARY, "args": CANARY, "kwargs": CANARY, "traceback": CANARY}
    line = written(msg="Task %(name)s[%(id)s] raised %(exc)s %(traceback)s %(args)s", args=told)
    assert CANARY not in line
    assert line.startswith("ERROR Task render_pdf[1] raised")
