from django.urls import path

from lms.home import agency, confirming, invitations, me, roles, views

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
    path("people/everyone/", roles.everyone, name="everyone"),
    path("people/teams/", roles.new_team, name="new_team"),
    path("people/roles/<uuid:pk>/", roles.role, name="role"),
    path("people/roles/<uuid:pk>/team/", roles.move, name="move"),
    path("people/roles/<uuid:pk>/end/", roles.end, name="end_role"),
    path("me/", me.me, name="me"),
    path("me/seen-by/", me.what_my_agency_sees, name="agency_sees"),
    path("me/kept/", me.what_is_kept, name="kept"),
    path("me/everything.zip", me.everything, name="everything"),
    path("me/delete/", me.delete, name="delete_account"),
    path("me/confirm/", confirming.confirm, name="confirm"),
    path("me/confirm/carry-on/", confirming.carry_on, name="carry_on"),
    path("gone/", me.gone, name="gone"),
    path("me/leave/<uuid:organization>/", roles.leave_here, name="leave"),
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
