"""Addresses below /supervision/."""

from django.urls import path

from assessments.supervision import views
from assessments.supervision.messages import views as messages
from assessments.supervision.messages.models import Matter
from assessments.supervision.onboarding import views as onboarding
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
    path("first-days/items/", onboarding.items, name="onboarding_items"),
    path("first-days/items/<uuid:pk>/take-off/", onboarding.take_off, name="onboarding_take_off"),
    path("first-days/<uuid:membership>/", onboarding.first_days, name="first_days"),
    path("first-days/<uuid:membership>/tick/", onboarding.tick, name="first_days_tick"),
    path("first-days/<uuid:membership>/buddy/", onboarding.buddy, name="first_days_buddy"),
    path("messages/working/", messages.write, {"matter": Matter.WORKING}, name="message_working"),
    path("messages/unsafe/", messages.write, {"matter": Matter.UNSAFE}, name="message_unsafe"),
    path("messages/<uuid:pk>/", messages.message, name="message"),
    path("messages/<uuid:pk>/answer/", messages.answer, name="message_answer"),
    path("messages/<uuid:pk>/share/", messages.share, name="message_share"),
    path("messages/<uuid:pk>/delete/", messages.delete, name="message_delete"),
]
