"""The steps between a right password and being in."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from lms.door import factors


class SecondFactorStage(AuthenticateStage):
    """Asks for a passkey or a code where a password is not enough."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return super()._should_handle(request) and factors.asks_for_a_second(self.login.user)
