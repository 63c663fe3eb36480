"""Finds text that was written as part of a value and that YAML takes for something else.

A comment that begins within a text, and an anchor that a text begins with: the parser drops
both without a word. What is plainly a comment, behind a value that is no text or, with a space
behind its `#`, behind a name, is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from newsgen.model.problem import Position, Problem

_NO_TEXT = frozenset({
    "accessed", "archive", "date", "developing", "draft", "embargo", "expires", "feed_items", "form", "id",
    "kind", "lang", "language", "layout", "level", "live_order", "order", "page", "part", "per_page",
    "permalink", "priority", "published", "section", "slug", "src", "template", "timezone", "type", "updated",
    "url", "urls",
})  # fmt: skip
"""The keys of values that are no texts: what stands behind one of them is a comment."""

_PROSE = frozenset({
    "alt", "caption", "claim", "claimant", "credit", "dateline", "description", "headline", "kicker",
    "note", "now", "rating", "reason", "standfirst", "summary", "text", "title", "was",
})  # fmt: skip
"""The keys of running text: what stands behind it on its line is more likely lost than a note."""

_NO_TEXT_VALUE = re.compile(
    r"\d{4}-\d\d?-\d\d?\b.*|[-+]?[\d.,:]+|(?i:true|false|yes|no|on|off|null|~)"
)
_ANCHOR = re.compile(r"&([^\s,\[\]{}]+)")
_SHOWN = 60


def may_lose_text(text: str) -> bool:
    """Whether there is a sign in the document that could be one of these: a look at every character."""
    return " #" in text or "\t#" in text or " &" in text or "[&" in text


def lost_text(root: Any, text: str, path: str, first_line: int) -> Iterator[Problem]:
    """A warning for each such place of the document with these nodes. Aliases are followed once."""
    seen: set[int] = set()
    waiting: list[tuple[Any, str]] = [(root, "")]
    while waiting:
        node, key = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.id == "mapping":
            waiting += [
                (value, name.value if name.id == "scalar" else key) for name, value in node.value
            ]
        elif node.id == "sequence":
            waiting += [(value, key) for value in node.value]
        elif not node.style:
            yield from _comment(node, key, text, path, first_line)
            yield from _anchor(node, text, path, first_line)


def _comment(node: Any, key: str, text: str, path: str, first_line: int) -> Iterator[Problem]:
    mark = node.end_mark
    end = text.find("\n", mark.index)
    behind = text[mark.index : end if end >= 0 else len(text)]
    comment = behind.lstrip(" \t")
    if not comment.startswith("#") or not _is_lost(comment, key, node.value):
        return
    column = mark.column + len(behind) - len(comment) + 1
    shown = comment.rstrip()
    shown = shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
    yield Problem.at(
        path,
        Position(mark.line + first_line, column),
        "NG428",
        f"To YAML a comment begins here: `{shown}` is no part of the text.",
        "Put the whole text in quotes; a comment, on a line of its own.",
        severity="warning",
    )


def _is_lost(comment: str, key: str, value: str) -> bool:
    if key in _NO_TEXT or _NO_TEXT_VALUE.fullmatch(value):
        return False
    if comment[1:2].isalnum():
        return True
    return key in _PROSE and value != "" and any(map(str.isalnum, comment))


def _anchor(node: Any, text: str, path: str, first_line: int) -> Iterator[Problem]:
    mark = node.start_mark
    found = _ANCHOR.match(text, mark.index)
    if found is None or f"*{found[1]}" in text:
        return
    yield Problem.at(
        path,
        Position(mark.line + first_line, mark.column + 1),
        "NG429",
        f"To YAML `{found[0][:_SHOWN]}` is the name of an anchor, and no part of the text.",
        "Put the text in quotes.",
        severity="warning",
    )
