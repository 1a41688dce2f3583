from django.urls import path

from courses.pages import changed, parameters, staff, views

app_name = "lms_courses"
urlpatterns = [
    path("course/<uuid:key>/", views.course, name="course"),
    path("learn/<uuid:key>/", views.activity, name="activity"),
    path("learn/<uuid:key>/beat/", views.beat, name="beat"),
    path("learn/<uuid:key>/changed/", changed.changed, name="changed"),
    path("learn/<uuid:key>/complete/", views.complete, name="complete"),
    path("learn/<uuid:key>/<int:page>/", views.activity, name="page"),
    path("learn/<uuid:key>/<int:page>/turn/", views.turn, name="turn"),
    path("learn/<uuid:key>/<int:page>/answer/<uuid:block>/", views.answer, name="answer"),
    path("reviews/parameters/", parameters.parameters, name="parameters"),
    path("reviews/parameters/<slug:language>/<slug:key>/", parameters.parameter, name="parameter"),
    path("sessions/", staff.sessions, name="sessions"),
    path("sessions/<uuid:key>/", staff.confirm, name="confirm"),
]
