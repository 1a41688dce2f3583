from django.urls import path

from lms.home import agency, invitations, views

app_name = "lms_home"
urlpatterns = [
    path("", views.home, name="home"),
    path("record/", views.record, name="record"),
    path("finish/<uuid:enrollment>/", views.finish, name="finish"),
    path("people/", views.people_list, name="people"),
    path("people/invitations/", invitations.invitations, name="invitations"),
    path("people/invitations/<uuid:pk>/", invitations.invitation, name="invitation"),
    path("people/invitations/<uuid:pk>/mail/", invitations.send_by_mail, name="send_by_mail"),
    path("people/invitations/<uuid:pk>/take-back/", invitations.take_back, name="take_back_invitation"),
    path("here/", agency.local_sheet, name="local_sheet"),
    path("agency/", agency.agency, name="agency"),
    path("agency/words/", agency.words, name="words"),
    path("agency/lines/<slug:topic>/", agency.line, name="line"),
    path("agency/crisis-lines/", agency.crisis_line, name="crisis_line"),
    path("agency/crisis-lines/<uuid:pk>/remove/", agency.remove_crisis, name="remove_crisis_line"),
    path("join/<str:token>/", invitations.join_here, name="join"),
    path("people/<uuid:membership>/", views.person, name="person"),
    path("people/<uuid:membership>/enroll/", views.enroll, name="enroll"),
]
