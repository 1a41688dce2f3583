"""Certificate codes: 128 random bits in Crockford's base 32, which has no I, L, O or U to misread. Pure."""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 26
_GROUPS = (5, 5, 5, 5, 6)
_LOOKS_LIKE = str.maketrans("OIL", "011")
# What people put between groups when they type or paste: blanks, hyphens, dashes, dots.
_BETWEEN = re.compile(r"[\s.\u00ad\u2010-\u2015\u2212_-]+")


def new_code() -> str:
    """A code that nobody can guess: 26 characters, 128 random bits."""
    number = secrets.randbits(128)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def in_groups(code: str) -> str:
    """The code as people read it aloud: `7ZK2M-…`."""
    ends = [sum(_GROUPS[: place + 1]) for place in range(len(_GROUPS))]
    return "-".join(code[end - size : end] for end, size in zip(ends, _GROUPS, strict=True))


def read(typed: str) -> str:
    """The code somebody meant, however they grouped or cased it; empty if it cannot be one."""
    if len(typed) > 4 * LENGTH:
        return ""
    code = _BETWEEN.sub("", typed).upper().translate(_LOOKS_LIKE)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
