"""Makes the style of a drawing safe: rules, properties and values that draw, written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.images.css_tokens import Token, tokens, written
from newsgen.reading.images.drawing_values import CLOSING, MAX_DEPTH, selector, value
from newsgen.reading.images.drawing_words import (
    MORE_PROPERTIES,
    NAMED_PROPERTIES,
    OF_FONTS,
    PROPERTIES,
)

_GROUPS = frozenset(("media", "supports", "layer", "container"))
_MAY_BE_BARE = frozenset(("layer",))
_NOT_SEEN = frozenset((
    "charset", "page", "viewport", "-ms-viewport", "counter-style", "view-transition",
))  # fmt: skip
_OF_HTML = ("<!--", "-->")
"""Passed over between the rules of a sheet; they hid it from browsers that knew no styles."""

_PREFIX = re.compile(r"-(?:webkit|moz|ms|o)-")
_NAMESPACE = "http://www.w3.org/2000/svg"

_PLAIN = re.compile(r"[\w\-]{1,40}", re.ASCII)


class Styled(NamedTuple):
    """A style made safe. `lost` names what is not in it any more and might have been seen."""

    css: str
    lost: tuple[str, ...] = ()


def safe_sheet(css: str) -> Styled:
    """The style sheet with the rules that draw."""
    lost: dict[str, None] = {}
    rules = _rules(_cut(css), lost, 0)
    return Styled(" ".join(rules), tuple(lost))


def safe_declarations(css: str) -> Styled:
    """What stands in a `style` attribute, in the same way."""
    lost: dict[str, None] = {}
    return Styled(_declarations(_cut(css), lost), tuple(lost))


def safe_value(css: str, name: str = "") -> str | None:
    """The value of an attribute that is a property, as well; None where it is none that is safe."""
    made = value(_cut(css), has_names=name in OF_FONTS)
    return None if made is None else written(made)


def _cut(css: str) -> list[Token]:
    """The tokens, each comment as the nothing that it means."""
    return [
        Token("comment", "", "/**/") if token.kind == "comment" else token for token in tokens(css)
    ]


def _rules(given: Sequence[Token], lost: dict[str, None], depth: int) -> list[str]:
    made: list[str] = []
    at = 0
    while at < len(given):
        first = given[at]
        if first.kind in ("space", "comment") or (first.source in _OF_HTML and not depth):
            at += 1
            continue
        rule = _rule(given, at)
        at = rule.end
        made += _written_rule(rule, lost, depth, is_within=False)
    return made


class _RuleParts(NamedTuple):
    """A rule cut into its parts; `block` is None where it has none. It ends before `end`."""

    prelude: Sequence[Token]
    block: Sequence[Token] | None
    end: int


def _rule(given: Sequence[Token], at: int, *, is_within: bool = False) -> _RuleParts:
    is_at_rule = given[at].kind == "at"
    end, begin = _rule_end(given, at, stops_at_semicolon=is_at_rule or is_within)
    block = given[begin + 1 : end - 1] if begin < end else None
    if block is not None and given[end - 1].source != "}":
        # The text ended before the rule did.
        block = given[begin + 1 : end]
    return _RuleParts(given[at:begin], block, end)


def _written_rule(
    rule: _RuleParts, lost: dict[str, None], depth: int, *, is_within: bool
) -> list[str]:
    if rule.prelude and rule.prelude[0].kind == "at":
        return _at_rule(rule, lost, depth, is_within=is_within)
    if rule.block is None:
        return []
    chosen = selector(rule.prelude)
    if chosen is None or depth >= MAX_DEPTH:
        lost["a selector" if chosen is None else "a rule"] = None
        return []
    inner = _block(rule.block, lost, depth + 1)
    return [f"{chosen} {{ {inner} }}"] if inner else []


def _at_rule(rule: _RuleParts, lost: dict[str, None], depth: int, *, is_within: bool) -> list[str]:
    """A group of rules under a condition; of any other rule that begins with "@", nothing."""
    name, prelude = _PREFIX.sub("", rule.prelude[0].value, count=1), rule.prelude[1:]
    if prelude and prelude[-1].source == ";":
        prelude = prelude[:-1]
    words = [token for token in prelude if token.kind not in ("space", "comment")]
    if name == "namespace" and rule.block is None and _is_of_drawings(words):
        prefix = f"{written(words[:1])} " if words[0].kind == "word" else ""
        return [f'@namespace {prefix}"{_NAMESPACE}";']
    condition: Sequence[Token] | None
    condition = value(prelude, is_condition=True)
    if not words and name in _MAY_BE_BARE:
        condition = ()
    if name == "layer" and rule.block is None and words and condition is not None:
        return [f"@layer {written(condition).strip()};"]
    if name not in _GROUPS or rule.block is None or condition is None or depth >= MAX_DEPTH:
        if name not in _NOT_SEEN:
            lost[f"@{name}" if _PLAIN.fullmatch(name) else "a rule"] = None
        return []
    if is_within:
        inner = _block(rule.block, lost, depth + 1)
    else:
        inner = " ".join(_rules(rule.block, lost, depth + 1))
    return (
        [f"@{' '.join((name, written(condition).strip())).strip()} {{ {inner} }}"] if inner else []
    )


def _is_of_drawings(words: Sequence[Token]) -> bool:
    """Whether a rule names SVG's own namespace, in one of its forms; of any other, nothing is left."""
    named = [one.value for one in words if one.kind in ("text", "url")]
    is_plain = all(
        one.kind in ("word", "text", "url") or one.source in (")", "url(") for one in words
    )
    return named == [_NAMESPACE] and is_plain and sum(one.kind == "word" for one in words) < 2


def _rule_end(given: Sequence[Token], at: int, *, stops_at_semicolon: bool) -> tuple[int, int]:
    """Where the rule that begins here ends, and where its block begins; the same where it has none."""
    open_: list[str] = []
    begin = -1
    while at < len(given):
        token = given[at]
        at += 1
        if token.kind == "function":
            open_.append(")")
        elif token.kind != "mark":
            continue
        elif token.value in CLOSING:
            if token.value == "{" and not open_:
                begin = at - 1
            open_.append(CLOSING[token.value])
        elif open_ and token.value == open_[-1]:
            open_.pop()
            if not open_ and begin >= 0:
                return at, begin
        elif token.value == ";" and not open_ and stops_at_semicolon:
            return at, at
    return at, begin if begin >= 0 else at


def _block(given: Sequence[Token], lost: dict[str, None], depth: int) -> str:
    """What stands in a rule's braces: declarations, and rules within the rule."""
    made: list[str] = []
    at = 0
    while at < len(given):
        first = given[at]
        if first.kind in ("space", "comment") or first.source == ";":
            at += 1
            continue
        if first.kind != "at":
            end = _declaration_end(given, at)
            if end >= 0:
                made += (f"{one};" for one in _declaration(given[at:end], lost))
                at = end
                continue
        rule = _rule(given, at, is_within=True)
        at = rule.end
        if rule.block is None and first.kind != "at":
            lost["a declaration"] = None
        made += _written_rule(rule, lost, depth, is_within=True)
    return " ".join(made).removesuffix(";")


def _declaration_end(given: Sequence[Token], at: int) -> int:
    """Where the declaration that begins here ends; -1 where it is the selector of a rule, or nothing."""
    if given[at].kind != "word":
        return -1
    colon = at + 1
    while colon < len(given) and given[colon].kind in ("space", "comment"):
        colon += 1
    if colon >= len(given) or given[colon].source != ":":
        return -1
    is_own = given[at].value.startswith("--")
    open_: list[str] = []
    for end in range(colon + 1, len(given)):
        token = given[end]
        if token.kind == "function":
            open_.append(")")
        elif token.kind != "mark":
            continue
        elif token.value == ";" and not open_:
            return end
        elif token.value == "{" and not open_ and not is_own:
            return -1
        elif token.value in CLOSING:
            open_.append(CLOSING[token.value])
        elif open_ and token.value == open_[-1]:
            open_.pop()
    return len(given)


def _declarations(given: Sequence[Token], lost: dict[str, None]) -> str:
    """What stands in a `style` attribute, where there are no rules."""
    return "; ".join(one for part in _parts(given) for one in _declaration(part, lost))


def _declaration(part: Sequence[Token], lost: dict[str, None]) -> Iterator[str]:
    words = [token for token in part if token.kind not in ("space", "comment")]
    if len(words) < 2 or words[0].kind != "word" or words[1].source != ":":
        if words:
            lost["a declaration"] = None
        return
    name = words[0].value
    given = part[part.index(words[1]) + 1 :]
    if name.startswith("--"):
        name, shown = written(words[:1]), "a custom property"
        # An empty one is not the same as none.
        made = value(given) if len(words) > 2 else ()
    else:
        # Browsers read this prefix as the property itself, and others not at all.
        name = name.lower().removeprefix("-webkit-")
        if name not in PROPERTIES and name not in MORE_PROPERTIES:
            if name in NAMED_PROPERTIES:
                lost[f"`{name}`"] = None
            return
        shown = f"`{name}`"
        made = value(given, has_names=name in OF_FONTS)
    if made is None:
        lost[shown] = None
    else:
        yield f"{name}: {written(made).strip()}"


def _parts(given: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """What stands between semicolons that are in no brackets."""
    begin, depth = 0, 0
    for at, token in enumerate(given):
        if token.kind == "function" or (token.kind == "mark" and token.value in CLOSING):
            depth += 1
        elif token.kind == "mark" and token.value in ")]}":
            depth = max(0, depth - 1)
        elif token.kind == "mark" and token.value == ";" and not depth:
            yield given[begin:at]
            begin = at + 1
    yield given[begin:]
