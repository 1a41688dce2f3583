"""What our templates may ask for: the ways around the site, and minutes in words."""

import re
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lms.people import preferences, stepup

register = template.Library()

LEADS_SESSIONS = {"senior_peer", "supervisor", "trainer"}
SAFE = {"GET", "HEAD"}
OBSERVES = {"observer", "trainer"}
SEES_PEOPLE = {"senior_peer", "supervisor", "trainer", "coordinator"}


_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_STRESSED = re.compile(r"(?<![\w*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?![\w*])")


@register.filter
def stressed(text: str) -> SafeString:
    """A line as it is read: **words** that stand out, and *words* that are stressed. Everything else is text."""
    html = _STRESSED.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", conditional_escape(text)))
    return mark_safe(html)  # noqa: S308  escaped just before


@register.inclusion_tag("lms/parts/ways.html", takes_context=True)
def navigation(context: Context, here: str = "") -> dict[str, list[dict]]:
    """The ways around the site for `roles` (a set of role names, none = a learner), with `here` marked.

    `here` is home, learning, record, me, people, sessions or observe. Where it is neither given nor in the context, as
    on a stranger's page, there is nothing to show.
    """
    here = here or context.get("here") or ""
    roles = set(context.get("roles") or ())
    return {"ways": [{**way, "current": way["name"] == here} for way in _ways(context, roles)] if here else []}


def _ways(context: Context, roles: set[str]) -> list[dict]:
    home = reverse("lms_home:home")
    ways = [
        {"name": "home", "url": home, "label": _("Home")},
        {"name": "learning", "url": context.get("learning_url") or f"{home}#learning", "label": _("Learning")},
        {"name": "record", "url": reverse("lms_home:record"), "label": _("My record")},
    ]
    if not roles & SEES_PEOPLE:
        ways.append({"name": "me", "url": reverse("lms_home:me"), "label": _("Me")})
    if roles & SEES_PEOPLE:
        ways.append({"name": "people", "url": reverse("lms_home:people"), "label": _("People")})
    if roles & LEADS_SESSIONS:
        ways.append({"name": "sessions", "url": reverse("lms_courses:sessions"), "label": _("Sessions")})
    if roles & OBSERVES:
        ways.append({"name": "observe", "url": reverse("lms_assessments:observe"), "label": _("Observe")})
    return ways


@register.simple_tag(takes_context=True)
def how_it_looks(context: Context) -> str:
    """Attributes of `<html>`: the theme, text size and data saver that the reader chose.

    A page that is rendered once for everybody gives `looks` instead, to be filled in for each.
    """
    if "looks" in context:
        return str(context["looks"])
    request = context.get("request")
    return preferences.attributes(request) if request else ""


@register.inclusion_tag("lms/parts/languages.html", takes_context=True)
def languages(context: Context, place: str) -> dict[str, Any]:
    """A button for each language of ours that this page is not in: for a stranger in its "head", else at its "foot".

    Nothing where the page cannot be asked for again. A page that is rendered once for everybody gives `url_here` and
    `csrf_field`, to be filled in for each.
    """
    here, request = _address(context), context.get("request")
    if not here or place != ("foot" if request is None or request.user.is_authenticated else "head"):
        return {}
    others = {code: name for code, name in preferences.languages().items() if code != get_language()}
    return {"others": others, "here": here, "csrf_field": context.get("csrf_field"), "place": place}


def _address(context: Context) -> str:
    """Where this page can be asked for again; empty for an answer to a form, and for a preview."""
    request = context.get("request")
    if request is None:
        return str(context.get("url_here") or "")
    is_seen = hasattr(request, "user") and not getattr(request, "is_dummy", False)
    return request.get_full_path() if is_seen and request.method in SAFE else ""


@register.inclusion_tag("lms/parts/aside.html", takes_context=True)
def somebody_to_ask(context: Context) -> dict[str, Any]:
    """Whom to ask, beside every page that knows its reader's agency (`contact`, `name`) and says nothing else there."""
    contact = context.get("contact") or {"name": "", "phone": ""}
    return {"knows": "contact" in context, "contact": contact, "reader": context.get("name")}


@register.inclusion_tag("lms/parts/will_ask.html", takes_context=True)
def will_ask(context: Context) -> dict[str, bool]:
    """Says beside a button that we will ask first whether it is still the same person; nothing where we will not."""
    request = context.get("request")
    return {"asks": request is not None and not stepup.is_fresh(request)}


@register.filter
def duration(minutes: int) -> str:
    """Whole minutes as somebody would say them: "45 minutes", "1 hour", "1 h 30 min"."""
    hours, rest = divmod(int(minutes or 0), 60)
    if not hours:
        return ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
    if not rest:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    return _("%(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}


@register.filter
def dialable(phone: str) -> str:
    """A phone number as a `tel:` link wants it: digits and a leading plus only."""
    return "".join(sign for sign in phone if sign.isdigit() or sign == "+")
