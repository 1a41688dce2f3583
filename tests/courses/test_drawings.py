"""Drawings: what a line drawing needs goes through, and nothing else."""

import pytest

from courses.pages.drawings import clean_svg

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
LINE = '<path d="M1 1 9 9" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round"/>'


def svg(inside: str) -> str:
    return f"{OPEN}{inside}</svg>"


def test_it_keeps_a_drawing():
    kept = clean_svg(svg(f'<title>A kit</title><g transform="rotate(5 1,1)">{LINE}</g><rect width="2" height="2"/>'))

    assert kept.startswith("<svg ")
    assert 'viewBox="0 0 10 10"' in kept
    assert 'stroke="currentColor"' in kept
    assert "<title>A kit</title>" in kept


def test_it_changes_nothing_that_it_has_cleaned():
    once = clean_svg(svg(LINE))

    assert clean_svg(once) == once


def test_it_writes_words_of_a_title_as_text():
    assert "<script" not in clean_svg(svg("<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>"))


def test_it_drops_comments():
    assert "secret" not in clean_svg(svg(f"<!-- secret -->{LINE}"))


HOSTILE = {
    "script": svg("<script>alert(1)</script>"),
    "handler": svg('<path d="M1 1" onload="alert(1)"/>'),
    "handler on top": OPEN.replace(">", ' onload="alert(1)">') + "</svg>",
    "link": svg('<a href="javascript:alert(1)"><path d="M1 1"/></a>'),
    "xlink": svg('<path xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:alert(1)" d="M1 1"/>'),
    "use": svg('<use href="https://example.org/x.svg#a"/>'),
    "image": svg('<image href="https://example.org/x.png"/>'),
    "foreign object": svg("<foreignObject><body/></foreignObject>"),
    "html": svg('<p xmlns="http://www.w3.org/1999/xhtml">Hi</p>'),
    "html that calls itself g": svg('<g xmlns="http://www.w3.org/1999/xhtml"><title>Hi</title></g>'),
    "style": svg("<style>* { background: url(https://example.org) }</style>"),
    "style attribute": svg('<path style="fill:red" d="M1 1"/>'),
    "animation": svg('<animate attributeName="href" to="javascript:alert(1)"/>'),
    "color": svg('<path fill="red" d="M1 1"/>'),
    "fill from elsewhere": svg('<path fill="url(https://example.org/#a)" d="M1 1"/>'),
    "address in a path": svg('<path d="url(https://example.org)"/>'),
    "entities": f'<!DOCTYPE svg [<!ENTITY a "aaaa">]>{svg("<title>&a;</title>")}',
    "file": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>{svg("<title>&a;</title>")}',
    "stylesheet": f'<?xml-stylesheet href="https://example.org/a.css"?>{svg(LINE)}',
    "words": svg("<g>Take this</g>"),
    "words behind a shape": svg(f"{LINE}Take this"),
    "no view box": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "no namespace": "<svg viewBox='0 0 1 1'/>",
    "not closed": OPEN,
    "nothing": "",
    "something else": "<html/>",
    "too large": svg(LINE * 400),
    "too deep": svg("<g>" * 1000 + "</g>" * 1000),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_it_refuses_what_no_drawing_needs(what):
    # I01
    with pytest.raises(ValueError, match=r"\w+ .*[.)…>”]"):
        clean_svg(HOSTILE[what])
