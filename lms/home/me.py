"""Me: how I am called, how my screens look, who sees what, taking everything along, and going."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from lms.home import outlook, privacy
from lms.people import preferences, stepup
from lms.people.models import Profile, WayBackIn
from lms.people.names import visible_name
from lms.people.requests import SignedInRequest


class ProfileForm(forms.ModelForm):
    """What a person decides about themselves here."""

    class Meta:
        model = Profile
        fields = (
            "chosen_name",
            "pronouns",
            "language",
            "theme",
            "text_size",
            "data_saver",
            "notices",
            "quiet_from",
            "quiet_until",
            "legal_name",
        )
        widgets = {  # noqa: RUF012  as Django asks for it
            "quiet_from": forms.TimeInput(attrs={"type": "time"}),
            "quiet_until": forms.TimeInput(attrs={"type": "time"}),
        }

    def clean_chosen_name(self) -> str:
        return visible_name(self.cleaned_data["chosen_name"])


class DeleteForm(forms.Form):
    """Nobody deletes an account by a slip of the thumb."""

    username = forms.CharField(label=gettext_lazy("Type your username to go on"), max_length=150)

    def __init__(self, *args: object, username: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they come
        self.expected = username

    def clean_username(self) -> str:
        typed: str = self.cleaned_data["username"]
        if typed != self.expected:
            raise ValidationError(_("That is not your username. Nothing was deleted."))
        return typed


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
def me(request: SignedInRequest) -> HttpResponse:
    """The name I go by, my screens, and the doors to everything else about me."""
    known = Profile.objects.filter(user=request.user).first()
    profile = known or Profile(user=request.user, chosen_name=request.user.get_username()[:80])
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=profile)
    if request.method == "POST" and form.is_valid():
        preferences.remember(request, form.save())
        messages.success(request, _("Saved."))
        return redirect("lms_home:me")
    context = {**outlook.common(request.user, "me"), "form": form, "let_in": _let_in(request.user)}
    return render(request, "lms_home/me.html", context)


def _let_in(user: User) -> WayBackIn | None:
    """The last time somebody let this person back in, for a month."""
    used = WayBackIn.objects.used().filter(user=user, used_at__gt=timezone.now() - timedelta(days=30))
    return used.select_related("given_by__profile").first()


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def what_my_agency_sees(request: SignedInRequest) -> HttpResponse:
    """Who sees something of me, by name, and what."""
    context = {**outlook.common(request.user, "me"), "agencies": privacy.who_sees(request.user)}
    return render(request, "lms_home/agency_sees.html", context)


@login_required
@require_GET
@cache_control(private=True, no_store=True)
def what_is_kept(request: SignedInRequest) -> HttpResponse:
    """Every row the server holds about me."""
    context = {**outlook.common(request.user, "me"), "held": privacy.held_about(request.user)}
    return render(request, "lms_home/kept.html", context)


@login_required
@require_GET
@cache_control(private=True, no_store=True)
@stepup.required(then="lms_home:kept")
def everything(request: SignedInRequest) -> HttpResponse:
    """All of it as one folder to take along."""
    packed = privacy.download(request.user)
    disposition = 'attachment; filename="everything-about-me.zip"'
    return HttpResponse(packed, content_type="application/zip", headers={"Content-Disposition": disposition})


@login_required
@require_http_methods(["GET", "POST"])
@cache_control(private=True, no_store=True)
@stepup.required
def delete(request: SignedInRequest) -> HttpResponse:
    """Delete my account, after reading what stays."""
    data = request.POST if request.method == "POST" else None
    form = DeleteForm(data, username=request.user.get_username())
    if request.method == "POST" and form.is_valid():
        try:
            privacy.delete_account(user=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            logout(request)
            messages.success(request, _("Your account is deleted. Take care of yourself."))
            return redirect(resolve_url("lms_home:gone"))
    context = {**outlook.common(request.user, "me"), "form": form, "stays": privacy.stays_after_deletion(request.user)}
    return render(request, "lms_home/delete.html", context)


@require_GET
def gone(request: HttpRequest) -> HttpResponse:
    """After an account was deleted."""
    return render(request, "lms_home/gone.html")
