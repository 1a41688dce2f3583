"""Taking one value after another out of a mapping; what does not fit is noted with its line."""

from collections.abc import Iterable, Mapping
from typing import Any

from courses.files.known_names import DOMAINS, LANGUAGES
from courses.files.lined_yaml import Lined
from courses.files.problems import Notes, known

TITLE = 255


class Fields:
    """The fields of one mapping. Whoever has taken all that there can be asks for `nothing_else`."""

    def __init__(self, given: Lined, notes: Notes) -> None:
        self.given, self.notes, self.taken = given, notes, set[str]()

    def line(self, key: str) -> int:
        return self.given.at(key)

    def _take(self, key: str, kind: type | tuple[type, ...], needed: bool, what: str) -> Any:
        self.taken.add(key)
        value = self.given.get(key)
        if value is None:
            if needed:
                self.notes.wrong(self.given.line, f"“{key}” is missing.")
            return None
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        self.notes.wrong(self.line(key), f"“{key}” is {what}.")
        return None

    def text(self, key: str, *, needed: bool = True, most: int = 0) -> str:
        """Words, of at most so many characters. Needed words are never empty."""
        value = str(self._take(key, str, needed, "a text; put it in quotation marks") or "").strip()
        if needed and key in self.given and not value and isinstance(self.given[key], str):
            self.notes.wrong(self.line(key), f"“{key}” is empty.")
        if most and len(value) > most:
            self.notes.wrong(self.line(key), f"“{key}” has at most {most} characters; these are {len(value)}.")
        return value

    def title(self) -> str:
        """What a page is called."""
        return self.text("title", most=TITLE)

    def choice(self, key: str, choices: Iterable[str], *, needed: bool = True) -> str:
        """One of these names."""
        value = self.text(key, needed=needed)
        if value and value not in set(choices):
            self.notes.wrong(self.line(key), f"“{key}” is one of {known(choices)}, and not “{value}”.")
            return ""
        return value

    def whole(self, key: str, least: int, most: int, *, needed: bool = True) -> int:
        """A whole number."""
        what = f"a whole number from {least} to {most}"
        value = self._take(key, int, needed, what)
        if value is not None and not least <= value <= most:
            self.notes.wrong(self.line(key), f"“{key}” is {what}.")
        return value or 0

    def number(self, key: str, least: int, most: int, default: float) -> float:
        """A number with at most two places."""
        what = f"a number from {least} to {most} with at most two places"
        value = self._take(key, (int, float), False, what)
        if value is not None and (not least <= value <= most or round(value, 2) != value):
            self.notes.wrong(self.line(key), f"“{key}” is {what}.")
        return default if value is None else float(value)

    def yes_or_no(self, key: str, default: bool | None = None) -> bool:
        """True or false; needed where there is no default."""
        value = self._take(key, bool, default is None, "true or false")
        return bool(default) if value is None else value

    def names(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of words."""
        value = self._take(key, list, needed, "a list") or []
        if not all(isinstance(one, str) and one.strip() for one in value):
            self.notes.wrong(self.line(key), f"“{key}” is a list of texts.")
        for name in sorted({str(one) for one in value if value.count(one) > 1}):
            self.notes.wrong(self.line(key), f"“{key}” has “{name}” twice.")
        return tuple(str(one) for one in value)

    def each(self, key: str) -> list["Fields"]:
        """A list of mappings."""
        value = self._take(key, list, True, "a list") or []
        if not all(isinstance(one, Lined) for one in value):
            self.notes.wrong(self.line(key), f"Each line of “{key}” has names and values.")
        return [Fields(one, self.notes) for one in value if isinstance(one, Lined)]

    def some(self, key: str) -> list["Fields"]:
        """A list of mappings that need not be there."""
        self.taken.add(key)
        return self.each(key) if key in self.given else []

    def titles(self, source: str) -> Mapping[str, str]:
        """What a page is called, by language."""
        titles = self.languages("title", source)
        if any(len(title) > TITLE for title in titles.values()):
            self.notes.wrong(self.line("title"), f"“title” has at most {TITLE} characters.")
        return titles

    def languages(self, key: str, source: str, *, needed: bool = True) -> Mapping[str, str]:
        """A text by language; where there is one, it is there in the course's own language."""
        value = self._take(key, Lined, needed, "a text for each language: {en: …, es: …}") or {}
        for language, text in value.items():
            if language not in LANGUAGES or not isinstance(text, str) or not text.strip():
                self.notes.wrong(self.line(key), f"“{key}” has a text for each of {known(LANGUAGES)}.")
        if value and source not in value:
            self.notes.wrong(self.line(key), f"“{key}” is missing in {source}, the language of the course.")
        return {str(language): str(text).strip() for language, text in value.items()}

    def counts(self, key: str, names: Iterable[str], *, needed: bool = True) -> Mapping[str, int]:
        """Whole numbers above zero by name."""
        value = self._take(key, Lined, needed, "numbers by name: {name: 2}") or {}
        for name, number in value.items():
            if name not in set(names):
                self.notes.wrong(self.line(key), f"“{key}” does not know “{name}”. It knows {known(names)}.")
            if type(number) is not int or number < 1:
                self.notes.wrong(self.line(key), f"“{key}” has whole numbers above zero.")
        return {name: number for name, number in value.items() if type(number) is int}

    def changes(self, key: str) -> Mapping[str, int]:
        """Whole numbers from -4 to 4 by name; none are needed."""
        value = self._take(key, Lined, False, "numbers by name: {name: -1}") or {}
        for name, number in value.items():
            if type(number) is not int or not -4 <= number <= 4:
                self.notes.wrong(self.line(key), f"“{key}” has a whole number from -4 to 4 for “{name}”.")
        return {name: number for name, number in value.items() if type(number) is int}

    def domains(self, minutes: int) -> Mapping[str, int]:
        """Minutes by domain, which add up."""
        value = self.counts("domains", DOMAINS, needed=False)
        if value and sum(value.values()) != minutes:
            says = f"The domains add up to {sum(value.values())} minutes, and “minutes” says {minutes}."
            self.notes.wrong(self.line("domains"), says)
        return value

    def nothing_else(self) -> None:
        """Note every field that nobody knows."""
        for key in self.given:
            if key not in self.taken:
                self.notes.wrong(
                    self.line(key), f"Nobody knows “{key}” here. What can stand here: {known(self.taken)}."
                )
