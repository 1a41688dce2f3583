from django.urls import include, path

from assessments.roleplay.observed import agreement_views, finish_views, marking_views, paper_views, views
from assessments.roleplay.observed import mine_views as mine
from assessments.roleplay.observed import third_views as thirds

urlpatterns = [
    path("", mine.practice, name="practice"),
    path("mine/<uuid:pk>/", mine.performance, name="mine"),
    path("mine/<uuid:pk>/again/", mine.again, name="mine_again"),
    path("alone/<uuid:key>/", mine.alone, name="try_alone"),
    path("one-to-one/<uuid:key>/", mine.one_to_one, name="one_to_one"),
    path("agreement/", agreement_views.agreement, name="agreement"),
    path("calibration/", include("assessments.roleplay.calibration.urls")),
    path("observe/", views.observe, name="observe"),
    path("observe/begin/<uuid:enrollment>/<uuid:key>/", views.begin, name="observe_begin"),
    path("observe/<uuid:pk>/", marking_views.one, name="observe_one"),
    path("observe/<uuid:pk>/marks/", marking_views.marks, name="observe_marks"),
    path("observe/<uuid:pk>/self/", marking_views.hand_over, name="observe_self"),
    path("observe/<uuid:pk>/finish/", finish_views.finish, name="observe_finish"),
    path("observe/<uuid:pk>/join/", views.join, name="observe_join"),
    path("observe/<uuid:pk>/step-back/", views.step_back, name="observe_step_back"),
    path("paper/<uuid:enrollment>/<uuid:key>/", paper_views.paper, name="paper"),
    path("third/", thirds.waiting, name="thirds"),
    path("third/<uuid:pk>/", thirds.third, name="third"),
]
