"""Tells the tags of HTML, in the usual form with which the parsers of all releases of Python agree."""

from __future__ import annotations

import re

from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError

BLOCK_LEVEL = frozenset((
    "address", "article", "aside", "blockquote", "body", "canvas", "center", "colgroup", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "group", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "html", "iframe", "legend", "li", "main", "map", "math",
    "menu", "nav", "noscript", "object", "ol", "option", "output", "p", "pre", "progress", "script",
    "section", "style", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr",
    "ul", "video",
))  # fmt: skip
"""The elements that are blocks to Python-Markdown."""

LITERAL = frozenset((
    "iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp",
))  # fmt: skip
"""Elements that hold no elements to one release of Python or another."""

# Possessive: the time grows as the text does.
TAG = (
    r"[a-zA-Z][\w:./-]*+"
    r"(?:\s++[\w:][\w:.-]*+(?:\s*+=\s*+"
    r"(?:\"[^\"<`\x0e]*+\"|'[^'<`\x0e]*+'|[^\s\"'=<>`\x0e\x0f]++))?+)*+\s*+/?+"
    r"|/[a-zA-Z][\w:./-]*+\s*+"
)
"""What stands in a tag."""

WRITTEN_TAG = re.compile(rf"<({TAG})>")
_NAME = re.compile(r"/?([a-zA-Z][\w:.-]*+)")
ADDRESS = r"([a-zA-Z][a-zA-Z0-9.+-]*+@[a-zA-Z0-9-]++(?:\.[a-zA-Z0-9-]++)*+)"
"""An address of mail, which becomes a link in pointed brackets."""

MAIL = re.compile(f"<{ADDRESS}>")

WRITTEN_COMMENT = re.compile(r"<!--(?:(?!--)[^\n<>])*+-->")
"""A comment within a line."""

MAY_BE_TAG = re.compile(r"<[a-zA-Z/!?]")
"""How a tag begins, and a comment, and what is neither."""

_MOST_TAGS = 100


def tag_name(tag: str) -> str:
    """The name of the element, in lower case, of what stands in a tag."""
    match = _NAME.match(tag)
    assert match is not None
    return match[1].lower()


def end_of_comment(text: str, start: int) -> int:
    """Where the comment ends that begins here; declines one that ends nowhere, or in another way."""
    end = text.find("--", start + 4)
    if end < 0 or text[end + 2 : end + 3] != ">":
        raise DeclinedError
    return end + 3


def is_tag_in(text: str, beginning: str) -> bool:
    """Whether a tag stands wherever the text has this beginning of one."""
    at = text.find(beginning)
    while at >= 0:
        if not WRITTEN_TAG.match(text, at):
            return False
        at = text.find(beginning, at + 1)
    return True


def has_tags_alone(part: str, text: str) -> bool:
    """Whether what looks like the beginning of a tag in this part of the text is one, or an address."""
    for number, match in enumerate(MAY_BE_TAG.finditer(part)):
        at = match.start()
        if number > _MOST_TAGS:
            return False
        forms = (WRITTEN_TAG, MAIL, WRITTEN_COMMENT)
        if not any(form.match(part, at) for form in forms) and not is_tag_in(text, part[at:]):
            return False
    return True
