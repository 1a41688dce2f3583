from django.urls import path

from lms.home import views

app_name = "lms_home"
urlpatterns = [
    path("", views.home, name="home"),
    path("record/", views.record, name="record"),
    path("finish/<uuid:enrollment>/", views.finish, name="finish"),
    path("people/", views.people_list, name="people"),
    path("people/<uuid:membership>/", views.person, name="person"),
    path("people/<uuid:membership>/enroll/", views.enroll, name="enroll"),
]
