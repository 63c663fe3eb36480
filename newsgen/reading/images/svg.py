"""Makes a drawing (SVG) safe: keeps what draws, and not what acts, loads or tells.

A host serves a drawing as a document of the newsroom's own, with scripts and
links if it has them, and media may come from anyone. So it is written anew
from a list of elements and attributes that draw. HTML sanitisers do not know
SVG's namespaces, and those for SVG are bindings with wheels for few platforms;
a list over the standard library's parser is short enough to be read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import islice
from xml.etree.ElementTree import Element, tostring

from newsgen.model.picture import Fault, PictureHead
from newsgen.reading.files.xml_tree import RefusedXmlError, xml_tree
from newsgen.reading.images.drawing_cost import check_cost
from newsgen.reading.images.drawing_style import safe_declarations, safe_sheet, safe_value
from newsgen.reading.images.drawing_words import PROPERTIES
from newsgen.reading.images.embedded import MAX_PIXELS, embedded, pixels

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
MAX_SVG_BYTES = 5 * 1024 * 1024

_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_DEFAULT_SIZE = (300, 150)
_MAX_SIZE = 65_000
_XML = "{http://www.w3.org/XML/1998/namespace}"
_MAX_NAMED = 20
_PLAIN = re.compile(r"[A-Za-z]{1,40}")

_ELEMENTS = frozenset((
    "svg", "g", "defs", "symbol", "use", "title", "desc", "style",
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "text", "tspan", "textPath", "switch", "image",
    "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker",
    "filter", "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feDropShadow",
    "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge",
    "feMergeNode", "feMorphology", "feOffset",
))  # fmt: skip
_AS_GROUP = frozenset(("a",))
"""Kept as what they hold."""
_NOT_SEEN = frozenset((
    "metadata", "view", "cursor", "color-profile", "", "font", "font-face", "glyph",
    "missing-glyph", "hkern", "vkern",
))  # fmt: skip
"""Without them a drawing looks as it did: browsers know no fonts made of drawings."""
_TEXTS = frozenset(("title", "desc", "metadata", "style", "defs"))
"""Those that a `switch` does not choose."""

_SCRIPTS = "scripts"
_LINKS = "links"
_OTHER_SHEET = re.compile(rb"<\?xml-stylesheet\b")

_ATTRIBUTES = frozenset((
    "id", "class", "lang", "dir", "role", "aria-label", "aria-labelledby",
    "aria-describedby", "aria-hidden", "version", "viewBox", "preserveAspectRatio", "transform",
    "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2", "fx", "fy",
    "fr", "d", "points", "pathLength", "dx", "dy", "rotate", "textLength", "lengthAdjust",
    "startOffset", "method", "spacing", "side", "media",
    "offset", "gradientUnits", "gradientTransform", "spreadMethod", "patternUnits",
    "patternContentUnits", "patternTransform", "clipPathUnits", "maskUnits", "maskContentUnits",
    "markerUnits", "markerWidth", "markerHeight", "refX", "refY", "orient", "filterUnits",
    "primitiveUnits", "in", "in2", "result", "mode", "type", "values", "operator", "k1", "k2",
    "k3", "k4", "radius", "stdDeviation", "edgeMode", "tableValues", "slope", "intercept",
    "amplitude", "exponent", "systemLanguage", "requiredExtensions",
    f"{_XML}space", f"{_XML}lang",
))  # fmt: skip
_SAID = frozenset((
    "id", "class", "role", "aria-label", "aria-labelledby", "aria-describedby", "aria-hidden",
    "aria-roledescription", "requiredExtensions",
))  # fmt: skip
"""Those whose text is never read as CSS."""
_AS_PROPERTIES = PROPERTIES | {"transform-origin", "white-space"}

_STYLES = frozenset((f"{{{SVG_NAMESPACE}}}style", "{http://www.w3.org/1999/xhtml}style"))
_LOCAL = re.compile(r"#[^\s\"'()<>\\]+")
# What no attribute has any use for that is no property, and which could lead elsewhere in one.
_LOADS = re.compile(r"url\s*\(|image(?:-set)?\s*\(|src\s*\(|javascript:|\\", re.IGNORECASE)
_LENGTH = re.compile(
    r"\s*+((?:[0-9]++(?:\.[0-9]++)?|\.[0-9]++)(?:e[+-]?[0-9]++)?)\s*+(px|pt|pc|mm|cm|in|)\s*+",
    re.IGNORECASE,
)
_UNITS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
}


def read_svg(content: bytes) -> PictureHead:
    """The record of a drawing; one that cannot be made safe has a fault."""
    if len(content) > MAX_SVG_BYTES:
        return PictureHead("svg", fault=_fault(f"has more than {MAX_SVG_BYTES >> 20} MB"))
    lost: dict[str, None] = {}
    if _OTHER_SHEET.search(content, 0, content.find(b"<svg") if b"<svg" in content else 0):
        lost["the style sheet of another file"] = None
    try:
        width, height = _size(_safe(content, lost))
    except RefusedXmlError as error:
        return PictureHead("svg", fault=_fault(f"is no drawing that can be made safe: {error}"))
    return PictureHead("svg", width, height, has_alpha=True, lost=_named(lost))


def _named(lost: Collection[str]) -> tuple[str, ...]:
    """As many as fit into a message, and how many more there are."""
    if len(lost) <= _MAX_NAMED:
        return tuple(lost)
    some = tuple(islice(lost, _MAX_NAMED))
    return (*some, f"{len(lost) - _MAX_NAMED} more")


def safe_svg(content: bytes) -> bytes:
    """The drawing with nothing in it but what draws. Raises `RefusedXmlError`."""
    return tostring(_safe(content, {}), encoding="unicode").encode() + b"\n"


def _fault(why: str) -> Fault:
    return Fault("NG204", why, "Save it as plain SVG, or as PNG.")


def _safe(content: bytes, lost: dict[str, None]) -> Element:
    """The drawing anew; what is not in it any more and may have been seen is added to `lost`."""
    root = xml_tree(content)
    if not root.tag.startswith("{"):
        # Some programs write no namespace at all. Of others, an element without one is no SVG.
        for one in root.iter():
            if not one.tag.startswith("{"):
                one.tag = f"{{{SVG_NAMESPACE}}}{one.tag}"
    if _local_name(root) != "svg":
        raise RefusedXmlError("its first element is not `svg`")
    images = list(root.iter(f"{{{SVG_NAMESPACE}}}image"))
    if images and sum(pixels(_href(one)) for one in images) > MAX_PIXELS:
        # Each is unpacked, to write it anew.
        for one in images:
            one.attrib = {"href": "too many"}
    made = _kept(root, lost)
    made.attrib = {"xmlns": SVG_NAMESPACE, **made.attrib}
    has_size = _length(made.get("width")) and _length(made.get("height"))
    if "viewBox" not in made.attrib and has_size:
        # Without it the drawing would be cut where it is shown smaller.
        made.set(
            "viewBox", f"0 0 {_length(made.get('width')):.9g} {_length(made.get('height')):.9g}"
        )
    check_cost(made)
    return made


def _kept(element: Element, lost: dict[str, None]) -> Element:
    """The element anew, with what is on the lists. Recursion is as deep as the parser allows."""
    name = _local_name(element)
    made = Element("g" if name in _AS_GROUP else name)
    for key, value in element.attrib.items():
        _set(made, key, value, lost)
    href = _href(element)
    if name == "image":
        made.set("href", embedded(href))
    elif name in _AS_GROUP:
        if href and not _LOCAL.fullmatch(href):
            lost[_LINKS] = None
    elif _LOCAL.fullmatch(href):
        made.set("href", href)
    elif href and name != "style":
        lost[f"what `{name}` takes from elsewhere"] = None
    if name == "style":
        # What browsers take for the sheet; elements within are none.
        sheet = safe_sheet("".join((element.text or "", *(one.tail or "" for one in element))))
        lost.update(dict.fromkeys(sheet.lost))
        made.text = sheet.css
        return made
    made.text = element.text
    for child in element:
        _add(made, child, lost)
        if name == "switch" and len(made) and _is_chosen(made[-1]):
            # Browsers show no other one.
            break
    return made


def _add(made: Element, child: Element, lost: dict[str, None]) -> None:
    name = _local_name(child)
    if name in _ELEMENTS or name in _AS_GROUP:
        one = _kept(child, lost)
        if name != "image" or one.get("href"):
            one.tail = child.tail
            made.append(one)
            return
    if name == "script":
        if _href(child) or (child.text or "").strip():
            lost[_SCRIPTS] = None
    elif name == "image" and not _href(child):
        pass
    elif name not in _NOT_SEEN and not child.get("requiredExtensions"):
        lost[f"`{name}`" if _PLAIN.fullmatch(name) else "an element"] = None
    # A style sheet counts wherever it stands, and in HTML's namespace, too.
    for sheet in _sheets(child):
        made.append(_kept(sheet, lost))
    if child.tail:
        _append_text(made, child.tail)


def _sheets(element: Element) -> Iterator[Element]:
    for one in element.iter():
        if one.tag in _STYLES:
            yield one


def _is_chosen(element: Element) -> bool:
    """Whether a `switch` comes to this one and no further, for any reader."""
    conditions = (element.get("systemLanguage"), element.get("requiredExtensions"))
    return element.tag not in _TEXTS and conditions == (None, None)


def _set(made: Element, key: str, value: str, lost: dict[str, None]) -> None:
    if key == "style":
        style = safe_declarations(value)
        lost.update(dict.fromkeys(style.lost))
        if style.css:
            made.set(key, style.css)
    elif key in _AS_PROPERTIES:
        safe = safe_value(value, key)
        if safe is not None:
            made.set(key, safe)
        elif value.strip():
            lost[f"`{key}`"] = None
    elif key in _SAID or (key in _ATTRIBUTES and not _LOADS.search(value)):
        made.set(key, value)
    elif key in _ATTRIBUTES:
        lost[f"`{key.removeprefix(_XML)}`"] = None
    elif key[:2].lower() == "on" and value.strip():
        lost[_SCRIPTS] = None


def _append_text(element: Element, text: str) -> None:
    """Keeps the text behind a child that goes."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _href(element: Element) -> str:
    return element.get("href", element.get(_XLINK_HREF, "")).strip()


def _local_name(element: Element) -> str:
    """The element's name in SVG; "" of any other namespace."""
    namespace, _, name = element.tag[1:].partition("}")
    return name if namespace == SVG_NAMESPACE else "style" if element.tag in _STYLES else ""


def _size(root: Element) -> tuple[int, int]:
    """Width and height in CSS pixels: as it says, else those of its view, else a browser's own."""
    width, height = _length(root.get("width")), _length(root.get("height"))
    view = [_length(one) for one in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
    ratio = view[2] / view[3] if len(view) == 4 and view[2] and view[3] else 0
    if width and height:
        pass
    elif ratio and width:
        height = width / ratio
    elif ratio and height:
        width = height * ratio
    elif ratio:
        width, height = view[2], view[3]
    else:
        width, height = _DEFAULT_SIZE
    return _whole(width), _whole(height)


def _whole(length: float) -> int:
    return max(1, min(_MAX_SIZE, round(length)))


def _length(text: str | None) -> float:
    """A length in CSS pixels; 0 for none, and for one that hangs on where it is shown."""
    match = _LENGTH.fullmatch(text or "")
    if not match:
        return 0.0
    # A number with a large exponent is infinite, and no size.
    length = float(match.group(1)) * _UNITS[match.group(2).lower()]
    return length if length < 1e9 else 0.0
