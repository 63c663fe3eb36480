"""Counts how much a browser draws for a drawing: each thing as often as something leads to it.

A few lines can lead to each other so that a page stands still for minutes: a
pattern of ten shapes that are filled with a pattern of ten, and so on. So the
cost of what an element leads to counts wherever it leads there: copies, fills,
strokes, markers, masks, clips and filters, by attributes, by styles and by the
style sheet, and also what shapes have from the groups around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.files.xml_tree import RefusedXmlError
from newsgen.reading.images.css_tokens import Token, tokens
from newsgen.reading.images.drawing_style import FILTERS

MAX_COST = 300_000
"""In shapes. Where each is as large as a screen, a browser without a graphics card takes minutes for
as many; most are small."""

_MAX_MATCHES = 1_000_000
_MAX_LEADS = 60
"""One thing leads to another, that one to a third: so often at most."""

_WEIGHTS = {"pattern": 20, "mask": 150, "marker": 5, "clipPath": 30}
_CALL = 2000
"""A function that filters goes over all pixels of what it filters, and over those around each."""
_WIDE = frozenset(("feGaussianBlur", "feDropShadow", "feMorphology"))

_PAINTED = frozenset((
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath",
))  # fmt: skip
_MARKERS = frozenset(("marker", "marker-start", "marker-mid", "marker-end"))
_INHERITED = frozenset(("fill", "stroke", *_MARKERS))
_ONCE = frozenset(("clip-path", "mask", "filter"))
_DATA_BYTES = 100
"""Of a path or a text: a longer one costs more."""

ResolvedLinks = Mapping[str, tuple[str, ...]]
"""The ids that a property leads to, by its name; an empty tuple where it is set and leads nowhere."""


class _Rule(NamedTuple):
    """The last part of a selector, and what its declarations lead to. "" stands for any name or id."""

    name: str
    id: str
    classes: frozenset[str]
    leads: ResolvedLinks
    filters: int


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
        self._rules = _Rules(rule for sheet in sheets for rule in _rules(sheet))
        self._has: dict[Element, tuple[ResolvedLinks, ResolvedLinks, int]] = {}
        self._pass_on(root, {})
        self._known: dict[Element, _Cost] = {}
        self._running: set[Element] = set()

    def _pass_on(self, root: Element, given: ResolvedLinks) -> None:
        """Finds out what every element leads to itself, and through what is around it."""
        waiting: list[tuple[Element, ResolvedLinks]] = [(root, given)]
        while waiting:
            element, around = waiting.pop()
            own, filters = self._own(element)
            passed: dict[str, tuple[str, ...]] = dict(around)
            once: dict[str, tuple[str, ...]] = {}
            for name, ids in own.items():
                if name in _ONCE:
                    once[name] = ids
                else:
                    passed[name] = ids
            leads = {name: ids for name, ids in passed.items() if ids}
            self._has[element] = (leads, once, filters)
            waiting += ((child, leads) for child in element)

    def _own(self, element: Element) -> tuple[ResolvedLinks, int]:
        own: dict[str, dict[str, None]] = {}
        filters = 0
        for name in (*_INHERITED, *_ONCE):
            value = element.get(name)
            if value is not None:
                found = list(tokens(value)) if "(" in value else []
                own[name] = dict.fromkeys(_leads(found))
                filters += _filter_calls(found)
        for rule in self._rules.of(element):
            filters += rule.filters
            for name, led in rule.leads.items():
                # One of them counts, and which one takes more than this to know.
                own.setdefault(name, {}).update(dict.fromkeys(led))
        for name, declared in _declared(tokens(element.get("style", ""))):
            ids = dict.fromkeys(_leads(declared))
            filters += _filter_calls(declared)
            own[name] = own.get(name, {}) | ids if name.startswith("--") else ids
        return {name: tuple(led) for name, led in own.items()}, filters

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
        passed, once, filters = self._has[element]
        total += filters * _CALL
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
        size = data // _DATA_BYTES if element.tag != "style" else 0
        step = _step(element) if element.tag.startswith("fe") else 0
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
        return _CALL // 8
    # The third looks at as many pixels for each as it is wide, the others at the same number always.
    numbers = re.findall(r"[0-9]{1,6}", element.get("radius", ""))
    return _CALL * (1 + sum(map(int, numbers)))


class _Rules:
    """The rules of a drawing's style sheets that lead somewhere, to be found by an element."""

    def __init__(self, rules: Iterator[_Rule]) -> None:
        self._by_key: dict[str, list[_Rule]] = {}
        self._matches = 0
        for rule in rules:
            key = (
                f"#{rule.id}" if rule.id else f".{min(rule.classes)}" if rule.classes else rule.name
            )
            self._by_key.setdefault(key, []).append(rule)

    def of(self, element: Element) -> Iterator[_Rule]:
        """The rules that may count for the element: of a selector its last part is looked at."""
        if not self._by_key:
            return
        classes = element.get("class", "").split()
        id_ = element.get("id", "")
        for key in ("", element.tag, f"#{id_}", *(f".{one}" for one in dict.fromkeys(classes))):
            for rule in self._by_key.get(key, ()):
                self._matches += 1 + sum(map(len, rule.leads.values()))
                if self._matches > _MAX_MATCHES:
                    raise RefusedXmlError("its style sheet leads to too much")
                if (
                    rule.name in ("", element.tag)
                    and rule.id in ("", id_)
                    and rule.classes.issubset(classes)
                ):
                    yield rule


def _rules(sheet: str) -> Iterator[_Rule]:
    """The rules of a safe style sheet that lead somewhere; those within a condition are like any other."""
    before: list[Token] = []
    last: list[Token] = []
    for token in tokens(sheet):
        if token.kind == "mark" and token.value == "{":
            selector, before = before, []
            is_group = any(one.kind == "at" for one in selector)
            last = [] if is_group else selector
        elif token.kind == "mark" and token.value == "}":
            if before and last:
                yield from _made(last, before)
            before, last = [], []
        else:
            before.append(token)


def _made(selector: Sequence[Token], declarations: Sequence[Token]) -> Iterator[_Rule]:
    leads: dict[str, tuple[str, ...]] = {}
    filters = 0
    for name, value in _declared(iter(declarations)):
        filters += _filter_calls(value)
        found = tuple(_leads(value))
        if found:
            leads[name] = (*leads.get(name, ()), *found)
    if leads or filters:
        for name, id_, classes in _subjects(selector):
            yield _Rule(name, id_, classes, leads, filters)


def _subjects(selector: Sequence[Token]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Of each selector of a list what its last part asks of an element, as far as that is simple."""
    name, id_, classes, depth, before = "", "", set[str](), 0, ""
    for token in (*selector, Token("mark", ",", ",")):
        if token.kind == "function" or (token.kind == "mark" and token.value in "(["):
            depth += 1
        elif token.kind == "mark" and token.value in ")]":
            depth -= 1
        elif depth:
            pass
        elif token.kind == "mark" and token.value == ",":
            yield name, id_, frozenset(classes)
            name, id_, classes = "", "", set()
        elif token.kind == "space" or (token.kind == "mark" and token.value in ">+~"):
            # Behind the last part a space means nothing.
            before = " "
            continue
        else:
            if before == " ":
                name, id_, classes = "", "", set()
            if token.kind == "hash":
                id_ = token.value
            elif token.kind == "word" and before == ".":
                classes.add(token.value)
            elif token.kind == "word" and before not in (":", "|"):
                name = token.value
            elif token.kind == "mark" and token.value == "|":
                name = ""
        before = token.value if token.kind == "mark" else ""


def _declared(given: Iterator[Token]) -> Iterator[tuple[str, Sequence[Token]]]:
    """The declarations: names, and the tokens of their values."""
    name, value = "", list[Token]()
    for token in (*given, Token("mark", ";", ";")):
        if token.kind == "mark" and token.value == ";":
            if name and value:
                yield name, value
            name, value = "", []
        elif not name and token.kind == "word":
            name = token.value
        elif name:
            value.append(token)


def _leads(value: Sequence[Token]) -> Iterator[str]:
    """The ids in a value, in either form of an address."""
    for token in value:
        if token.kind in ("url", "text") and token.value.startswith("#"):
            yield token.value[1:]


def _filter_calls(value: Sequence[Token]) -> int:
    return sum(one.kind == "function" and one.value in FILTERS for one in value)
