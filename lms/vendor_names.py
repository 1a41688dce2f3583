"""Names of the third-party front-end files that we serve. Imports nothing, because the wheel's build reads it too."""

from collections.abc import Iterator

# family: its subsets and styles
FONTS = {
    "atkinson-hyperlegible-next": (
        ("latin", "latin-ext"),
        ("400-normal", "400-italic", "700-normal", "700-italic"),
    ),
    "bricolage-grotesque": (("latin", "latin-ext", "vietnamese"), ("700-normal",)),
    "noto-sans": (
        ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"),
        ("400-normal", "700-normal"),
    ),
}


def _fonts() -> Iterator[tuple[str, str]]:
    for family, (subsets, styles) in FONTS.items():
        yield f"{family}-LICENSE.txt", f"@fontsource/{family}/LICENSE"
        for subset in subsets:
            for style in styles:
                name = f"{family}-{subset}-{style}.woff2"
                yield name, f"@fontsource/{family}/files/{name}"


# name under which we serve it: path below node_modules
FILES: dict[str, str] = dict(_fonts())
