from django.urls import path

from assessments.quizzes import views as quizzes

app_name = "lms_assessments"
urlpatterns = [
    path("check/<uuid:key>/begin/", quizzes.begin, name="begin"),
    path("check/<uuid:key>/next/", quizzes.go_on, name="next"),
    path("check/<uuid:key>/<int:number>/<uuid:question>/", quizzes.question, name="question"),
]
