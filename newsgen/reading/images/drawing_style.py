"""Makes the style of a drawing safe: rules, properties and values that draw, written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.images.css_tokens import Token, tokens, written

PROPERTIES = frozenset((
    "alignment-baseline", "baseline-shift", "clip-path", "clip-rule", "color",
    "color-interpolation", "color-interpolation-filters", "direction", "display",
    "dominant-baseline", "fill", "fill-opacity", "fill-rule", "filter", "flood-color",
    "flood-opacity", "font-family", "font-size", "font-size-adjust", "font-stretch", "font-style",
    "font-variant", "font-weight", "image-rendering", "letter-spacing", "marker-end",
    "marker-mid", "marker-start", "mask", "mask-type", "mix-blend-mode", "opacity", "overflow",
    "paint-order", "shape-rendering", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit",
    "stroke-opacity", "stroke-width", "text-anchor", "text-decoration", "text-rendering",
    "unicode-bidi", "vector-effect", "visibility", "word-spacing", "writing-mode",
))  # fmt: skip
"""Those that SVG knows as attributes, too."""

_MORE_PROPERTIES = frozenset((
    "marker", "font", "isolation", "transform", "transform-origin", "transform-box", "white-space",
    "x", "y", "cx", "cy", "r", "rx", "ry", "width", "height", "line-height", "text-transform",
    "font-variant-ligatures", "font-variant-caps", "font-variant-numeric", "font-variant-east-asian",
    "font-variant-position", "font-kerning", "font-feature-settings", "text-decoration-line",
    "text-decoration-color", "text-decoration-style", "color-rendering", "background-color",
    "text-orientation", "all", "color-scheme", "forced-color-adjust", "print-color-adjust",
))  # fmt: skip

FILTERS = frozenset((
    "blur", "brightness", "contrast", "drop-shadow", "grayscale", "hue-rotate", "invert", "opacity",
    "saturate", "sepia",
))  # fmt: skip

_FUNCTIONS = frozenset((
    "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color", "color-mix",
    "light-dark", "calc", "min", "max", "clamp", "var", "translate", "translatex", "translatey",
    "rotate", "scale", "scalex", "scaley", "skew", "skewx", "skewy", "matrix", "inset", "circle",
    "ellipse", "polygon", *FILTERS,
))  # fmt: skip
_OF_SELECTORS = frozenset((
    "not", "is", "where", "has", "lang", "dir", "nth-child", "nth-last-child", "nth-of-type",
    "nth-last-of-type",
))  # fmt: skip
_GROUPS = frozenset(("media", "supports"))

_CLOSING = {"(": ")", "[": "]", "{": "}"}
_FRAGMENT = re.compile(r"#[^\s\"'()<>\\]+")
# No font's name has one of these, and no address is without.
_ADDRESS = re.compile(r"[:/\\]")
_PLAIN = re.compile(r"[\w\-]*", re.ASCII)
MAX_DEPTH = 30


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


def safe_value(css: str) -> str | None:
    """The value of an attribute that is a property, as well; None where it is none that is safe."""
    made = _value(_cut(css))
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
        if first.kind in ("space", "comment"):
            at += 1
            continue
        end, begin = _rule_end(given, at, stops_at_semicolon=first.kind == "at")
        prelude = given[at:begin]
        block = given[begin + 1 : end - 1] if begin < end else None
        if block is not None and given[end - 1].source != "}":
            # The text ended before the rule did.
            block = given[begin + 1 : end]
        at = end
        if first.kind == "at":
            made += _group(first.value, prelude[1:], block, lost, depth)
        elif block is not None:
            selector = _selector(prelude)
            if selector is None:
                lost["a selector"] = None
                continue
            declarations = _declarations(block, lost)
            if declarations:
                made.append(f"{selector} {{ {declarations} }}")
    return made


def _group(
    name: str,
    prelude: Sequence[Token],
    block: Sequence[Token] | None,
    lost: dict[str, None],
    depth: int,
) -> list[str]:
    """A group of rules under a condition; of any other rule that begins with "@", nothing."""
    condition = _value(prelude, functions=frozenset(("calc",)), is_condition=True)
    if name not in _GROUPS or block is None or condition is None or depth >= MAX_DEPTH:
        if name != "charset":
            lost[f"@{name}" if _PLAIN.fullmatch(name) else "a rule"] = None
        return []
    rules = _rules(block, lost, depth + 1)
    return [f"@{name} {written(condition).strip()} {{ {' '.join(rules)} }}"] if rules else []


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
        elif token.value in _CLOSING:
            if token.value == "{" and not open_:
                begin = at - 1
            open_.append(_CLOSING[token.value])
        elif open_ and token.value == open_[-1]:
            open_.pop()
            if not open_ and begin >= 0:
                return at, begin
        elif token.value == ";" and not open_ and stops_at_semicolon:
            return at, at
    return at, begin if begin >= 0 else at


def _selector(given: Sequence[Token]) -> str | None:
    for token in given:
        is_known = (
            token.kind in ("space", "comment", "word", "hash")
            or (token.kind == "text" and not _ADDRESS.search(token.value))
            or (token.kind == "function" and token.value in _OF_SELECTORS)
            or (token.kind == "number" and re.fullmatch(r"[+-]?\d+n?", token.source))
            or (token.kind == "mark" and token.value in ".*>+~,:=[]|^$)-")
        )
        if not is_known:
            return None
    text = written(given).strip()
    return text if text and _is_balanced(given) else None


def _declarations(given: Sequence[Token], lost: dict[str, None]) -> str:
    made: list[str] = []
    for part in _parts(given):
        words = [token for token in part if token.kind not in ("space", "comment")]
        if len(words) < 2 or words[0].kind != "word" or words[1].source != ":":
            if words:
                lost["a declaration"] = None
            continue
        name = words[0].value
        is_own = name.startswith("--") and _PLAIN.fullmatch(name)
        name = name if is_own else name.lower()
        if not is_own and name not in PROPERTIES and name not in _MORE_PROPERTIES:
            # Of properties that do not draw there are too many to be told of, unless they load.
            if _value(part[part.index(words[1]) + 1 :]) is None:
                lost[f"`{name}`" if _PLAIN.fullmatch(name) else "a declaration"] = None
            continue
        value = _value(part[part.index(words[1]) + 1 :])
        if value is None:
            lost[f"`{name}`"] = None
        else:
            made.append(f"{name}: {written(value).strip()}")
    return "; ".join(made)


def _parts(given: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """What stands between semicolons that are in no brackets."""
    begin, depth = 0, 0
    for at, token in enumerate(given):
        if token.kind == "function" or (token.kind == "mark" and token.value in _CLOSING):
            depth += 1
        elif token.kind == "mark" and token.value in ")]}":
            depth = max(0, depth - 1)
        elif token.kind == "mark" and token.value == ";" and not depth:
            yield given[begin:at]
            begin = at + 1
    yield given[begin:]


def _value(
    given: Sequence[Token], functions: frozenset[str] = _FUNCTIONS, *, is_condition: bool = False
) -> tuple[Token, ...] | None:
    """The tokens of a value, or of a condition; None where one of them is none that is known."""
    marks = "(),:<>=/*+-!" if is_condition else "),/*+-!("
    made: list[Token] = []
    at = 0
    while at < len(given):
        token = given[at]
        at += 1
        if token.kind == "function" and token.value == "url":
            # The quoted form: a text and the bracket, and nothing else.
            inner = [one for one in given[at : at + 4] if one.kind != "space"][:2]
            if len(inner) < 2 or inner[0].kind != "text" or inner[1].source != ")":
                return None
            if not _FRAGMENT.fullmatch(inner[0].value):
                return None
            at = at + list(given[at : at + 4]).index(inner[1]) + 1
            quote = inner[0].source[0]
            is_plain = "\\" not in inner[0].source and inner[0].source.endswith(quote)
            inside = inner[0].source if is_plain else inner[0].value
            made.append(Token("url", inner[0].value, f"url({inside})"))
        elif token.kind == "url":
            if not _FRAGMENT.fullmatch(token.value):
                return None
            made.append(token._replace(source=f"url({token.value})"))
        elif token.kind == "text" and _ADDRESS.search(token.value):
            return None
        elif (
            token.kind in ("space", "comment", "word", "hash", "number", "text")
            or (token.kind == "function" and token.value in functions)
            or (token.kind == "mark" and token.value in marks)
        ):
            made.append(token)
        else:
            return None
    return tuple(made) if any(one.kind != "space" for one in made) and _is_balanced(made) else None


def _is_balanced(given: Sequence[Token]) -> bool:
    open_: list[str] = []
    for token in given:
        if token.kind == "function":
            open_.append(")")
        elif token.kind == "mark" and token.value in _CLOSING:
            open_.append(_CLOSING[token.value])
        elif (
            token.kind == "mark"
            and token.value in ")]}"
            and (not open_ or open_.pop() != token.value)
        ):
            return False
        if len(open_) > MAX_DEPTH:
            return False
    return not open_
