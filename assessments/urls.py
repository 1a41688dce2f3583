from django.urls import include, path

from assessments.quizzes import insight_views
from assessments.quizzes import views as quizzes
from assessments.roleplay.rubrics import views as rubrics
from assessments.roleplay.scenarios import views as scenarios
from assessments.shadowing import answering, keeping, page_views, while_typing
from assessments.shadowing import views as shadowing
from assessments.shadowing.levels import views as levels
from assessments.shadowing.months import views as months
from assessments.shadowing.signing import away_views, public_views
from assessments.shadowing.signing import views as signing

app_name = "lms_assessments"
urlpatterns = [
    path("check/<uuid:key>/begin/", quizzes.begin, name="begin"),
    path("check/<uuid:key>/next/", quizzes.go_on, name="next"),
    path("check/<uuid:key>/<int:number>/<uuid:question>/", quizzes.question, name="question"),
    path("check/questions/", insight_views.checks, name="questions_of"),
    path("check/questions/<uuid:key>/", insight_views.questions, name="questions"),
    path("practice/", include("assessments.roleplay.observed.urls")),
    path("practice/rubrics/", rubrics.sheets, name="sheets"),
    path("practice/rubrics/<uuid:pk>/sheet/", rubrics.sheet, name="sheet"),
    path("practice/<uuid:key>/begin/", scenarios.begin, name="scenario_begin"),
    path("practice/<uuid:key>/<int:run>/<int:number>/", scenarios.turn, name="scenario_turn"),
    path("hours/", shadowing.hours, name="hours"),
    path("hours/add/", shadowing.add, name="add_shift"),
    path("hours/add/keep/", keeping.keep, name="keep_shift_form"),
    path("hours/sign/", signing.queue, name="sign"),
    path("hours/sign/several/", signing.several, name="sign_several"),
    path("hours/sign/done/", signing.done, name="sign_done"),
    path("hours/sign/away/", away_views.away, name="away"),
    path("hours/sign/undo/<uuid:pk>/", signing.take_back, name="undo"),
    path("hours/sign/<uuid:pk>/", signing.one, name="sign_one"),
    path("hours/sign/<uuid:pk>/link/", signing.link, name="signing_link"),
    path("sign/<str:code>/", public_views.by_link, name="sign_by_link"),
    path("hours/month/", months.months, name="months"),
    path("hours/looked-for/", while_typing.looked_for, name="looked_for"),
    path("hours/levels/", levels.my_levels, name="my_levels"),
    path("people/<uuid:membership>/levels/", levels.levels_of, name="levels_of"),
    path("hours/<uuid:pk>/", shadowing.shift, name="shift"),
    path("hours/<uuid:pk>/agree/", answering.agree, name="agree_shift"),
    path("hours/<uuid:pk>/amend/", shadowing.amend, name="amend_shift"),
    path("hours/<uuid:pk>/ask-another/", answering.ask_another, name="ask_another"),
    path("hours/<uuid:pk>/delete/", shadowing.delete, name="delete_shift"),
    path("hours/<uuid:pk>/reply/", answering.reply, name="reply_shift"),
    path("hours/<uuid:pk>/take-back/", answering.take_back, name="take_back_shift"),
    path("supervision/", include("assessments.supervision.urls")),
    path("shadowing/<uuid:key>/agree/", page_views.agree, name="agree_to_shadowing"),
    path("shadowing/<uuid:key>/more-time/", page_views.more_time, name="more_time"),
]
