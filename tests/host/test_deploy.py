"""What a volunteer copies from deploy/ fits the code, and each other."""

import configparser
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "porchlight"}
UNITS = sorted(DEPLOY.glob("porchlight-*.service"))
CHAPTER = (DEPLOY / "README.md").read_text()
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
READ_BY_OTHERS = {"POSTGRES_PASSWORD", "DJANGO_SETTINGS_MODULE"}


def read_by_the_settings():
    """Names of the environment variables that the settings read."""
    text = "".join(path.read_text() for path in (ROOT / "lms" / "settings").glob("*.py"))
    return set(re.findall(r"env\.\w+\(\s*\"(\w+)\"", text)) | {"SECRET_KEY", "ALLOWED_HOSTS"} | READ_BY_OTHERS


def unit(path):
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read_string(path.read_text().replace("\\\n", " "))
    return parser["Service"]


def make_env(*arguments):
    return subprocess.run([DEPLOY / "make-env", *arguments], capture_output=True, text=True, check=False)  # noqa: S603


def production(*arguments, **environment):
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "lms.settings.production", **environment}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)  # noqa: S603


def test_it_makes_the_file_with_which_production_starts_without_a_warning(tmp_path):  # K01
    file = tmp_path / "porchlight.env"
    assert make_env("learn.example.org", file).returncode == 0
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text(file.read_text().replace("/var/lib/porchlight", str(tmp_path)))
    ended = production("check", "--deploy", "--fail-level", "WARNING", LMS_ENV_FILE=str(file))
    assert ended.returncode == 0, ended.stderr
    assert "SITE_URL=https://learn.example.org\n" in file.read_text()


def test_it_never_makes_the_secrets_anew(tmp_path):
    make_env("learn.example.org", tmp_path / ".env")
    before = (tmp_path / ".env").read_text()
    again = make_env("learn.example.org", tmp_path / ".env")
    assert (again.returncode, (tmp_path / ".env").read_text()) == (1, before)
    assert before.count("k1=") == 1
    make_env("learn.example.org", tmp_path / "other")
    assert (tmp_path / "other").read_text() != before


@pytest.mark.parametrize("host", ["", "https://learn.example.org", "learn example", "a/b", "a&b"])
def test_it_takes_a_host_name_only(tmp_path, host):
    assert make_env(host, tmp_path / ".env").returncode == 2
    assert not (tmp_path / ".env").exists()


def test_its_variables_are_ones_that_the_settings_read():
    in_file = re.findall(r"^#?([A-Z_]+)=", (DEPLOY / "porchlight.env").read_text(), re.MULTILINE)
    in_compose = [name for service in OURS.values() for name in service["environment"]]
    in_units = [pair.partition("=")[0] for path in UNITS for pair in unit(path)["Environment"].split()]
    in_image = re.findall(r"\b((?:LMS|DJANGO)_\w+)=", DOCKERFILE)
    assert {*in_file, *in_compose, *in_units, *in_image} - read_by_the_settings() == set()


def test_it_shows_the_world_the_web_server_only():
    assert set(SERVICES) == {"prepare", "web", "worker", "beat", "backup", "db", "redis", "caddy"}
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["caddy"]
    assert SERVICES["caddy"]["ports"] == ["80:80", "443:443"]
    assert SERVICES["caddy"]["environment"] == {"SITE_URL": "${SITE_URL}"}, "it learns no secret"
    assert [name for name, service in SERVICES.items() if "env_file" in service and name not in OURS] == []
    mounts = [mount for name in ("caddy", "db", "redis") for mount in SERVICES[name].get("volumes", [])]
    assert [mount for mount in mounts if mount.startswith(("files:", "backups:", ".:", "..:"))] == []


def test_its_containers_come_back_and_wait_for_what_they_need():
    staying = {name: service for name, service in SERVICES.items() if name != "prepare"}
    assert {service["restart"] for service in staying.values()} == {"unless-stopped"}
    assert {"web", "worker", "db", "redis"} <= {name for name, service in SERVICES.items() if "healthcheck" in service}
    for name, service in SERVICES.items():
        for other, wanted in service.get("depends_on", {}).items():
            healthy = wanted["condition"] == "service_healthy"
            assert other in SERVICES, name
            assert healthy == ("healthcheck" in SERVICES[other]), f"{name} waits for {other}"


def test_its_containers_may_do_little():
    for service in OURS.values():
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert "privileged" not in service
    assert {mount.partition(":")[0] for service in OURS.values() for mount in service["volumes"]} <= set(
        COMPOSE["volumes"]
    )


def test_its_image_is_pinned_and_runs_as_nobody_in_particular():
    froms = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert all(re.fullmatch(r"[a-z]+:[\w.-]+", name) for name in froms), "an image name with its tag, no registry"
    assert DOCKERFILE.index("\nUSER porchlight") > DOCKERFILE.index("\nCOPY . .")
    assert DOCKERFILE.count("pip install") == DOCKERFILE.count("--require-hashes")
    assert re.findall(r"\w+://\S+", DOCKERFILE) == []
    version = re.search(r"postgresql-client-(\d+)", DOCKERFILE).group(1)
    assert SERVICES["db"]["image"].startswith(f"postgres:{version}-")


def test_it_draws_certificates_with_the_same_libraries_everywhere():
    packages = re.search(r"^PANGO_PACKAGES = \((.*)\)$", (ROOT / "dev").read_text(), re.MULTILINE).group(1)
    for package in re.findall(r'"([\w.-]+)"', packages):
        assert package in DOCKERFILE, package
        assert package in CHAPTER, package


def test_its_units_run_what_the_chapter_installs():
    for path in UNITS:
        service = unit(path)
        assert service["User"] == "porchlight", path.name
        assert service["ExecStart"].startswith("/opt/porchlight/.venv/bin/"), path.name
        assert "LMS_ENV_FILE=/etc/porchlight.env" in service["Environment"], path.name
        assert {service["ProtectSystem"], service["NoNewPrivileges"]} == {"strict", "yes"}, path.name


def test_it_names_files_commands_and_switches_that_exist():
    files = set(re.findall(r"\bdeploy/([\w.-]+[\w])", CHAPTER)) - {"README"}
    assert {name for name in files if name != ".env" and not (DEPLOY / name).exists()} == set()
    commands = set(re.findall(r"\bporchlight ([a-z]\w+)", CHAPTER)) - {"porchlight"}
    assert {"backup", "restore", "setup", "doctor", "migrate"} <= commands
    assert commands - set(get_commands()) == set()
    assert set(re.findall(r"`([A-Z]+_[A-Z_]+)`", CHAPTER)) - read_by_the_settings() == set()
    units = set(re.findall(r"\bporchlight-(?:web|worker|beat|tick|backup)\b", CHAPTER))
    assert units == {path.stem for path in UNITS}
