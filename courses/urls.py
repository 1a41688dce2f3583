from django.urls import path

from courses.pages import changed, excusing, offline, packet, packet_media, parameters, reviewing, staff, views

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
    path("learn/<uuid:key>/<int:page>/copy/", offline.copy, name="copy"),
    path("learn/<uuid:key>/keep/", offline.keep, name="keep"),
    path("offline.js", offline.worker, name="worker"),
    path("offline/", offline.offline, name="offline"),
    path("offline/hello/", offline.hello, name="hello"),
    path("review/<str:token>/", packet.packet, name="packet"),
    path("review/<str:token>/files/<int:pk>/", packet_media.packet_file, name="packet_file"),
    path("reviews/", reviewing.reviews, name="reviews"),
    path("reviews/<uuid:pk>/", reviewing.review, name="review"),
    path("reviews/ask/<slug:language>/<slug:kind>/", reviewing.ask, name="review_ask"),
    path("reviews/demo/<slug:language>/", reviewing.sign_demo, name="review_demo"),
    path("reviews/lessons/<slug:language>/<uuid:key>/", reviewing.lesson, name="lesson_review"),
    path("reviews/lessons/<slug:language>/<uuid:key>/take-back/", reviewing.take_back, name="take_back_review"),
    path("reviews/packets/<uuid:pk>/", reviewing.packet, name="review_packet"),
    path("reviews/packets/<uuid:pk>/close/", reviewing.close, name="close_packet"),
    path("reviews/unpublished/<uuid:key>/", excusing.excuse, name="excuse"),
    path("reviews/parameters/", parameters.parameters, name="parameters"),
    path("reviews/parameters/<slug:language>/<slug:key>/", parameters.parameter, name="parameter"),
    path("sessions/", staff.sessions, name="sessions"),
    path("sessions/<uuid:key>/", staff.confirm, name="confirm"),
]
