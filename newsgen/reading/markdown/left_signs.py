"""Names marks of other systems that stay on the page as text: shortcodes, template tags, wiki links.

Each kind is named once in a text, where it stands first, with how often it is there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Position, Problem
from newsgen.reading.markdown.attribute_keys import is_key
from newsgen.reading.markdown.code_elements import without_code
from newsgen.reading.markdown.text_places import TextPlaces


class _Kind(NamedTuple):
    """A kind of mark: what it is, what is in every one of it, how it is written, what to write instead.

    `pattern` finds it in Markdown; `sign` must be left in the text of the HTML, too.
    """

    what: str
    sign: str
    pattern: str
    hint: str
    code: str = "NG393"


_EMBED = "For a film or a post write a link with {.embed}; for a picture `![…](media/name.jpg)`."
_TAKE_OUT = "Write what it stood for, or take it out."
_SHORTCODES = frozenset((
    "audio", "caption", "contact-form", "contact-form-7", "embed", "gallery", "gist", "googlemap",
    "googlemaps", "instagram", "playlist", "slideshow", "soundcloud", "spotify", "tweet", "twitter",
    "video", "vimeo", "wpvideo", "youtube",
))  # fmt: skip
_ALONE = frozenset(("gallery", "playlist", "slideshow"))
_BBCODE = frozenset((
    "b", "center", "code", "color", "colour", "i", "img", "left", "list", "quote", "right", "s", "size",
    "spoiler", "u", "url",
))  # fmt: skip
# A pair's end is looked up, not looked for. What stands before a mark is asked of behind its first sign,
# here and below: a pattern that begins with a sign is looked for in a tenth of the time.
_BRACKETED = r"\[(?<![\\\[]\[)(/?)([a-z][\w-]*+)(=[^\[\]\n]*+|[ ]++[^\[\]\n]*+)?\](?![(\[:])"
_ARGUMENT = r"[\w-]=[\"'\w]|[\d:]"
_QUOTED_ARGUMENT = r"[ ][\w-]+=[\"']"

_KINDS_IN_BRACES = (
    _Kind("a Hugo shortcode", "{{", r"\{\{[<%][^\n{}]*+(?:\}\})?", _EMBED),
    _Kind("a template tag", "{%", r"\{%(?<!\{\{%)[^\n{}]*+\}", _TAKE_OUT),
    _Kind("a template tag", "{{", r"\{\{(?<!\{\{\{)(?![<%{])[^\n{}]++\}\}", _TAKE_OUT),
    _Kind("a mark of Kramdown", "{:", r"\{:(?<![{$\\]\{:)[:/][^\n{}]*+\}", _TAKE_OUT),
    _Kind(
        "a mark of Kramdown", "{:", r"\{:(?<![{$\\]\{:)[ ]*+(?:toc|TOC|no_toc)[ ]*+\}",
        "Write [TOC] on a line of its own for a table of contents.",
    ),
    _Kind(
        "no attribute list that can be read here", "{",
        r"\{(?<![{$\\]\{)(?::[^\n{}]++|[.#][^\W\d][^\n{}]*+|([a-z-]++)=[^\n{}]++)\}",
        "It stands at the end of a heading or a cell, on the last line of a block, or right behind an"
        " element, and holds classes, an id and attributes of HTML: {.wide}, {#votes}, {title=\"Map\"}.",
        "NG399",
    ),
    _Kind(
        "an address of Pelican", "{",
        r"\]\([ ]*+(?:\{(?:filename|static|attach|tag|category|index|author)\}|\|filename\|)[^\s()]*+",
        "Write the path of the file: [text](../world/vote.md), ![…](media/name.jpg).",
    ),
    _Kind("a mark of an editor's change", "{", r"\{(?:\+\+|--|~~|==|>>)[^\n{}]*+",
    "Write the text as it is to be."),
)  # fmt: skip

_KINDS_IN_BRACKETS = (
    _Kind(
        "a wiki link", "[[", r"(?<![\\\[])!?\[\[(?=[^\s\[\]])(?=[^\[\]\n]*[^\W\d])[^\[\]\n]++\]\](?![(\[])",
        "Write [text](other-article.md), or ![…](media/name.jpg) for a picture.",
    ),
    _Kind(
        "a mark of GitHub", "[!", r"(?m)^[ ]{0,3}>[ ]*+\[![A-Za-z]++\]",
        'Write a box: `!!! fact "Title"`, and the text below indented by four spaces.',
    ),
    _Kind(
        "an inline footnote", "^[", r"(?<![\\\w^])\^\[[^\[\]\n]++\]|(?<=\w)\^\[[^\[\]\n]*[ ][^\[\]\n]*+\]",
        "Write [^1], and `[^1]: The note.` on a line of its own.",
    ),
)  # fmt: skip

_KIND_OF_SHORTCODE = _Kind("a shortcode", "[", "", _EMBED)
_KIND_OF_BBCODE = _Kind(
    "BBCode", "[", "", "Write **bold**, *italic*, [text](address) and `>` before a quotation."
)

_KINDS_BY_SIGN = (
    _Kind(
        "a mark of Pandoc", ":::", r"(?m)^[ ]{0,3}:::++[ ]*+(?=[\w{])[^\n]*+",
        'Write a box: `!!! fact "Title"`, and the text below indented by four spaces.',
    ),
    _Kind("a directive of reStructuredText",
    "::", r"(?m)^[ \t]*+\.\.[ ]++[a-z][\w-]*+(?::[\w-]++)*+::(?:[ ][^\n]*+)?$", _EMBED),
    _Kind(
        "a highlight of another Markdown", "==",
        r"(?<![=\w<>!?&/])==(?=[^\s=])[^=\n]{1,300}(?<=[^\s=<>!])==(?![=\w])",
        "Write <mark>…</mark>.",
    ),
    _Kind("a heading of a wiki", "==", r"(?m)^={2,6}[ ]?[^\s=][^=\n]*+={2,6}[ ]*$",
    "Write `## ` before the heading."),
    _Kind(
        "a block of MkDocs", "???", r"(?m)^[ ]{0,3}\?\?\?\+?[ ]++[a-z]++[^\n]*+",
        'Write a box: `!!! fact "Title"`, or <details> with a <summary>.',
    ),
)  # fmt: skip

_EMOJI = re.compile(r":(?:[a-z][a-z0-9_+-]*[a-z0-9]|\+1|-1|100):")
_KIND_OF_EMOJI = _Kind(
    "the name of an emoji elsewhere", ":",
    r"(?<![\w:/\\.\]\[-]):(?:[a-z][a-z0-9_+-]{0,40}[a-z0-9]|\+1|-1|100):(?![\w:/`])",
    "Write the emoji itself.",
)  # fmt: skip

_KIND_OF_CODE = _Kind(
    "a line of a program", "",
    r"(?m)^(?:import[ ](?:[\w{*][^\n;]*[ ]from[ ])?[\"'][^\n\"']++[\"'];?"
    r"|export[ ](?:const|default|let|function)[ ][^\n]++)$",
    _TAKE_OUT,
)  # fmt: skip
_KIND_OF_KEYS = _Kind(
    "what is left of front matter", "", "", "Put it between the lines `---` at the top of the file."
)
_KEYS = (
    r"\s*+(?:(?:---|\+\+\+)[ ]*\n(?:[ \t]*[\w-]+[ ]*[:=][^\n]*\n|[ \t]+[^\n]*\n|-[ ][^\n]*\n)++(?:---|\+\+\+)"
    r"|(?:(?i:title|date|author|authors|tags|category|categories|slug|status|layout|permalink"
    r"|summary|published|modified):[ ][^\n]*\n){2,})"
)

_MOST_CODE = 20
"""Marks that are looked for in the HTML, one by one, until one is there."""

_SHOWN = 60
"""Characters of a mark that are shown."""


def has_signs(text: str, raw: str) -> bool:
    """Whether there may be marks in the text, beside those in brackets.

    One character is looked for in a twentieth of the time of two: some microseconds in each text.
    """
    return (
        "{" in raw
        or ("=" in text and _stands(text, "=", "="))
        or ("?" in text and _stands(text, "?", "?"))
        or (":" in text and _stands(text, ":", _BEHIND_A_COLON))
        or (text[0] in _FIRST and text.startswith(_BEGINNINGS))
    )


_BEHIND_A_COLON = frozenset(":+-1abcdefghijklmnopqrstuvwxyz")
_FIRST = frozenset("\n-+iedDtTlsS")


def _stands(text: str, sign: str, following: Collection[str]) -> bool:
    """Whether one of the characters follows the sign anywhere, which has few places in a text."""
    at = text.find(sign)
    while at >= 0:
        if text[at + 1 : at + 2] in following:
            return True
        at = text.find(sign, at + 1)
    return False


_BEGINNINGS = ("---", "+++", "\n---", "\n+++", "import ", "export ", "\nimport ", "\nexport ", *(
    f"{line}{word}" for line in ("", "\n") for word in ("Title:", "title:", "Date:", "date:",
    "layout:", "Slug:", "slug:")
))  # fmt: skip


def left_signs(bare: str, raw: str, places: TextPlaces) -> list[Problem]:
    """A warning for each kind in the text without its code, of which `raw` is the HTML."""
    kinds = [one for one in _KINDS_BY_SIGN if one.sign in bare]
    if "{" in raw:
        kinds += _KINDS_IN_BRACES
    if "[" in raw:
        kinds += _KINDS_IN_BRACKETS
    if _EMOJI.search(bare):
        kinds.append(_KIND_OF_EMOJI)
    left = html.unescape(without_code(raw)) if kinds else ""
    problems = [
        problem
        for kind in kinds
        if kind.sign in left and (problem := _problem(kind, _left(kind, bare, left), places))
    ]
    if "[" in left:
        problems += _shortcodes(bare, places)
    if bare.startswith(_BEGINNINGS):
        lines = re.compile(_KIND_OF_CODE.pattern)
        found = [(one.start(), one[0]) for one in lines.finditer(bare)]
        problems += filter(None, [_problem(_KIND_OF_CODE, found, places)])
        keys = re.match(_KEYS, bare)
        if keys:
            start = len(keys[0]) - len(keys[0].lstrip())
            first = keys[0].strip().split("\n")[0]
            problems += filter(None, [_problem(_KIND_OF_KEYS, [(start, first)], places)])
    return _once_each(problems)


def _shortcodes(bare: str, places: TextPlaces) -> Iterator[Problem]:
    """Shortcodes and BBCode: what takes an argument, or ends with its name behind a slash."""
    marks = list(re.finditer(_BRACKETED, bare))
    closed = {mark[2] for mark in marks if mark[1]}
    found: dict[_Kind, list[tuple[int, str]]] = {}
    for mark in marks:
        _, name, rest = mark.groups(default="")
        if mark[1]:
            continue
        if name in _BBCODE:
            if name in closed or rest[:1] == "=":
                found.setdefault(_KIND_OF_BBCODE, []).append((mark.start(), mark[0]))
        elif (
            name in closed
            or (name in _ALONE and not rest)
            or re.search(_ARGUMENT if name in _SHORTCODES else _QUOTED_ARGUMENT, rest)
        ):
            found.setdefault(_KIND_OF_SHORTCODE, []).append((mark.start(), mark[0]))
    for kind, places_found in found.items():
        problem = _problem(kind, places_found, places)
        if problem:
            yield problem


def _found(kind: _Kind, bare: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(kind.pattern, bare):
        # A group that matched is the key of a list, which has to be one.
        if not match.lastindex or is_key(match[1]):
            yield match.start(), match[0]


def _left(kind: _Kind, bare: str, left: str) -> list[tuple[int, str]]:
    """The marks, from the first one on whose words are in the HTML, and not in indented code."""
    found = list(_found(kind, bare))
    for number, (_, written) in enumerate(found[:_MOST_CODE]):
        parts = [written] if kind is _KIND_OF_EMOJI else re.findall(r"\w+", written)[:3]
        if all(part in left for part in parts):
            return found[number:]
    return found[_MOST_CODE:]


def _problem(kind: _Kind, found: list[tuple[int, str]], places: TextPlaces) -> Problem | None:
    if not found:
        return None
    start, written = found[0]
    shown = " ".join(written.split())
    shown = f"{shown[:_SHOWN]}…" if len(shown) > _SHOWN else shown
    more = len(found) - 1
    beside = f", and {more} more in this text" if more else ""
    return Problem.at(
        places.path,
        Position(*places.at(start)),
        kind.code,
        f"`{shown}` is {kind.what}: it stays as text{beside}.",
        kind.hint,
        severity="warning",
    )


def _once_each(problems: list[Problem]) -> list[Problem]:
    """Without those that stand where another does: a mark may be of two kinds."""
    at: dict[tuple[int, int], Problem] = {}
    for one in problems:
        at.setdefault((one.line, one.column), one)
    return list(at.values())
