"""Finds what the style sheets of a drawing lead to, and what their declarations cost by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.files.xml_tree import RefusedXmlError
from newsgen.reading.images.css_tokens import Token, tokens
from newsgen.reading.images.drawing_words import FILTERS

_MAX_MATCHES = 1_000_000
CALL = 2000
"""A function that filters goes over all pixels of what it filters, and over those around each."""
GRADIENT = 150
"""A gradient of a style: a picture as large as what it fills."""

ONCE = frozenset(("clip-path", "mask", "mask-image", "filter"))
"""Properties of one element, which those within do not have from it."""

DATA_BYTES = 100
"""Of a path or a text: a longer one costs more."""

ResolvedLinks = Mapping[str, tuple[str, ...]]
"""The ids that a property leads to, by its name; an empty tuple where it is set and leads nowhere."""


class Rule(NamedTuple):
    """The last part of a selector, and what its declarations lead to. "" stands for any name or id."""

    name: str
    id: str
    classes: frozenset[str]
    leads: ResolvedLinks
    weight: int


class Rules:
    """The rules of a drawing's style sheets that lead somewhere, to be found by an element."""

    def __init__(self, rules: Iterator[Rule]) -> None:
        self._by_key: dict[str, list[Rule]] = {}
        self._matches = 0
        for rule in rules:
            key = (
                f"#{rule.id}" if rule.id else f".{min(rule.classes)}" if rule.classes else rule.name
            )
            self._by_key.setdefault(key, []).append(rule)

    def of(self, element: Element) -> Iterator[Rule]:
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


def rules_of(sheet: str) -> Iterator[Rule]:
    """The rules of a safe style sheet that lead somewhere; those within a condition are like any other."""
    before: list[Token] = []
    # The selectors of the rules that are open, from the outermost.
    open_: list[Sequence[Token]] = []
    for token in tokens(sheet):
        if token.kind != "mark" or token.value not in "{};":
            before.append(token)
        elif token.value == "{":
            is_group = any(one.kind == "at" for one in before)
            # Within a rule, the declarations of a condition are those of the rule.
            around = open_[-1] if open_ else ()
            open_.append(around if is_group else before)
            before = []
        else:
            if before and open_ and open_[-1]:
                yield from _made(open_[-1], before)
            before = []
            if token.value == "}" and open_:
                open_.pop()


def _made(selector: Sequence[Token], declarations: Sequence[Token]) -> Iterator[Rule]:
    leads: dict[str, tuple[str, ...]] = {}
    weight = 0
    for name, value in declared(iter(declarations)):
        weight += weight_of(name, value)
        found = tuple(leads_in(value))
        if found:
            leads[name] = (*leads.get(name, ()), *found)
    if leads or weight:
        for name, id_, classes in _subjects(selector):
            yield Rule(name, id_, classes, leads, weight)


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


def declared(given: Iterator[Token]) -> Iterator[tuple[str, Sequence[Token]]]:
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


def leads_in(value: Sequence[Token]) -> Iterator[str]:
    """The ids in a value, in either form of an address."""
    for token in value:
        if token.kind in ("url", "text") and token.value.startswith("#"):
            yield token.value[1:]


def weight_of(name: str, value: Sequence[Token]) -> int:
    """What a declaration costs by itself, in shapes: filters, gradients, and shapes written as a text."""
    is_of_each = name in ONCE or name == "all"
    weight = 0
    for one in value:
        if one.kind == "function":
            weight += CALL * (one.value in FILTERS or (is_of_each and one.value == "var"))
            weight += GRADIENT * one.value.endswith("-gradient")
        elif one.kind == "word":
            # What is around it may have one, which then counts for each within.
            weight += CALL * (is_of_each and one.value.lower() == "inherit")
        elif one.kind == "text":
            weight += len(one.value) // DATA_BYTES
    return weight
