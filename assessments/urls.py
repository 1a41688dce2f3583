from django.urls import path

from assessments.quizzes import views as quizzes
from assessments.shadowing import keeping
from assessments.shadowing import views as shadowing

app_name = "lms_assessments"
urlpatterns = [
    path("check/<uuid:key>/begin/", quizzes.begin, name="begin"),
    path("check/<uuid:key>/next/", quizzes.go_on, name="next"),
    path("check/<uuid:key>/<int:number>/<uuid:question>/", quizzes.question, name="question"),
    path("hours/", shadowing.hours, name="hours"),
    path("hours/add/", shadowing.add, name="add_shift"),
    path("hours/add/keep/", keeping.keep, name="keep_shift_form"),
    path("hours/<uuid:pk>/", shadowing.shift, name="shift"),
    path("hours/<uuid:pk>/delete/", shadowing.delete, name="delete_shift"),
    path("hours/<uuid:pk>/take-back/", shadowing.take_back, name="take_back_shift"),
]
