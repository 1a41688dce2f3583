"""What is held about a person, and how it goes. Each app has such a module; `lms.home.privacy` calls them by name."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.db.models import Exists, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.people.held import Held, as_rows, in_words, name_of
from lms.people.models import Invitation, LocalLine, Membership, Organization, Profile, SharedRecord, WayBackIn


def held_about(user: User) -> Held:
    """`{what: rows}`: the sign-in (without its password), the profile, roles; what the person did for others here."""
    account = [
        {
            str(_("username")): user.get_username(),
            str(_("e-mail")): user.email,
            str(_("joined")): in_words(user.date_joined),
            str(_("last signed in")): in_words(user.last_login),
        }
    ]
    return {
        _("Sign-in"): account,
        _("Profile"): as_rows(Profile.objects.filter(user=user)),
        _("Roles"): as_rows(Membership.objects.filter(user=user)),
        _("Agencies that you show your record to"): as_rows(SharedRecord.objects.filter(user=user)),
        _("Who let you back in"): [
            {
                str(_("given")): in_words(way.given_at),
                str(_("by")): name_of(way.given_by),
                str(_("used")): in_words(way.used_at),
                str(_("the phone was gone too")): in_words(way.phone_gone),
            }
            for way in WayBackIn.objects.filter(user=user).select_related("given_by__profile")
        ],
        # One's own act and nothing about who was locked out.
        _("Times you let somebody back in"): [
            {"id": str(way.pk), str(_("given")): in_words(way.given_at), str(_("as")): way.get_role_display()}
            for way in WayBackIn.objects.filter(given_by=user)
        ],
        _("Lines of the agency's sheet you wrote"): [
            {
                "id": str(line.pk),
                str(_("about")): line.get_topic_display(),
                str(_("organization")): line.organization.name,
                str(_("written")): in_words(line.updated_at),
            }
            for line in LocalLine.objects.filter(written_by=user).select_related("organization")
        ],
        _("Invitations you made"): as_rows(Invitation.objects.filter(created_by=user)),
    }


@transaction.atomic
def erase(user: User) -> None:
    """The name becomes a pseudonym, every role ends, nobody can sign in, every session dies."""
    Membership.objects.active().filter(user=user).update(ended_at=timezone.now())
    SharedRecord.objects.filter(user=user).delete()
    WayBackIn.objects.filter(user=user).delete()
    Invitation.objects.filter(created_by=user).update(label="", revoked_at=timezone.now())
    profile, _made = Profile.objects.get_or_create(user=user, defaults={"chosen_name": _("Somebody who left")})
    kept = {"ledger_key": profile.ledger_key, "chosen_name": _("Somebody who left")}
    Profile.objects.filter(pk=profile.pk).update(
        **{field.name: field.get_default() for field in Profile._meta.concrete_fields if field.name not in _KEPT},
        **kept,
    )
    user.groups.clear()
    user.username, user.email, user.first_name, user.last_name = f"gone-{profile.ledger_key.hex}", "", "", ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    _erase_what_others_keep(user)


@transaction.atomic
def expire(*, before: datetime, most: int) -> int:
    """Roles that ended before then, and invitations that were over by then. Returns how many rows went."""
    roles = Membership.objects.filter(ended_at__lt=before).values_list("pk", flat=True)
    over = Q(expires_at__lt=before) | Q(revoked_at__lt=before)
    invitations = Invitation.objects.filter(over).values_list("pk", flat=True)
    gone, _each = Membership.objects.filter(pk__in=list(roles[:most])).delete()
    return gone + Invitation.objects.filter(pk__in=list(invitations[:most])).delete()[0]


def left_before(before: datetime, **whose: Any) -> Q:
    """A condition: the last role had ended by then, in this agency or, without one, anywhere. `whose` names user and
    organization as `OuterRef`s. Who never had a role has not left."""
    roles = Membership.objects.filter(**whose)
    return Q(Exists(roles)) & ~Q(Exists(roles.filter(Q(ended_at=None) | Q(ended_at__gte=before))))


def scrub() -> None:
    """For a test copy of a site only: nobody to call, no line of a sheet that could name somebody, and no link of the
    real site opens it."""
    Organization.objects.update(contact_name="", contact_phone="")
    left_out = _("Left out of this copy.")
    LocalLine.objects.update(text=left_out, source=left_out, ask="", phone="", link="")
    Invitation.objects.update(label="")
    Invitation.objects.filter(revoked_at=None).update(revoked_at=timezone.now())


_KEPT = {"id", "user", "ledger_key", "chosen_name"}


def _erase_what_others_keep(user: User) -> None:
    # Sign-in keys, mail addresses and sessions of whatever the host signs people in with: rows that would go
    # together with the account go now.
    for relation in user._meta.related_objects:
        model: Any = relation.related_model
        if relation.on_delete is models.CASCADE and not model._meta.app_label.startswith("lms_"):
            model._base_manager.filter(**{relation.field.name: user}).delete()
