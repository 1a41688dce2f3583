"""What a lesson said when it was taught or signed, kept so that "what changed" can be told."""

from courses.review import rules
from courses.review.models import Wording
from courses.review.queries import Reviews, Teachable
from courses.review.reader import registry


def as_taught(reviews: Reviews, activity: Teachable) -> dict[str, str]:
    """`{language, wording}` of what this activity teaches now: the words, with reviewed values only."""
    passages, language = activity.passages(), activity.language
    values = reviews.reviewed(language) | reviews.quoted(passages)
    return {"language": language, "wording": rules.wording_digest(passages, values, registry())}


def keep_wording(*, reviews: Reviews, activity: Teachable, is_taught: bool) -> Wording:
    """What this activity says now, kept once: as learners read it (reviewed values only), or as it is signed."""
    passages, language = activity.passages(), activity.language
    values = reviews.reviewed(language) if is_taught else reviews.values(language)
    quoted = reviews.quoted(passages)
    items = rules.items(passages, values | quoted, registry())
    used = {key: values.get(key, "") for key in rules.parameters_in(passages, registry())}
    kept, _created = Wording.objects.get_or_create(
        organization=reviews.organization,
        activity_key=activity.key,
        language=language,
        digest=rules.digest(items),
        defaults={
            "title": activity.title,
            "passages": [_as_kept(passage) for passage in passages],
            "values": used | quoted,
            "items": items,
        },
    )
    return kept


def _as_kept(passage: rules.Passage) -> dict:
    return {
        "id": passage.id,
        "lines": list(passage.lines),
        "claims": list(passage.claims),
        "content": rules.digest(passage.content),
        "is_check": passage.is_check,
    }
