from django.urls import path

from lms.starter import sign_in

app_name = "lms_starter"
urlpatterns = [path("sign-in/<str:token>/", sign_in.sign_in, name="sign_in")]
