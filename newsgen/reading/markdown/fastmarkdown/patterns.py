"""Provides faster methods for known inline patterns.

They are views: the registry keeps the pattern that other extensions know and may change, and the
view sees every change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any
from xml.etree.ElementTree import Element

from markdown import inlinepatterns as builtin
from markdown import util
from markdown.extensions.footnotes import FootnoteInlineProcessor

from newsgen.reading.markdown.fastmarkdown.candidates import places_of
from newsgen.reading.markdown.fastmarkdown.notes import NoteMark
from newsgen.reading.markdown.fastmarkdown.shared_state import view_as
from newsgen.reading.markdown.link_extension import EndedImage, EndedLink
from newsgen.reading.markdown.work import MUCH, Work

_BRACKET = re.compile(r"[\[\]]")
_NEAR = 20
"""Brackets within a link's text that are paired without a look at the whole text."""

# What Python-Markdown's own loops take for a character, in nanoseconds.
_EFFORT_OF_A_LINK = 300
_EFFORT_OF_A_SPAN = 100
_EFFORT_OF_A_BRACKET = 500
_EFFORT_OF_A_DELIMITER = 500


def _near_close(text: str, index: int) -> int:
    """Where the bracket that opens before this index is closed; -1 where that is not near."""
    depth = 1
    for match in islice(_BRACKET.finditer(text, index), _NEAR):
        depth += 1 if match.group() == "[" else -1
        if not depth:
            return match.start()
    return -1


def _bracket_pairs(text: str) -> dict[int, int]:
    """Where each opening bracket of the text that is closed is closed."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match.group() == "[":
            opened.append(match.start())
        elif opened:
            pairs[opened.pop()] = match.start()
    return pairs


class _Unescaping(builtin.InlineProcessor):
    """Looks placeholders up only in a text that has some."""

    work: Work

    def unescape(self, text: str) -> str:
        return super().unescape(text) if util.STX in text else text


class _Bracketed(_Unescaping, builtin.LinkInlineProcessor):
    """Finds a link's closing bracket without looking at each character."""

    bracket_pairs: tuple[str, Mapping[int, int]] = ("", {})
    """The pairs of the last text with nested brackets.

    All brackets of a text are tried in turn, and without this a text of n nested ones takes n
    scans of its whole length, as it does in Python-Markdown.
    """

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        close = data.find("]", index)
        if close == -1:
            return data[index:], len(data), False
        if data.find("[", index, close) != -1:
            close = _near_close(data, index)
            if close == -1:
                if self.bracket_pairs[0] is not data:
                    self.work.add(data.count("[") * 2 * _EFFORT_OF_A_BRACKET)
                    self.bracket_pairs = (data, _bracket_pairs(data))
                close = self.bracket_pairs[1].get(index - 1, -1)
            if close == -1:
                return data[index:], len(data), False
        return data[index:close], close + 1, True

    def getLink(  # noqa: N802
        self, data: str, index: int
    ) -> tuple[str, str | None, int, bool]:
        match = self.RE_LINK.match(data, index)
        if match is None:
            return "", None, index, False
        if not match.group(1):
            start = match.end()
            close = data.find(")", start)
            if close != -1:
                address = data[start:close]
                if "(" not in address and '"' not in address and "'" not in address:
                    return self.unescape(address).strip(), None, close + 1, True
            else:
                # Whatever stands there, nothing closes it.
                return "", None, index, False
        found = super().getLink(data, index)
        self.work.add(((found[2] if found[3] else len(data)) - index) * _EFFORT_OF_A_LINK)
        return found


class Link(_Bracketed, builtin.LinkInlineProcessor):
    """`[text](address "title")`"""


class Image(_Bracketed, builtin.ImageInlineProcessor):
    """`![text](address "title")`"""


class WholeLink(_Bracketed, EndedLink):
    """The same, where what has no end is no link."""


class WholeImage(_Bracketed, EndedImage):
    """The same of a picture."""


class Reference(_Bracketed, builtin.ReferenceInlineProcessor):
    """`[text][name]`"""


class ShortReference(_Bracketed, builtin.ShortReferenceInlineProcessor):
    """`[name]`"""


class ImageReference(_Bracketed, builtin.ImageReferenceInlineProcessor):
    """`![text][name]`"""


class ShortImageReference(_Bracketed, builtin.ShortImageReferenceInlineProcessor):
    """`![name]`"""


class Autolink(_Unescaping, builtin.AutolinkInlineProcessor):
    """`<https://example.org>`"""


class Html(builtin.HtmlInlineProcessor):
    """A tag, a comment or an entity, kept as it is."""

    def unescape(self, text: str) -> str:
        return super().unescape(text) if util.STX in text else text


class Code(builtin.BacktickInlineProcessor):
    """Code between backticks."""

    work: Work

    def find_code_spans(  # type: ignore[override]
        self, start: int, text: str
    ) -> tuple[int, int | None]:
        """Where the code begins and ends, which is looked for to the end of the text."""
        found: Any = super().find_code_spans(start, text)
        begin, end = found
        self.work.add(((len(text) if end is None else end) - start) * _EFFORT_OF_A_SPAN)
        return begin, end


class Delimiters(builtin.DelimiterProcessor):
    """Emphasis: goes from delimiter to delimiter, not from character to character."""

    work: Work

    def search(self, data: str, start: int) -> re.Match[str] | None:
        for place in places_of(self.delimiters, data, start):
            delimiter = self.delimiters[data[place]]
            match = delimiter.boundary.match(data, place)
            if len(data) > MUCH:
                self.work.add(_EFFORT_OF_A_DELIMITER)
            if match is not None and (delimiter.stack or match.lastgroup != "end"):
                return match
        return None

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        return self._simple_pair(m.start(), data) or super().handleMatch(m, data)

    def _simple_pair(self, begin: int, data: str) -> tuple[Element, int, int] | None:
        """The element for one or two delimiters that the next delimiter closes.

        That is nearly all emphasis there is: nothing nested, nothing ambiguous. Anything else is
        left to Python-Markdown's general algorithm, whose state is not touched here.
        """
        delimiter = self.delimiters[data[begin]]
        if (
            delimiter.tag_count != 2
            or self.regions
            or self.cache_index
            or any(other.stack for other in self.delimiters.values())
        ):
            return None
        opening = self.get_match(data, begin)
        if opening is None or opening.lastgroup == "end" or len(opening.group()) > 2:
            return None
        closing = self._next_boundary(data, opening.end(), delimiter)
        if closing is None or closing.lastgroup != "end" or closing.group() != opening.group():
            return None
        strong, emphasis = delimiter.tags
        element = Element(strong if len(opening.group()) == 2 else emphasis)
        element.text = data[opening.end() : closing.start()]
        return element, begin, closing.end()

    def _next_boundary(
        self, data: str, start: int, opened: builtin.Delimiter
    ) -> re.Match[str] | None:
        """What `search` finds while that delimiter alone is open."""
        for place in places_of(self.delimiters, data, start):
            delimiter = self.delimiters[data[place]]
            match = delimiter.boundary.match(data, place)
            if len(data) > MUCH:
                self.work.add(_EFFORT_OF_A_DELIMITER)
            if match is not None and (delimiter is opened or match.lastgroup != "end"):
                return match
        return None


_VIEWS: dict[type, type[builtin.InlineProcessor]] = {
    builtin.LinkInlineProcessor: Link,
    builtin.ImageInlineProcessor: Image,
    EndedLink: WholeLink,
    EndedImage: WholeImage,
    builtin.ReferenceInlineProcessor: Reference,
    builtin.ShortReferenceInlineProcessor: ShortReference,
    builtin.ImageReferenceInlineProcessor: ImageReference,
    builtin.ShortImageReferenceInlineProcessor: ShortImageReference,
    builtin.AutolinkInlineProcessor: Autolink,
    builtin.HtmlInlineProcessor: Html,
    builtin.DelimiterProcessor: Delimiters,
    builtin.BacktickInlineProcessor: Code,
    FootnoteInlineProcessor: NoteMark,
}


def faster(pattern: Any, work: Work) -> Any:
    """A view of the pattern with faster methods, or the pattern itself where there is none."""
    view_type = _VIEWS.get(type(pattern))
    if view_type is Delimiters and any(len(token) != 1 for token in pattern.tokens):
        return pattern
    if view_type is None:
        return pattern
    view: Any = view_as(view_type, pattern)
    view.work = work
    return view
