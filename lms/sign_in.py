"""The door of our own host. A site that installs the add-on has its own."""

from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect


class SignInView(LoginView):
    """Sign in with username and password.

    Who is signed in and came by themselves is sent home. Who was sent here, because they may not see the page they
    asked for, gets the form: sending them back would go in circles.
    """

    template_name = "lms/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.get_redirect_url():
            return redirect(self.get_default_redirect_url())
        return super().dispatch(request, *args, **kwargs)
