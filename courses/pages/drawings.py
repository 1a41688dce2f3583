"""Line drawings as SVG: read, cut to what a drawing needs, written anew. Nothing in it runs, loads or colors itself."""

import re
from xml.etree import ElementTree
from xml.parsers import expat

LIMIT = 20_000
DEPTH = 20
_NAMESPACE = "http://www.w3.org/2000/svg"
_ELEMENTS = {
    *("svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "title", "desc"),
}
_INK = {"fill", "stroke"}
_ATTRIBUTES = {
    *("viewBox", "width", "height", "d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1", "x2", "y2", "points"),
    *("stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "transform", "opacity"),
    *_INK,
}
# Numbers, the letters of a path, names such as "round" and "rotate(…)": no address, no quotation mark, no markup.
_PLAIN = re.compile(r"[\w\s.,()%+-]*", re.ASCII)


def clean_svg(text: str) -> str:
    """The drawing written anew, without what is not allowed being there at all.

    Raises ValueError, with a sentence for its author, for anything but a small line drawing.
    """
    if len(text.encode()) > LIMIT:
        raise ValueError("The drawing is larger than 20 kB.")
    root = _read(text)
    if _name(root.tag) != "svg" or not root.get("viewBox"):
        raise ValueError("A drawing starts with <svg viewBox=…>.")
    for element in root.iter():
        _allow(element)
    ElementTree.register_namespace("", _NAMESPACE)
    return ElementTree.tostring(root, encoding="unicode")


class _Tree(ElementTree.TreeBuilder):
    """Builds what is nested as deep as a drawing needs, and no deeper."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise ValueError("The drawing is nested too deep.")
        self.start(_braced(tag), {_braced(name): value for name, value in attributes.items()})

    def shut(self, tag: str) -> None:
        self.depth -= 1
        self.end(_braced(tag))


def _read(text: str) -> ElementTree.Element:
    """The tree of an XML text that declares nothing of its own, so that nothing in it can grow or be fetched."""
    tree, parser = _Tree(), expat.ParserCreate(namespace_separator="}")
    parser.StartDoctypeDeclHandler = parser.ProcessingInstructionHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = tree.open, tree.shut
    parser.CharacterDataHandler = tree.data
    try:
        parser.Parse(text.strip(), True)
    except expat.ExpatError as error:
        raise ValueError(f"This is not readable as a drawing (line {error.lineno}).") from error
    return tree.close()


def _refuse(*_declared: object) -> None:
    raise ValueError("A drawing declares nothing: leave out <!DOCTYPE …> and <?…?>.")


def _braced(tag: str) -> str:
    return f"{{{tag}" if "}" in tag else tag


def _name(tag: str) -> str:
    return tag.removeprefix(f"{{{_NAMESPACE}}}")


def _allow(element: ElementTree.Element) -> None:
    """Raises ValueError for an element or an attribute that a drawing has no need of."""
    name = _name(element.tag)
    if name not in _ELEMENTS or name == element.tag:
        raise ValueError(f'A drawing has no <{name}> in it. The outermost element is <svg xmlns="{_NAMESPACE}">.')
    for attribute, value in element.attrib.items():
        if attribute not in _ATTRIBUTES:
            raise ValueError(f"A drawing has no “{attribute}” in it.")
        if attribute in _INK and value not in {"none", "currentColor"}:
            raise ValueError(f"A drawing is one line in the color of the text: {attribute} is none or currentColor.")
        if not _PLAIN.fullmatch(value):
            raise ValueError(f"“{attribute}” has a value that a drawing has no need of.")
    words = [element.tail, "" if name in {"title", "desc"} else element.text]
    if any(said and said.strip() for said in words):
        raise ValueError("A drawing has no words in it: they belong into its description.")
