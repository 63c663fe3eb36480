"""Names the Markdown within HTML that stays as raw signs, for blocks of HTML are not read as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Position, Problem, warning
from newsgen.reading.markdown.text_places import TextPlaces

MOST_NAMED = 10

_WHOLE = "\0"
"""Begins HTML that is not a block but all that a text became."""

_TOKEN = re.compile(r"<!--|</?([a-zA-Z][a-zA-Z0-9]*)[^>]*+>?")
_LITERAL = frozenset(
    ("code", "kbd", "math", "pre", "samp", "script", "style", "svg", "textarea", "xmp")
)
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "li", "main", "nav", "ol", "p",
    "section", "summary", "table", "td", "th", "tr", "ul",
))  # fmt: skip

# Each is what a writer of Markdown means, and hardly what another does: bounded, within a line.
_MARKDOWN = re.compile(
    r"((?<![*\\])\*\*(?=[^\s*])[^*\n]{0,300}[^\s*\\]\*\*(?!\*)"
    r"|!?(?<![\]\\])\[[^\[\]\n]{1,300}\]\((?=[^()\s]*[/.#@])[^()\s]{1,500}\)"
    r"|(?<=\n)[ ]{0,3}#{2,6}[ ]\S"
    r"|(?<=\n)[ ]{0,3}([*+-])[ ]\S[^\n]{0,500}\n[ ]{0,3}\2[ ]\S)"
)
_SIGNS = ("**", "](", "\n#", "\n-", "\n *", "\n*", "\n+", "\n -", "\n  -", "\n  *")


def unread_markdown(blocks: Iterable[str], text: str, places: TextPlaces) -> list[Problem]:
    """A warning for each block of HTML with Markdown in it, where that begins in the text."""
    problems: list[Problem] = []
    after = 0
    for block in blocks:
        is_whole = block.startswith(_WHOLE)
        whole_at = -1 if is_whole else text.find(block.strip("\n"), after)
        for found in _unread(block.removeprefix(_WHOLE)):
            index = whole_at + found.start
            if whole_at < 0:
                index = text.find(found.written, after)
            if index < 0 or len(problems) == MOST_NAMED:
                # It stands otherwise in the text: with escapes, so it is meant so.
                continue
            after = index + len(found.written)
            problems.append(_problem(found.element, index, places))
            if not is_whole:
                break
    return problems


class _Unread(NamedTuple):
    start: int
    written: str
    element: str


def _unread(block: str) -> Iterator[_Unread]:
    """The first Markdown of each text between two tags, outside of code, scripts and comments."""
    literal = ""
    element = outermost = ""
    at = 0
    for match in _TOKEN.finditer(block):
        if match.start() < at:
            continue
        if not literal and (found := _MARKDOWN.search(block, at, match.start())):
            yield _Unread(found.start(1), found[1], element or "div")
        at = match.end()
        name = (match[1] or "").lower()
        is_end = match[0][1] == "/"
        if not name:
            end = block.find("-->", at)
            at = len(block) if end < 0 else end + 3
        elif name in _LITERAL:
            if not literal and not is_end:
                literal = name
            elif literal == name and is_end:
                literal = ""
        elif name in _BLOCKS:
            outermost = outermost or name
            element = outermost if is_end else name
    if not literal and (found := _MARKDOWN.search(block, at)):
        yield _Unread(found.start(1), found[1], element or "div")


def _problem(element: str, index: int, places: TextPlaces) -> Problem:
    line, column = places.at(index)
    return warning(
        Problem.at(
            places.path,
            Position(line, column),
            "NG390",
            f"Markdown stays as raw signs here, for it stands within `<{element}>`.",
            f'Write markdown="1" into each tag around it, as in <{element} markdown="1">; or HTML'
            " in its place, such as <strong>. A tag that is not closed goes on to the end of the text.",
        )
    )


def html_blocks(html: str, text: str, stash: Sequence[object]) -> tuple[str, ...]:
    """The HTML in which Markdown may stand that is not read.

    `stash` is what Python-Markdown has put aside of `text`: blocks of HTML as they were written. Where
    Markdown is read within some, all of the HTML is looked at.
    """
    if "markdown=" in text:
        return (f"{_WHOLE}{html}",) if _has_signs(html) else ()
    return tuple(
        one for one in stash if isinstance(one, str) and one[:1] == "<" and _has_signs(one)
    )


def _has_signs(html: str) -> bool:
    return any(sign in html for sign in _SIGNS)
