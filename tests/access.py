"""Who may use which address of ours, and with which verbs. `tests/test_matrix.py` asks everybody at every address.

One line for each address, spelled as the `urls.py` files together spell it:

    "people/<uuid:membership>/enroll/": post(TRAINER | COORDINATOR),

`get`, `post` and `both` say the verbs (`get(A) | post(B)` where they differ; HEAD goes with GET). The words say who:

    EVERYONE     strangers too
    SIGNED_IN    whoever has an account, about themselves
    MEMBER       whoever has a role; or name the roles: NEW_HIRE, SENIOR_PEER, OBSERVER, SUPERVISOR, TRAINER,
                 COORDINATOR
    OWNER        the person whose thing it is
    WORKS_WITH   trainers and coordinators, and the supervisor and senior peer of the owner's team
    NOBODY       shut

Where the address names a thing (`<uuid:...>`), a role means: in the organization whose thing it is. Everybody else
hears that nothing is there (404); a stranger is asked to sign in. What stands for `<...>` is in `access_world.py`.
"""

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

from tests.access_practice import PRACTICE
from tests.access_words import (
    COORDINATOR,
    ELSEWHERE,
    EVERYONE,
    LEADS_SESSIONS,
    MEMBER,
    NOBODY,
    OWNER,
    SENIOR_PEER,
    SIGNED_IN,
    SIGNS,
    SITE_ADMIN,
    STRANGER,
    SUPERVISOR,
    TRAINER,
    WHO_ASKED,
    WORKS_WITH,
    Verbs,
    Who,
    any_verb,
    both,
    get,
    post,
    who,
)

ADDRESSES: dict[str, Verbs] = {
    # lms/door/urls.py: our own host's sign-in
    "sign-in/": any_verb(EVERYONE),
    "sign-in/code/": any_verb(EVERYONE),
    "sign-in/code/enter/": any_verb(EVERYONE),
    "sign-in/passkey/": any_verb(EVERYONE),
    "sign-in/second/": any_verb(EVERYONE),
    "sign-out/": post(EVERYONE),
    "phone-gone/": get(EVERYONE),
    "phone-gone/end/": post(SIGNED_IN),
    "welcome/": get(SIGNED_IN),
    "me/sign-in/": get(SIGNED_IN),
    "me/sign-in/card/": get(SIGNED_IN),
    "me/sign-in/confirm/": both(SIGNED_IN),
    "me/sign-in/passkey/": any_verb(SIGNED_IN),
    "me/sign-in/passkey/<int:pk>/remove/": post(OWNER),
    "me/sign-in/password/": both(SIGNED_IN),
    "me/sign-in/address/": any_verb(SIGNED_IN),
    "me/sign-in/address/<str:key>/": any_verb(EVERYONE),
    "me/sign-in/app/": any_verb(SIGNED_IN),
    "me/sign-in/app/stop/": post(SIGNED_IN),
    "me/sign-in/codes/": both(SIGNED_IN),
    "me/sign-in/sessions/<int:pk>/end/": post(OWNER),
    # lms/urls.py: the host
    "healthz": get(EVERYONE),
    "readyz": get(EVERYONE),
    "documents/(\\d+)/(.*)": any_verb(MEMBER | SITE_ADMIN),
    "documents/authenticate_with_password/<int:restriction_id>/": any_verb(NOBODY),
    "demo/sign-in/<str:token>/": both(NOBODY),
    "pages/_util/login/": any_verb(EVERYONE),
    "pages/_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": any_verb(NOBODY),
    "pages/((?:[\\w\\-]+/)*)": any_verb(EVERYONE),
    # lms/home/urls.py
    "": get(SIGNED_IN),
    "record/": get(SIGNED_IN),
    "record/boards/<slug:key>/": get(SIGNED_IN),
    "record/outside/add/": both(SIGNED_IN),
    "record/outside/<uuid:pk>/": both(OWNER),
    "record/outside/<uuid:pk>/delete/": post(OWNER),
    "record/outside/<uuid:pk>/certificate/": get(OWNER | COORDINATOR),
    "finish/<uuid:enrollment>/": get(OWNER),
    "people/": get(SENIOR_PEER | SUPERVISOR | TRAINER | COORDINATOR),
    "people/invitations/": both(TRAINER | COORDINATOR),
    "people/invitations/list/": both(TRAINER | COORDINATOR),
    "people/invitations/list/example.csv": get(TRAINER | COORDINATOR),
    "people/invitations/made/": both(TRAINER | COORDINATOR),
    "people/invitations/<uuid:pk>/": get(TRAINER | COORDINATOR),
    "people/invitations/<uuid:pk>/mail/": post(TRAINER | COORDINATOR),
    "people/invitations/<uuid:pk>/take-back/": post(TRAINER | COORDINATOR),
    "people/outside/": both(COORDINATOR),
    "people/outside/list/": both(COORDINATOR),
    "people/outside/list/example.csv": get(COORDINATOR),
    "people/outside/confirmed/<uuid:pk>/take-back/": both(COORDINATOR),
    "people/outside/<uuid:pk>/not-counted/": both(COORDINATOR),
    "people/everyone/": get(COORDINATOR),
    "people/teams/": post(COORDINATOR),
    "people/teams/<uuid:pk>/": both(COORDINATOR),
    "people/roles/<uuid:pk>/": get(COORDINATOR),
    "people/roles/<uuid:pk>/team/": post(COORDINATOR),
    "people/roles/<uuid:pk>/end/": post(COORDINATOR),
    "people/roles/<uuid:pk>/observe/": post(COORDINATOR),
    "me/": both(SIGNED_IN),
    "me/seen-by/": get(SIGNED_IN),
    "me/seen-by/<uuid:organization>/share/": post(MEMBER),
    "me/kept/": get(SIGNED_IN),
    "me/everything.zip": get(SIGNED_IN),
    "me/reflections/": get(SIGNED_IN),
    "me/reflections/<uuid:pk>/": both(OWNER),
    "me/reflections/<uuid:pk>/delete/": post(OWNER),
    "me/delete/": both(SIGNED_IN),
    "me/confirm/": both(SIGNED_IN),
    "me/confirm/carry-on/": get(SIGNED_IN),
    "gone/": get(EVERYONE),
    "language/": post(EVERYONE),
    "me/leave/<uuid:organization>/": both(MEMBER),
    "here/": get(MEMBER),
    "agency/": both(COORDINATOR),
    "agency/boards/": get(COORDINATOR),
    "agency/boards/add/": both(COORDINATOR),
    "agency/boards/<uuid:pk>/": both(COORDINATOR),
    "agency/boards/<uuid:pk>/retire/": post(COORDINATOR),
    "agency/words/": post(COORDINATOR),
    "agency/lines/<slug:topic>/": both(COORDINATOR),
    "agency/crisis-lines/": post(COORDINATOR),
    "agency/crisis-lines/<uuid:pk>/remove/": post(COORDINATOR),
    "join/<str:token>/": both(EVERYONE),
    "back/": both(EVERYONE),
    "back/<str:code>/": both(EVERYONE),
    "people/<uuid:membership>/restore/": both(TRAINER | COORDINATOR),
    "people/<uuid:membership>/": get(WORKS_WITH),
    "people/<uuid:membership>/enroll/": post(TRAINER | COORDINATOR),
    # courses/urls.py
    "course/<uuid:key>/": get(OWNER),
    "learn/<uuid:key>/": get(OWNER),
    "learn/<uuid:key>/beat/": post(OWNER),
    "learn/<uuid:key>/changed/": both(OWNER),
    "learn/<uuid:key>/complete/": post(OWNER),
    "learn/<uuid:key>/<int:page>/": get(OWNER),
    "learn/<uuid:key>/<int:page>/turn/": post(OWNER),
    "learn/<uuid:key>/<int:page>/answer/<uuid:block>/": post(OWNER),
    "learn/<uuid:key>/<int:page>/copy/": get(OWNER),
    "learn/<uuid:key>/keep/": get(OWNER),
    "offline.js": get(EVERYONE),
    "offline/": get(SIGNED_IN),
    "offline/hello/": get(SIGNED_IN),
    "learn/<uuid:key>/<int:page>/reflect/<uuid:block>/": post(OWNER),
    "reviews/parameters/": get(TRAINER | COORDINATOR),
    "reviews/parameters/<slug:language>/<slug:key>/": both(TRAINER | COORDINATOR),
    "review/<str:token>/": both(EVERYONE),
    "review/<str:token>/files/<int:pk>/": get(EVERYONE),
    "reviews/": get(TRAINER | COORDINATOR),
    "reviews/<uuid:pk>/": get(TRAINER | COORDINATOR),
    "reviews/ask/<slug:language>/<slug:kind>/": both(COORDINATOR),
    "reviews/demo/<slug:language>/": post(NOBODY),
    "reviews/lessons/<slug:language>/<uuid:key>/": get(TRAINER | COORDINATOR),
    "reviews/lessons/<slug:language>/<uuid:key>/take-back/": post(COORDINATOR),
    "reviews/unpublished/<uuid:key>/": both(COORDINATOR),
    "reviews/packets/<uuid:pk>/": get(COORDINATOR),
    "reviews/packets/<uuid:pk>/close/": post(COORDINATOR),
    "sessions/": get(LEADS_SESSIONS),
    "sessions/<uuid:key>/": both(LEADS_SESSIONS),
    # assessments/urls.py
    "check/<uuid:key>/begin/": post(OWNER),
    "check/<uuid:key>/next/": post(OWNER),
    "check/<uuid:key>/<int:number>/<uuid:question>/": both(OWNER),
    "check/questions/": get(TRAINER | COORDINATOR),
    "check/questions/<uuid:key>/": get(who("inez", "jo")),
    "hours/": get(SIGNED_IN),
    "hours/add/": both(SIGNED_IN),
    "hours/add/keep/": get(MEMBER),
    "hours/sign/": get(SIGNS),
    "hours/sign/several/": post(SIGNS),
    "hours/sign/done/": get(SIGNS),
    "hours/sign/away/": both(SUPERVISOR),
    "hours/sign/undo/<uuid:pk>/": post(who("marcus")),
    "hours/sign/<uuid:pk>/": both(who("marcus")),
    "hours/sign/<uuid:pk>/link/": post(who("marcus")),
    "sign/<str:code>/": both(EVERYONE - OWNER - who("marcus")),  # nor who made it
    "hours/month/": both(SIGNED_IN),
    "hours/looked-for/": get(SIGNED_IN),
    "hours/levels/": both(SIGNED_IN),
    "people/<uuid:membership>/levels/": both(WORKS_WITH - SENIOR_PEER),
    "hours/<uuid:pk>/": both(OWNER),
    "hours/<uuid:pk>/agree/": post(OWNER),
    "hours/<uuid:pk>/amend/": both(OWNER),
    "hours/<uuid:pk>/ask-another/": post(OWNER),
    "hours/<uuid:pk>/delete/": post(OWNER),
    "hours/<uuid:pk>/reply/": post(OWNER),
    "hours/<uuid:pk>/take-back/": post(OWNER),
    "supervision/": get(SIGNED_IN),
    "supervision/with/<uuid:membership>/": get(WORKS_WITH),
    "supervision/with/<uuid:membership>/talk/": both(WORKS_WITH),
    "supervision/talks/add/": both(MEMBER),
    "supervision/talks/<uuid:pk>/": get(OWNER | who("marcus")),
    "supervision/talks/<uuid:pk>/change/": both(OWNER | who("marcus")),
    "supervision/talks/<uuid:pk>/confirm/": post(OWNER | who("marcus")),
    "supervision/talks/<uuid:pk>/correct/": both(OWNER | who("marcus")),
    "supervision/talks/<uuid:pk>/delete/": post(OWNER),
    "shadowing/<uuid:key>/agree/": post(OWNER),
    "shadowing/<uuid:key>/more-time/": post(OWNER),
    "supervision/first-days/items/": both(COORDINATOR),
    "supervision/first-days/items/<uuid:pk>/take-off/": post(COORDINATOR),
    "supervision/first-days/<uuid:membership>/": get(OWNER | WORKS_WITH),
    "supervision/first-days/<uuid:membership>/tick/": post(OWNER | WORKS_WITH),
    "supervision/first-days/<uuid:membership>/buddy/": post(OWNER),
    "supervision/messages/working/": both(MEMBER),
    "supervision/messages/unsafe/": both(MEMBER),
    "supervision/messages/<uuid:pk>/": get(OWNER | who("marcus", "jo")),
    "supervision/messages/<uuid:pk>/answer/": post(who("marcus", "jo")),
    "supervision/messages/<uuid:pk>/share/": post(OWNER),
    "supervision/messages/<uuid:pk>/delete/": post(OWNER),
    # lms/reports/urls.py
    "reports/": get(SUPERVISOR | TRAINER | COORDINATOR),
    "reports/finished/": get(SUPERVISOR | TRAINER | COORDINATOR),
    "reports/finished/file/": post(SUPERVISOR | TRAINER | COORDINATOR),
    "reports/hours/": get(SUPERVISOR | TRAINER | COORDINATOR),
    "reports/hours/file/": post(SUPERVISOR | TRAINER | COORDINATOR),
    "reports/waiting/": get(SUPERVISOR | TRAINER | COORDINATOR),
    "reports/waiting/file/": post(SUPERVISOR | TRAINER | COORDINATOR),
    "reports/exports/<uuid:pk>/": get(WHO_ASKED),
    "reports/exports/<uuid:pk>/file/": get(WHO_ASKED),
    "reports/funders/": get(TRAINER | COORDINATOR),
    "reports/funders/file/": post(TRAINER | COORDINATOR),
    # certificates/urls.py
    "certificates/<uuid:pk>/certificate.pdf": get(OWNER | WORKS_WITH),
    "certificates/<uuid:pk>/": get(TRAINER | COORDINATOR),
    "certificates/<uuid:pk>/take-back/": post(TRAINER | COORDINATOR),
    "certificates/<uuid:pk>/replace/": post(TRAINER | COORDINATOR),
    "certificates/<uuid:pk>/award-again/": post(TRAINER | COORDINATOR),
    "certificates/<uuid:pk>/show-name/": post(OWNER),
    "record/completion/<uuid:enrollment>.pdf": get(OWNER | WORKS_WITH),
    "record/transcript.pdf": get(SIGNED_IN),
    "people/<uuid:enrollment>/transcript.pdf": get(OWNER | WORKS_WITH),
    "people/<uuid:membership>/shared/transcript.pdf": get(TRAINER | COORDINATOR),
    "verify/": get(EVERYONE),
    "c/<str:code>/": both(EVERYONE),
} | PRACTICE


def allowed(route: str, verb: str) -> Who:
    """Who may use this verb there. A thing belongs to an organization: a role elsewhere opens nothing."""
    verbs = ADDRESSES[route]
    found = verbs.get("GET" if verb == "HEAD" else verb, NOBODY)
    names_a_thing = "<uuid:" in route or "(\\d+)" in route
    return found - ELSEWHERE if names_a_thing and STRANGER - found else found


def a_few(route: str) -> Who:
    """Enough people to see that a verb nobody may use is refused: one who may use the address otherwise, and two."""
    insiders = sorted(name for verb in ADDRESSES[route] for name in allowed(route, verb))
    return STRANGER | who("dana, coordinator", *insiders[:1])


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every address that the host answers, as its `urls.py` files together spell it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


ROUTES = sorted({route for route in routes() if not route.startswith("admin/")})
