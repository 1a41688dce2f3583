"""YAML that remembers on which line each key stands."""

from typing import Any

import yaml

from courses.files.problems import Notes


class Lined(dict[str, Any]):
    """A mapping with the line of each key; `line` is its own first."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}

    def at(self, key: str) -> int:
        """The line of this key, or where the mapping begins."""
        return self.lines.get(key, self.line)


# libyaml's reads seven times as fast; it is not there where PyYAML was built without it.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):
    notes: Notes
    after: int

    def lined(self, node: yaml.MappingNode) -> Lined:
        made = Lined(node.start_mark.line + 1 + self.after)
        for (key, value), (key_node, _value) in zip(self.construct_pairs(node, deep=True), node.value, strict=True):
            line = key_node.start_mark.line + 1 + self.after
            if key in made:
                self.notes.wrong(line, f"“{key}” stands here twice.")
            made[str(key)], made.lines[str(key)] = value, line
        return made


_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.lined)


def read_yaml(text: str, notes: Notes, after: int = 0) -> Lined:
    """The mapping in this text, which begins after line `after` of its file. Empty where it is none, and noted."""
    loader = _Loader(text)
    loader.notes, loader.after = notes, after
    try:
        read = loader.get_single_data()
    except RecursionError:
        notes.broken(after + 1, "This stands too deep in brackets and lists.")
        return Lined(after + 1)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line + 1 if mark else 1) + after
        notes.broken(line, f"This is not YAML: {error.problem}. Does a text with a colon need quotation marks?")
        return Lined(after + 1)
    finally:
        loader.dispose()
    if isinstance(read, Lined):
        return read
    notes.wrong(after + 1, "Here stand names and values: “title: …”.")
    return Lined(after + 1)
