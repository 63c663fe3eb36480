"""Passes over the HTML of a body and makes the straight marks of its texts typographic.

A paragraph's text is what stands between the tags of two blocks: the tags of inline elements are not
seen. What is in tags, comments, code and the like is left alone, and so is a character reference: it
was written so to stay.
"""

from __future__ import annotations

import re

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.markdown.citations import CITATION_CLASS
from newsgen.reading.markdown.typography.everyday import BEGIN, END, OPENING
from newsgen.reading.markdown.typography.neighbours import ATOM
from newsgen.reading.markdown.typography.pairing import edits
from newsgen.reading.markdown.typography.rules import Rules

_VERBATIM_BLOCKS = frozenset(
    ("listing", "pre", "script", "style", "template", "textarea", "title", "xmp")
)
_VERBATIM = _VERBATIM_BLOCKS | {"code", "kbd", "math", "samp", "svg", "tt", "var"}
_BLOCKS = _VERBATIM_BLOCKS | frozenset((
    "address", "article", "aside", "audio", "blockquote", "body", "caption", "center", "col", "colgroup",
    "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "iframe",
    "legend", "li", "main", "menu", "nav", "object", "ol", "option", "p", "section", "select", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "video",
))  # fmt: skip
_SEEN = _VERBATIM | {"img", "sup", "cite"}
"""Inline elements that stand as a sign of their own, some of them only where they are a citation."""

# Possessive throughout. Of the places in a quoted value few are taken for the beginning of a tag, so
# that the time grows as the text does, however the quotes are set.
_TAG = re.compile(
    r"""<(?:(/?)([a-zA-Z][^\s<>"'/]*+)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>|(!--|(?=[a-zA-Z])))"""
)
_CITATION = f'class="{CITATION_CLASS}"'

_SIGNS = re.compile(r"--(?<!---)-?+(?!-)|\.\.\.(?<!\.\.\.\.)(?!\.)")
_SIGN = {"--": "–", "---": "—", "...": "…"}

_ADDRESS = re.compile(
    r"https?://[^\s<>\"]*[^\s<>\"'.,;:!?)\]}…]"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++|(?<!\w)xn--[\w-]++"
)


def may_change(text: str) -> bool:
    """Whether a Markdown text holds anything that becomes typographic."""
    return "'" in text or '"' in text or "--" in text or "..." in text


def typographic(html: str, rules: Rules, around: str = "", end: int = 0) -> str:
    """The HTML with the marks of the language. Linear in its length.

    A part of an HTML ends at the index `end` of what is `around` it.
    """
    changes = _Pass(html, rules, around, end).changes()
    if not changes:
        return html
    changes.sort()
    pieces, at = [], 0
    for start, stop, written in changes:
        pieces.append(html[at:start])
        pieces.append(written)
        at = stop
    pieces.append(html[at:])
    return "".join(pieces)


def finished(html: str, rules: Rules) -> str:
    """The HTML in which all is typographic but the paragraphs that stand between `BEGIN` and `END`."""
    first, *parts = html.split(BEGIN)
    written, at = [first], len(first)
    for part in parts:
        text, _, rest = part.partition(END)
        written += (typographic(text, rules, html, at + len(BEGIN) + len(text)), rest)
        at += len(BEGIN) + len(part)
    return "".join(written)


class _Paragraph(NamedTuple):
    """A text without its inline tags, and for each part of it its index there and in the HTML."""

    text: str
    parts: list[tuple[int, int]]


class _Pass:
    """One pass over one HTML."""

    def __init__(self, html: str, rules: Rules, around: str, end: int) -> None:
        self._html = html
        self._around, self._around_end = around, end
        self._rules = rules
        self._has_signs = "--" in html or "..." in html
        self._changes: list[tuple[int, int, str]] = []
        self._parts: list[tuple[int, int]] = []
        """Of the paragraph so far: where each text begins and ends. An empty one is a sign's place."""
        self._pending: _Paragraph | None = None
        self._unclosed: set[str] = set()

    def changes(self) -> list[tuple[int, int, str]]:
        """Which parts of the HTML become what, in no order."""
        html, at = self._html, 0
        search = _TAG.search
        while (match := search(html, at)) is not None:
            start = match.start()
            if start > at:
                self._parts.append((at, start))
            at = match.end()
            closing, name, attributes, other = match.groups()
            if name is None:
                # A comment; or a tag that never ends, whose quotes are none of the text.
                sign = "-->" if other else "<"
                end = html.find(sign, at)
                at = len(html) if end < 0 else end + 3 if other else end
                continue
            if not name.islower():
                name = name.lower()
            if name in _BLOCKS:
                if self._parts:
                    self._end_paragraph()
            elif name == "br":
                self._parts.append((start, start + 1))
            elif name not in _SEEN:
                continue
            elif name != "cite" or _CITATION in attributes:
                self._parts.append((start, start))
            if name in _VERBATIM and not closing:
                at = self._behind(name, at)
        if at < len(html):
            self._parts.append((at, len(html)))
        if self._parts:
            self._end_paragraph()
        if self._pending is not None:
            self._change_marks(self._pending, _next_character(self._around, self._around_end))
        return self._changes

    def _behind(self, name: str, at: int) -> int:
        """Where the element ends whose content begins here; here where it never does."""
        if name not in self._unclosed:
            match = re.compile(rf"</{name}(?=[\s>/])", re.IGNORECASE).search(self._html, at)
            if match is not None:
                return match.start()
            # It is not looked for again, however many open.
            self._unclosed.add(name)
        return at

    def _end_paragraph(self) -> None:
        html, parts = self._html, self._parts
        self._parts = []
        first, last = parts[0][0], parts[-1][1]
        if last - first == 1 and html[first] == "\n":
            return
        if self._pending is not None:
            begins = next(filter(None, map(self._first_of, parts)), "")
            if not begins:
                return
            self._change_marks(self._pending, begins)
            self._pending = None
        if html.find("'", first, last) >= 0 or html.find('"', first, last) >= 0:
            self._pending = self._paragraph(parts)
        if self._has_signs:
            for start, end in parts:
                if html.find("--", start, end) >= 0 or html.find("...", start, end) >= 0:
                    text = _without_addresses(html[start:end])
                    self._changes += [
                        (start + sign.start(), start + sign.end(), _SIGN[sign[0]])
                        for sign in _SIGNS.finditer(text)
                    ]

    def _first_of(self, part: tuple[int, int]) -> str:
        """The first character of a part; "" where it is white space, or a sign's place."""
        text = self._html[part[0] : part[1]]
        return "" if text == "<" else text.lstrip()[:1]

    def _paragraph(self, parts: list[tuple[int, int]]) -> _Paragraph | None:
        html = self._html
        if len(parts) == 1:
            start, end = parts[0]
            return _Paragraph(_without_addresses(html[start:end]), [(0, start)])
        texts, places, length = [], [], 0
        for start, end in parts:
            text = html[start:end] or ATOM
            if text == "<":
                text = "\n"
            texts.append(text)
            places.append((length, start))
            length += len(text)
        flat = "".join(texts)
        if "'" not in flat and '"' not in flat:
            return None
        return _Paragraph(_without_addresses(flat), places)

    def _change_marks(self, paragraph: _Paragraph, next_mark: str) -> None:
        parts = paragraph.parts
        number, last = 0, len(parts) - 1
        for index, written in edits(paragraph.text, self._rules, next_mark):
            while number < last and parts[number + 1][0] <= index:
                number += 1
            at = parts[number][1] + index - parts[number][0]
            self._changes.append((at, at + 1, written))


def _next_character(html: str, at: int) -> str:
    """The first character of a text at or after this index; "" where none follows."""
    while at < len(html):
        character = html[at]
        if character == "<" and (tag := _TAG.match(html, at)):
            at = tag.end()
        elif character in (BEGIN, END) or character.isspace():
            at += 1
        else:
            return '"' if character == OPENING else character
    return ""


def _without_addresses(text: str) -> str:
    """The text with signs in the place of addresses, which are as long."""
    if "://" in text or "@" in text or "xn--" in text:
        return _ADDRESS.sub(lambda match: ATOM * len(match[0]), text)
    return text
