from django.urls import path

from assessments.roleplay.calibration import views

urlpatterns = [
    path("", views.calibration, name="calibration"),
    path("<uuid:pk>/", views.anchor, name="anchor"),
    path("mine/<uuid:pk>/", views.calibrated, name="calibrated"),
]
