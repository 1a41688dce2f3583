"""What a view behind `login_required` is given."""

from django.contrib.auth.models import User
from django.http import HttpRequest


class SignedInRequest(HttpRequest):
    """A request whose `user` is somebody. For type checkers: nothing is ever made of this class."""

    user: User
