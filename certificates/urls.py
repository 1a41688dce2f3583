from django.urls import path

from certificates import verify_views, views

app_name = "lms_certificates"

urlpatterns = [
    path("certificates/<uuid:pk>/certificate.pdf", views.download, name="download"),
    path("certificates/<uuid:pk>/", views.manage, name="manage"),
    path("certificates/<uuid:pk>/take-back/", views.take_back, name="take_back"),
    path("certificates/<uuid:pk>/replace/", views.replace, name="replace"),
    path("certificates/<uuid:pk>/award-again/", views.award_again, name="award_again"),
    path("certificates/<uuid:pk>/show-name/", views.show_name, name="show_name"),
    path("record/transcript.pdf", views.transcript, name="transcript"),
    path("record/completion/<uuid:enrollment>.pdf", views.completion_record, name="completion_record"),
    path("people/<uuid:enrollment>/transcript.pdf", views.transcript_of, name="transcript_of"),
    path("people/<uuid:membership>/shared/transcript.pdf", views.transcript_shared, name="transcript_shared"),
    path("verify/", verify_views.verify, name="verify"),
    path("c/<str:code>/", verify_views.verify_code, name="verify_code"),
]
