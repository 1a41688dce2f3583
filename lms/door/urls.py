"""The addresses of the door: of allauth's, only those that we want, under names that allauth looks for."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from lms.door import confirming, phone_gone, signing_in, signing_out, ways
from lms.people import stepup

sign_in = signing_in.SignInView.as_view()


def fresh(view: stepup.View) -> stepup.View:
    """Only for somebody who has just shown that it is them."""
    return login_required(stepup.required(view))


urlpatterns = [
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/code/", signing_in.AskForCodeView.as_view(), name="account_request_login_code"),
    path("sign-in/code/enter/", signing_in.CodeView.as_view(), name="account_confirm_login_code"),
    path("sign-in/passkey/", signing_in.PasskeyView.as_view(), name="mfa_login_webauthn"),
    path("sign-in/second/", signing_in.SecondFactorView.as_view(), name="mfa_authenticate"),
    path("sign-out/", signing_out.SignOutView.as_view(), name="sign_out"),
    path("phone-gone/", phone_gone.phone_gone, name="phone_gone"),
    path("phone-gone/end/", phone_gone.end_others, name="end_other_sessions"),
    path("welcome/", ways.offer, name="passkey_offer"),
    path("me/sign-in/", ways.mine, name="mfa_index"),
    path("me/sign-in/card/", ways.card, name="sign_in_card"),
    path("me/sign-in/confirm/", confirming.confirm, name="account_reauthenticate"),
    path("me/sign-in/passkey/", fresh(ways.AddPasskeyView.as_view()), name="mfa_add_webauthn"),
    path("me/sign-in/passkey/<int:pk>/remove/", fresh(ways.remove_passkey), name="mfa_remove_webauthn"),
    path("me/sign-in/password/", fresh(ways.password), name="account_change_password"),
    path("me/sign-in/address/", fresh(ways.AddressView.as_view()), name="account_email"),
    path("me/sign-in/address/<str:key>/", ways.AddressIsMineView.as_view(), name="account_confirm_email"),
    path("me/sign-in/app/", fresh(ways.AppView.as_view()), name="mfa_activate_totp"),
    path("me/sign-in/app/stop/", fresh(ways.stop_app), name="mfa_deactivate_totp"),
    path("me/sign-in/codes/", fresh(ways.recovery_codes), name="mfa_view_recovery_codes"),
    path("me/sign-in/sessions/<int:pk>/end/", phone_gone.end_one, name="end_session"),
]
