"""Splits HTML into its tags and comments, as the HTML standard does."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

# What follows "=" is a value in quotation marks or one up to white space; other quotation marks are letters.
_VALUE = r"""=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>))"""
_TAG = re.compile(rf"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|{_VALUE})*+)>")

_ATTRIBUTE = re.compile(
    r"""([^\s/>="'][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?+"""
)

# What Markdown itself makes, as nearly all tags are, is passed over, but behind a backslash.
_SIGN = re.compile(
    r"<(?:(?<=\\<)"
    r"|(?!/?(?:p|em|strong|li|ul|ol|blockquote|h[1-6]|t[dhr]|thead|tbody|table|sup|b|i|a(?<=/a))>"
    r"|(?:a href|h[1-6] id)=\"[^\"<>]*+\">|[bh]r>))"
)
_COMMENT_END = re.compile(r"--!?>")
_LAST_ENDS = re.compile(r"</([a-zA-Z][^\s/>]*+)")


def next_sign(html: str, start: int) -> int:
    """Where the next `<` stands from `start` on, but for those of everyday tags; -1 where there is none."""
    found = _SIGN.search(html, start)
    return found.start() if found else -1


def tag_at(html: str, start: int) -> re.Match[str] | None:
    """The whole tag that begins at `start`: the slash of an end tag, the name, and what is behind it.

    Looks as far as the end of the text where the tag has none.
    """
    return _TAG.match(html, start)


def attributes(written: str) -> dict[str, str]:
    """The attributes of a tag by their names in small letters, the first of each name."""
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(written):
        found.setdefault(name.lower(), "".join(values))
    return found


def with_id_for_name(written: str) -> str:
    """The attributes of an `a`, where it has a `name` and no `id`, with the id in the name's place."""
    named = [match for match in _ATTRIBUTE.finditer(written) if match[1].lower() == "name"]
    if not named or "id" in attributes(written):
        return written
    start, end = named[0].span(1)
    return f"{written[:start]}id{written[end:]}"


def swallows(written: str) -> Literal["", "tag", "quote"]:
    """Whether another tag stands in the attributes of this one, for its end or a quotation mark is missing.

    A right quotation mark is followed by white space, and no value holds the end of a block.
    """
    for match in _ATTRIBUTE.finditer(written):
        if match[1][0] == "<":
            return "tag"
        value = match[2] or match[3] or ""
        if "<" not in value:
            continue
        following = written[match.end() : match.end() + 1]
        if following.strip(" \t\r\n/") or "</p>" in value or "\n\n" in value:
            return "quote"
    return ""


def comment_end(html: str, start: int) -> int:
    """Where the comment that begins at `start` ends; -1 where it never does."""
    match = _COMMENT_END.search(html, start + 2)
    return match.end() if match else -1


def last_ends(html: str) -> dict[str, int]:
    """Where the last end tag of each name begins, by the name in small letters."""
    return {match[1].lower(): match.start() for match in _LAST_ENDS.finditer(html)}


def end_of(html: str, name: str, start: int, *, nests: bool) -> int:
    """Where the element `name`, whose tag ends at `start`, ends; -1 where it never does.

    Where it `nests`, one within the other counts.
    """
    depth = 1
    for match in _beginnings_and_ends(name).finditer(html, start):
        if match[1]:
            depth -= 1
        elif nests and not match[0].endswith("/>"):
            depth += 1
        if depth == 0:
            return match.end()
    return -1


@cache
def _beginnings_and_ends(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i)<(/?){name}(?=[\s/>])[^>]*+>")
