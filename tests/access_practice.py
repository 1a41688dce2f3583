"""Who may use which address of practice: scenarios to play, role-plays that are observed. See `tests/access.py`."""

from tests.access_words import COORDINATOR, MEMBER, OBSERVES, OWNER, SIGNED_IN, TRAINER, Verbs, both, get, post, who

WHO_LOOKS = who("inez")

PRACTICE: dict[str, Verbs] = {
    "practice/": get(SIGNED_IN),
    "practice/mine/<uuid:pk>/": both(OWNER),
    "practice/mine/<uuid:pk>/again/": post(OWNER),
    "practice/alone/<uuid:key>/": post(MEMBER),
    "practice/one-to-one/<uuid:key>/": post(OWNER),
    "practice/<uuid:key>/begin/": post(OWNER),
    "practice/<uuid:key>/<int:run>/<int:number>/": both(OWNER),
    "practice/agreement/": get(TRAINER | COORDINATOR),
    "practice/observe/": get(OBSERVES),
    "practice/observe/begin/<uuid:enrollment>/<uuid:key>/": both(OBSERVES),
    "practice/observe/<uuid:pk>/": both(WHO_LOOKS),
    "practice/observe/<uuid:pk>/marks/": post(WHO_LOOKS),
    "practice/observe/<uuid:pk>/self/": both(WHO_LOOKS),
    "practice/observe/<uuid:pk>/finish/": both(WHO_LOOKS),
    "practice/observe/<uuid:pk>/join/": post(OBSERVES),
    "practice/observe/<uuid:pk>/step-back/": post(WHO_LOOKS),
    "practice/rubrics/": get(OBSERVES | COORDINATOR),
    "practice/rubrics/<uuid:pk>/sheet/": get(OBSERVES | COORDINATOR),
    "practice/calibration/": get(OBSERVES | COORDINATOR),
    "practice/calibration/<uuid:pk>/": both(OBSERVES),
    "practice/calibration/mine/<uuid:pk>/": get(who("inez")),
    "practice/paper/<uuid:enrollment>/<uuid:key>/": both(OBSERVES),
    "practice/third/": get(OBSERVES),
    "practice/third/<uuid:pk>/": both(OBSERVES),
}
