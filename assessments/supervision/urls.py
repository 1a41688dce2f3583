"""Addresses below /supervision/."""

from django.urls import path

from assessments.supervision import views
from assessments.supervision.talks import views as talks

urlpatterns = [
    path("", views.supervision, name="supervision"),
    path("with/<uuid:membership>/", views.supervision_of, name="supervision_of"),
    path("with/<uuid:membership>/talk/", talks.add_with, name="talk_add_with"),
    path("talks/add/", talks.add, name="talk_add"),
    path("talks/<uuid:pk>/", talks.talk, name="talk"),
    path("talks/<uuid:pk>/change/", talks.change, name="talk_change"),
    path("talks/<uuid:pk>/confirm/", talks.confirm, name="talk_confirm"),
    path("talks/<uuid:pk>/correct/", talks.correct, name="talk_correct"),
    path("talks/<uuid:pk>/delete/", talks.delete, name="talk_delete"),
]
