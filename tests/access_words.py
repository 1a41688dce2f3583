"""The words of the access matrix: who, and with which verbs. `tests/access.py` says what they mean."""

Who = frozenset[str]
Verbs = dict[str, Who]

SAFE = ("GET", "HEAD")
VERBS = (*SAFE, "POST", "PUT", "PATCH", "DELETE")


def who(*names: str) -> Who:
    return frozenset(names)


NOBODY = who()
STRANGER = who("a stranger")
OWNER = who("rosa")
NEW_HIRE = who("rosa", "sam", "dana, new_hire")
SENIOR_PEER = who("sam, senior peer", "dana, senior_peer")
OBSERVER = who("sam, observer", "dana, observer")
SUPERVISOR = who("marcus", "marcus, other team", "dana, supervisor")
TRAINER = who("inez", "dana, trainer")
COORDINATOR = who("jo", "dana, coordinator")
WHO_ASKED = who("jo")
OBSERVES = TRAINER | OBSERVER
LEADS_SESSIONS = TRAINER | SUPERVISOR | SENIOR_PEER
MEMBER = NEW_HIRE | SENIOR_PEER | OBSERVER | SUPERVISOR | TRAINER | COORDINATOR
WORKS_WITH = (TRAINER | COORDINATOR | SENIOR_PEER | SUPERVISOR) - who("marcus, other team")
SIGNS = SENIOR_PEER | SUPERVISOR | TRAINER | COORDINATOR
SITE_ADMIN = who("site admin")
# No role today: an account without one, and a coordinator whose role has ended.
WITHOUT_ROLE = SITE_ADMIN | who("jo, who left")
SIGNED_IN = MEMBER | WITHOUT_ROLE
EVERYONE = SIGNED_IN | STRANGER
ELSEWHERE = frozenset(name for name in MEMBER if name.startswith("dana"))
EDITS_COURSES = TRAINER | COORDINATOR | SITE_ADMIN


def get(who: Who) -> Verbs:
    return {"GET": who}


def post(who: Who) -> Verbs:
    return {"POST": who}


def both(who: Who) -> Verbs:
    return get(who) | post(who)


def any_verb(who: Who) -> Verbs:
    """For addresses of Wagtail's, Django's and allauth's own, which do not look at the verb."""
    return dict.fromkeys(VERBS, who)
