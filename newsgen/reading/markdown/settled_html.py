"""Rewrites the HTML in a body so that nothing that was written is lost in silence.

Python-Markdown hands on whatever looks like a tag, and the sanitiser takes away what it does not
know. In between, this keeps as text what is no HTML (`<name withheld>`), puts another element in
the place of one that means the same, and takes note of all the rest that goes.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Literal

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.markdown import raw_tags, tag_meaning
from newsgen.reading.markdown.html_names import (
    NAMED,
    NOUNS,
    OFFICE_PREFIXES,
    PARTS,
    REFUSED,
    RENAMED,
    WITH_CONTENT,
)

Kind = Literal[
    "element", "section", "data", "comment", "unclosed", "quote", "unknown", "struck", "hidden", "picture"
]  # fmt: skip

_BEGUN = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:_-]*+)")
_EMPTY = frozenset(("br", "col", "hr", "wbr"))

_MOST_UNCLOSED = 20
"""After so many tags that never end all that follows stays as text: each is looked for to the end."""


class Loss(NamedTuple):
    """What goes, or stays as text: the name, how it is written, and where it stands in the HTML."""

    kind: Kind
    name: str
    written: str
    start: int
    end: int


class Settled(NamedTuple):
    """HTML that holds no other tags than those of the body's elements."""

    html: str
    losses: tuple[Loss, ...]


def settled(html: str, keeps: Set[str]) -> Settled:
    """The HTML of Markdown before the sanitiser sees it; `keeps` are the elements that a body may hold.

    Takes time in proportion to its length.
    """
    walk = _Walk(html, keeps)
    walk.through()
    return Settled(walk.html(), tuple(walk.losses))


class _Walk:
    """Goes through the HTML once, from each `<` to the next."""

    def __init__(self, html: str, keeps: Set[str]) -> None:
        self.losses: list[Loss] = []
        self._html = html
        self._keeps = keeps
        self._pieces: list[str] = []
        self._copied = 0
        self._ends: dict[str, int] | None = None
        self._absent: set[str] = set()
        self._unclosed = 0
        self._spans: list[str] = []
        self._inside: set[str] = set()
        self._code = 0
        self._has_open_marks = tag_meaning.has_open_marks(html)

    def html(self) -> str:
        """The HTML as far as it was gone through."""
        return "".join((*self._pieces, self._html[self._copied :]))

    def through(self) -> None:
        html, at = self._html, 0
        while True:
            start = raw_tags.next_sign(html, at)
            if self._has_open_marks and not self._code:
                self._note_open_marks(at, len(html) if start < 0 else start)
            if start < 0:
                return
            following = html[start + 1 : start + 2]
            if html[start - 1 : start] == "\\" and not self._code:
                # As in every preview. Python-Markdown does not know that it can be escaped.
                at = self._replace(start - 1, start + 1, "&lt;")
            elif html[start - 2 : start] == "{{":
                # A shortcode of another system is no tag: it is told by its own marks.
                at = self._as_text(start, start + 1)
            elif following == "/" or (following.isalpha() and following.isascii()):
                at = self._tag(start)
            elif following == "!":
                at = self._declaration(start)
            elif following == "?":
                at = self._instruction(start)
            else:
                at = start + 1

    def _tag(self, start: int) -> int:
        match = None
        if self._unclosed < _MOST_UNCLOSED:
            match = raw_tags.tag_at(self._html, start)
        if match is None:
            begun = _BEGUN.match(self._html, start)
            if begun is not None:
                self._unclosed += 1
                self._note("unclosed", begun[1], start, begun.end())
            return self._as_text(start, start + 1)
        slash, name, rest = match.groups()
        name = name.lower()
        if slash:
            return self._end_tag(name, start, match.end())
        swallowed = raw_tags.swallows(rest) if "<" in rest else ""
        if swallowed:
            self._unclosed += 1
            self._note("quote" if swallowed == "quote" else "unclosed", name, start, match.end())
            return self._as_text(start, start + 1)
        return self._start_tag(name, rest, start, match.end())

    def _start_tag(self, name: str, rest: str, start: int, end: int) -> int:
        keeps = name in self._keeps
        if keeps and not rest:
            # As nearly all are.
            if name == "code" or name == "pre":
                self._code += 1
            elif name == "span":
                self._spans.append("span")
            elif name in NOUNS and self._is_word(name, rest, start):
                return self._as_text(start, end)
            return end
        if not keeps and name not in REFUSED:
            return self._unknown(name, rest, start, end)
        if self._is_word(name, rest, start):
            return self._as_text(start, end)
        if not keeps:
            return self._refused(name, rest, start, end)
        if name == "code" or name == "pre":
            self._code += 1
        new_name = self._name_by_style(name, rest, start, end)
        new_rest = rest
        if name == "a" and "name" in rest.lower():
            new_rest = raw_tags.with_id_for_name(rest)
        elif name == "img" and not tag_meaning.has_source(rest):
            self._note("picture", name, start, end)
        if name == "span":
            self._spans.append(new_name)
        if new_name != name or new_rest != rest:
            return self._replace(start, end, f"<{new_name}{new_rest}>")
        return end

    def _end_tag(self, name: str, start: int, end: int) -> int:
        self._inside.discard(name)
        if name in self._keeps:
            if (name == "code" or name == "pre") and self._code:
                self._code -= 1
            elif name == "span" and self._spans and self._spans.pop() == "s":
                return self._replace(start, end, "</s>")
            return end
        if name in RENAMED:
            return self._replace(start, end, f"</{RENAMED[name]}>")
        if name in REFUSED or name.startswith(OFFICE_PREFIXES):
            return self._replace(start, end, "")
        return self._as_text(start, end)

    def _refused(self, name: str, rest: str, start: int, end: int) -> int:
        """An element that a body may not hold: another, its content alone, or nothing."""
        self._name_by_style(name, rest, start, end)
        if name in WITH_CONTENT and not rest.endswith("/"):
            last = self._end(name, end)
            if last > 0:
                self._note("element", name, start, last)
                return self._replace(start, last, "")
        if name == "image" and not tag_meaning.has_source(rest):
            self._note("picture", name, start, end)
        if name in NAMED and self._inside.isdisjoint(PARTS.get(name, ())):
            self._note("element", name, start, end)
        if not rest.endswith("/"):
            self._inside.add(name)
        new = RENAMED.get(name, "")
        if not new:
            return self._replace(start, end, "")
        if name == "center":
            return self._replace(start, end, '<div class="align-center">')
        return self._replace(start, end, f"<{new}{rest}>")

    def _unknown(self, name: str, rest: str, start: int, end: int) -> int:
        """What is no element of HTML: it stays as text, and is named where it was meant as a mark."""
        if name.startswith(OFFICE_PREFIXES):
            return self._replace(start, end, "")
        if not self._code and ("=" in rest or self._has_end(name, end)):
            self._note("unknown", name, start, end)
        return self._as_text(start, end)

    def _is_word(self, name: str, rest: str, start: int) -> bool:
        """Whether what looks like a tag of HTML is text, such as `<source withheld>` or `<time>`."""
        if not rest.strip():
            return name in NOUNS and not self._is_of_parent(name, start)
        return tag_meaning.has_words(rest)

    def _is_of_parent(self, name: str, start: int) -> bool:
        return self._has_end(name, start) or not self._inside.isdisjoint(PARTS.get(name, ()))

    def _name_by_style(self, name: str, rest: str, start: int, end: int) -> str:
        """The element's name, or `s` for a span that strikes through; notes what a reader would miss."""
        looks = tag_meaning.looks_of(rest)
        # What holds nothing shows nothing.
        if looks.is_hidden and name not in _EMPTY and not self._html.startswith("</", end):
            self._note("hidden", name, start, end)
        if looks.is_struck:
            if name == "span":
                return "s"
            if name not in ("s", "del", "strike"):
                self._note("struck", name, start, end)
        return name

    def _declaration(self, start: int) -> int:
        html = self._html
        if html.startswith("<!--", start):
            end = -1 if "-->" in self._absent else raw_tags.comment_end(html, start)
            if end < 0:
                self._absent.add("-->")
                self._note("unclosed", "!--", start, start + 4)
                return self._as_text(start, start + 4)
            inner = html.find("<!--", start + 4, end)
            if inner >= 0 and "\n" in html[start:inner]:
                self._note("comment", "!--", start, end)
            return self._replace(start, end, "")
        if html.startswith("<![CDATA[", start):
            end = self._found("]]>", start)
            self._note("data", "![CDATA[", start, end + 3 if end >= 0 else start + 9)
            if end < 0:
                return self._replace(start, start + 9, "")
            words = html[start + 9 : end].replace("<", "&lt;").replace(">", "&gt;")
            return self._replace(start, end + 3, words)
        if html[start + 2 : start + 9].lower() == "doctype":
            end = self._found(">", start)
            if end >= 0:
                self._note("section", "!DOCTYPE", start, end + 1)
                return self._replace(start, end + 1, "")
        return self._as_text(start, start + 2)

    def _instruction(self, start: int) -> int:
        begins = self._html[start + 2 : start + 3]
        end = self._found("?>", start) if begins.isalpha() or begins == "=" else -1
        if end < 0:
            return self._as_text(start, start + 2)
        self._note("section", "?", start, end + 2)
        return self._replace(start, end + 2, "")

    def _note_open_marks(self, start: int, end: int) -> None:
        """Takes note of tags and comments without an end, which Python-Markdown has made text of."""
        for name, begins, ends in tag_meaning.open_marks(self._html, start, end):
            if name == "!--" or name in self._keeps or name in REFUSED:
                self._note("unclosed", name, begins, ends)

    def _found(self, sign: str, start: int) -> int:
        """Where the sign stands next; what was looked for in vain is not looked for again."""
        at = -1 if sign in self._absent else self._html.find(sign, start)
        if at < 0:
            self._absent.add(sign)
        return at

    def _end(self, name: str, start: int) -> int:
        """Where the element ends; -1 where nothing ends it."""
        if not self._has_end(name, start):
            return -1
        if name in ("math", "svg") and name not in self._absent:
            end = raw_tags.end_of(self._html, name, start, nests=True)
            if end > 0:
                return end
            # From one that more begin than end, the count says nothing.
            self._absent.add(name)
        return raw_tags.end_of(self._html, name, start, nests=False)

    def _has_end(self, name: str, start: int) -> bool:
        if self._ends is None:
            self._ends = raw_tags.last_ends(self._html)
        return self._ends.get(name, -1) >= start

    def _note(self, kind: Kind, name: str, start: int, end: int) -> None:
        self.losses.append(Loss(kind, name, self._html[start:end], start, end))

    def _as_text(self, start: int, end: int) -> int:
        return self._replace(start, end, self._html[start:end].replace("<", "&lt;"))

    def _replace(self, start: int, end: int, new: str) -> int:
        self._pieces += (self._html[self._copied : start], new)
        self._copied = end
        return end
