"""Who may use which address of practice: scenarios to play, role-plays that are observed. See `tests/access.py`."""

from tests.access_words import COORDINATOR, OBSERVES, OWNER, TRAINER, Verbs, both, get, post

PRACTICE: dict[str, Verbs] = {
    "practice/<uuid:key>/begin/": post(OWNER),
    "practice/<uuid:key>/<int:run>/<int:number>/": both(OWNER),
    "practice/agreement/": get(TRAINER | COORDINATOR),
    "practice/third/": get(OBSERVES),
    "practice/third/<uuid:pk>/": both(OBSERVES),
}
