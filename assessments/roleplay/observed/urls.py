from django.urls import path

from assessments.roleplay.observed import agreement_views
from assessments.roleplay.observed import third_views as thirds

urlpatterns = [
    path("agreement/", agreement_views.agreement, name="agreement"),
    path("third/", thirds.waiting, name="thirds"),
    path("third/<uuid:pk>/", thirds.third, name="third"),
]
