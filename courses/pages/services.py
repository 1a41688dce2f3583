"""The verbs of having courses."""

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from courses.pages.models import CourseIndexPage
from lms.people.models import Organization
from lms.people.services import register_organization

# Of the page that a new Wagtail site begins with.
WAGTAILS_TITLE = "Welcome to your new Wagtail site!"
PAGE_PERMISSIONS = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
COLLECTION_PERMISSIONS = [
    "add_image",
    "change_image",
    "choose_image",
    "add_document",
    "change_document",
    "choose_document",
]


@transaction.atomic
def create_organization(*, name: str, time_zone: str = "America/New_York", slug: str = "") -> Organization:
    """An organization with its course index, its collection and the group of those who edit its courses."""
    slug = slug or slugify(name)
    organization = register_organization(name=name, slug=slug, time_zone=time_zone)
    locale = Locale.get_default()
    index = CourseIndexPage(title=name, slug=f"courses-{slug}", organization=organization, locale=locale)
    _home().add_child(instance=index)
    _grant(organization, index)
    return organization


@transaction.atomic
def open_language(*, organization: Organization, language: str) -> CourseIndexPage:
    """The organization's courses in another language: a root of their own, for the same editors. Made once.

    `language` is a code of WAGTAIL_CONTENT_LANGUAGES; a page is then translated by Wagtail's `copy_for_translation`.
    """
    locale, _new = Locale.objects.get_or_create(language_code=language)
    source = Organization.objects.select_for_update().get(pk=organization.pk).course_index
    index = source.get_translation_or_none(locale)
    if index is None:
        slug = f"{source.slug}-{language}"
        index = CourseIndexPage(
            title=source.title,
            slug=slug,
            organization=organization,
            locale=locale,
            translation_key=source.translation_key,
        )
        source.get_parent().add_child(instance=index)
        _grant(organization, index)
    return index


def name_site() -> None:
    """What the editor calls this site and the page above its courses, where nobody has given them a name."""
    name = settings.WAGTAIL_SITE_NAME
    Site.objects.filter(is_default_site=True, site_name="").update(site_name=name)
    Page.objects.filter(depth=2, title=WAGTAILS_TITLE).update(title=name, draft_title=name)


def _home() -> Page:
    # A Wagtail site has a root page that a visitor starts from; ours stand beside whatever else is there.
    return Page.objects.filter(depth=2).first() or Page.get_first_root_node()


def _grant(organization: Organization, index: CourseIndexPage) -> None:
    group = organization.group
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS):
        GroupPagePermission.objects.create(group=group, page=index, permission=permission)
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    for permission in Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=COLLECTION_PERMISSIONS
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=organization.collection, permission=permission
        )
