"""Third-party files: the named ones are served, nothing else of a package is."""

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from lms import vendor_files, vendor_names


def test_it_finds_every_named_file():
    assert [name for name in vendor_names.FILES if vendor_files.path_of(name) is None] == []


def test_it_serves_a_font_by_its_name():
    found = finders.find("lms/vendor/noto-sans-greek-400-normal.woff2")
    assert found == str(vendor_files.font_path("noto-sans-greek-400-normal"))


@pytest.mark.parametrize(
    "path",
    [
        "lms/vendor/package.json",
        "lms/vendor/../../package.json",
        "lms/vendor/noto-sans-devanagari-400-normal.woff2",
        "noto-sans-greek-400-normal.woff2",
        "lms/vendor/",
    ],
)
def test_it_serves_nothing_else(path):
    assert finders.find(path) is None


def test_it_ships_every_font_with_its_license():
    licenses = [name for name in vendor_names.FILES if name.endswith("LICENSE.txt")]
    assert len(licenses) == len(vendor_names.FONTS)
    assert all("SIL Open Font License" in vendor_files.path_of(name).read_text() for name in licenses)


def test_it_is_collected_for_production(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STATICFILES_FINDERS = ["lms.vendor_files.VendorFinder"]
    call_command("collectstatic", interactive=False, verbosity=0)
    assert {path.name for path in (tmp_path / "lms" / "vendor").iterdir()} >= set(vendor_names.FILES)
