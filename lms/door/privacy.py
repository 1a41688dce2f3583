"""What the door holds about a person: address, ways in, where they are signed in. Never the secrets themselves."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from lms.door import factors
from lms.door.sessions import device
from lms.people.held import Held, in_words


def held_about(user: User) -> Held:
    """`{what: rows}`: e-mail address, ways to sign in, sign-ins."""
    addresses = EmailAddress.objects.filter(user=user).values_list("email", "verified")
    ways = Authenticator.objects.filter(user=user)
    return {
        _("E-mail address"): [
            {str(_("e-mail")): mail, str(_("confirmed")): in_words(is_confirmed)} for mail, is_confirmed in addresses
        ],
        _("Ways to sign in"): [
            {
                str(_("way")): str(way),
                str(_("since")): in_words(way.created_at),
                str(_("last used")): in_words(way.last_used_at),
            }
            for way in ways
        ],
        _("Where you are signed in"): [
            {str(_("device")): device(kept.user_agent), str(_("since")): in_words(kept.created_at)}
            for kept in UserSession.objects.filter(user=user)
        ],
    }


def erase(user: User) -> None:
    """Every way in goes, and every session."""
    factors.forget_all(user)
    EmailAddress.objects.filter(user=user).delete()
    UserSession.objects.filter(user=user).delete()
