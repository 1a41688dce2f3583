from django.urls import path

from assessments.roleplay.observed import third_views as thirds

urlpatterns = [
    path("third/", thirds.waiting, name="thirds"),
    path("third/<uuid:pk>/", thirds.third, name="third"),
]
