"""Health: the load balancer's address touches nothing, the other tries everything (L10)."""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
from django.utils import timezone

from lms.ledger.models import Check

Usage = namedtuple("Usage", "total used free")


def checked(hours=1, problems=()):
    return Check.objects.create(at=timezone.now() - timedelta(hours=hours), seq=0, head="0" * 64, problems=problems)


def test_it_answers_healthz_without_a_database(client):  # L10
    response = client.get("/healthz")  # pytest-django forbids the database here
    assert response.status_code == 200
    assert response.json() == {"ok": True}
    assert not response.cookies


@pytest.mark.django_db
def test_it_is_ready_when_all_is_well(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    response = client.get("/readyz")
    assert response.status_code == 200, response.json()
    assert set(response.json()["checks"]) == {"database", "storage", "work", "ledger", "disk"}
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_it_is_not_ready_when_files_cannot_be_written(client, settings, tmp_path):  # L10
    (tmp_path / "media").write_text("a file where the folder should be")
    settings.MEDIA_ROOT = tmp_path / "media"
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["storage"]["ok"] is False


def test_it_is_not_ready_without_a_database(client):  # L10
    response = client.get("/readyz")  # pytest-django refuses every connection here
    assert response.status_code == 503
    assert response.json()["checks"]["database"]["ok"] is False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours", "problems", "status"), [(1, [], 200), (40, [], 503), (1, ["Entry 3 was changed."], 503)]
)
def test_it_wants_a_recent_and_whole_ledger(client, hours, problems, status):  # L10
    checked(hours, problems)
    response = client.get("/readyz")
    assert response.status_code == status
    assert response.json()["checks"]["ledger"]["whole"] is not bool(problems)


@pytest.mark.django_db
def test_it_is_not_ready_when_the_disk_is_nearly_full(client, monkeypatch):  # L10
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100, 97, 3))
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["checks"]["disk"] == {"ok": False, "free_percent": 3}
