"""Counts how much a browser draws for a drawing: each thing as often as something leads to it.

A few lines can lead to each other so that a page stands still for minutes: a
pattern of ten shapes that are filled with a pattern of ten, and so on. So the
cost of what an element leads to counts wherever it leads there: copies, fills,
strokes, markers, masks, clips and filters, by attributes, by styles and by the
style sheet, and also what shapes have from the groups around them.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.files.xml_tree import RefusedXmlError
from newsgen.reading.images.css_tokens import tokens
from newsgen.reading.images.drawing_rules import (
    CALL,
    DATA_BYTES,
    ONCE,
    ResolvedLinks,
    Rules,
    declared,
    leads_in,
    rules_of,
    weight_of,
)
from newsgen.reading.images.embedded import pixels

MAX_COST = 300_000
"""In shapes. Where each is as large as a screen, a browser without a graphics card takes minutes for
as many; most are small."""

_MAX_LEADS = 60
"""One thing leads to another, that one to a third: so often at most."""

_PIXELS = 200
"""Of a picture within the drawing, for each shape that it counts as."""

_WEIGHTS = {"pattern": 20, "mask": 150, "marker": 5, "clipPath": 30}
_WIDE = frozenset(("feGaussianBlur", "feDropShadow", "feMorphology"))

_PAINTED = frozenset((
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath",
))  # fmt: skip
_MARKERS = frozenset(("marker", "marker-start", "marker-mid", "marker-end"))
_INHERITED = frozenset(("fill", "stroke", *_MARKERS))


class _Cost(NamedTuple):
    """`shapes` are how many of what is drawn take the colours of what is around them."""

    total: int
    shapes: int


def check_cost(root: Element) -> None:
    """Raises `RefusedXmlError` where the drawing costs too much, or leads to itself."""
    try:
        total = _Counting(root).cost(root, 0).total
    except RecursionError:
        total = MAX_COST + 1
    if total > MAX_COST:
        raise RefusedXmlError("its copies of copies, or patterns within patterns, draw too much")


class _Counting:
    def __init__(self, root: Element) -> None:
        self._named: dict[str, Element] = {}
        sheets: list[str] = []
        for one in root.iter():
            self._named.setdefault(one.get("id", ""), one)
            if one.tag == "style" and one.text:
                sheets.append(one.text)
        self._named.pop("", None)
        self._rules = Rules(rule for sheet in sheets for rule in rules_of(sheet))
        # What it leads to by what is passed on, and by itself; and what its style weighs, in shapes.
        self._has: dict[Element, tuple[ResolvedLinks, ResolvedLinks, int]] = {}
        self._pass_on(root, {})
        self._known: dict[Element, _Cost] = {}
        self._running: set[Element] = set()

    def _pass_on(self, root: Element, given: ResolvedLinks) -> None:
        """Finds out what every element leads to itself, and through what is around it."""
        waiting: list[tuple[Element, ResolvedLinks]] = [(root, given)]
        while waiting:
            element, around = waiting.pop()
            own, weight = self._own(element)
            passed: dict[str, tuple[str, ...]] = dict(around)
            once: dict[str, tuple[str, ...]] = {}
            for name, ids in own.items():
                if name in ONCE:
                    once[name] = ids
                else:
                    passed[name] = ids
            leads = {name: ids for name, ids in passed.items() if ids}
            self._has[element] = (leads, once, weight)
            waiting += ((child, leads) for child in element)

    def _own(self, element: Element) -> tuple[ResolvedLinks, int]:
        own: dict[str, dict[str, None]] = {}
        weight = 0
        for name in (*_INHERITED, *ONCE):
            value = element.get(name)
            if value is not None:
                found = list(tokens(value)) if "(" in value or name in ONCE else []
                own[name] = dict.fromkeys(leads_in(found))
                weight += weight_of(name, found)
        for rule in self._rules.of(element):
            weight += rule.weight
            for name, led in rule.leads.items():
                # One of them counts, and which one takes more than this to know.
                own.setdefault(name, {}).update(dict.fromkeys(led))
        for name, given in declared(tokens(element.get("style", ""))):
            ids = dict.fromkeys(leads_in(given))
            weight += weight_of(name, given)
            own[name] = own.get(name, {}) | ids if name.startswith("--") else ids
        return {name: tuple(led) for name, led in own.items()}, weight

    def cost(self, element: Element, leads: int) -> _Cost:
        """What the element draws, in shapes of a usual size. Costs one look at each element."""
        known = self._known.get(element)
        if known is not None:
            return known
        if element in self._running:
            raise RefusedXmlError("a part of it leads to itself")
        if leads > _MAX_LEADS:
            raise RefusedXmlError("its copies of copies lead too far")
        self._running.add(element)
        total, shapes = self._of_itself(element), 0
        for child in element:
            inner = self.cost(child, leads)
            total, shapes = total + inner.total, shapes + inner.shapes
        passed, once, weight = self._has[element]
        total += weight
        for ids in once.values():
            total += sum(self._led(one, leads).total for one in ids)
        colours = self._colours(passed, element, leads) if element.tag in _PAINTED else 0
        if element.tag in _PAINTED:
            total, shapes = total + colours, shapes + 1
        href = element.get("href", "")
        if href:
            inner = self._led(href[1:], leads)
            total, shapes = total + inner.total, shapes + inner.shapes
            if element.tag == "use" and inner.shapes and passed:
                total += inner.shapes * self._colours(passed, element, leads)
        self._running.discard(element)
        made = self._known[element] = _Cost(min(total, MAX_COST + 1), min(shapes, MAX_COST + 1))
        return made

    def _of_itself(self, element: Element) -> int:
        data = len(element.get("d", "")) + len(element.get("points", "")) + len(element.text or "")
        size = data // DATA_BYTES if element.tag != "style" else 0
        step = _step(element) if element.tag.startswith("fe") else 0
        if element.tag == "image":
            size = pixels(element.get("href", "")) // _PIXELS
        return 1 + size + _WEIGHTS.get(element.tag, 0) + step

    def _colours(self, passed: ResolvedLinks, element: Element, leads: int) -> int:
        corners = 1 + (len(element.get("d", "")) + len(element.get("points", ""))) // 4
        total = 0
        for name, ids in passed.items():
            times = corners if name in _MARKERS else 1
            total += times * sum(self._led(one, leads).total for one in ids)
        return total

    def _led(self, name: str, leads: int) -> _Cost:
        target = self._named.get(name)
        return self.cost(target, leads + 1) if target is not None else _Cost(0, 0)


def _step(element: Element) -> int:
    if element.tag not in _WIDE:
        return CALL // 8
    # The third looks at as many pixels for each as it is wide, the others at the same number always.
    numbers = re.findall(r"[0-9]{1,6}", element.get("radius", ""))
    return CALL * (1 + sum(map(int, numbers)))
