"""Reads what stands within the text of one block: code, escapes, HTML, links, pictures, emphasis.

The steps are Python-Markdown's patterns in their order. What one of them has made becomes a mark, so
that the later ones see no more of it than they would.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsgen.reading.markdown.attribute_keys import LIST
from newsgen.reading.markdown.heading_ids import UniqueIds, with_dashes
from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError, LineDeclinedError
from newsgen.reading.markdown.plainmarkdown.emphasis import emphasised
from newsgen.reading.markdown.plainmarkdown.html_tags import BLOCK_LEVEL, has_tags_alone
from newsgen.reading.markdown.plainmarkdown.line_code import without_code, without_escapes
from newsgen.reading.markdown.plainmarkdown.line_links import LineLinks
from newsgen.reading.markdown.plainmarkdown.line_tags import without_tags
from newsgen.reading.markdown.plainmarkdown.marks import GT, LT, Marks, with_references
from newsgen.reading.markdown.plainmarkdown.set_aside import SetAside
from newsgen.reading.markdown.plainmarkdown.slugs import slug
from newsgen.reading.markdown.typography import may_change
from newsgen.reading.markdown.typography.everyday import (
    BEGIN,
    END,
    everyday,
    shows_url,
    with_ellipses,
)

if TYPE_CHECKING:
    from newsgen.reading.markdown.converter import Paragraphs

_ATTRIBUTES = re.compile(LIST)

_BLOCK_NAME = re.compile(r"</?([^ >]++)")
_PLACE = "\x02"
"""Begins what Python-Markdown has not put back."""

# Of a text of spaces alone behind a break nothing stays.
_BREAK_BEFORE_SPACE = re.compile(r"  \n\s+(?:[<*_~]|\Z)")


class LineSpans:
    """The spans of one text, block by block."""

    def __init__(self, aside: SetAside) -> None:
        self.is_finished = True
        """Whether no paragraph is left to typography."""
        self.marks = Marks()
        self._aside = aside
        self._links = LineLinks(aside.references, self.marks)
        self._paragraphs: Paragraphs | None = None
        self._ids = UniqueIds()

    def mark(self, tag: str) -> str:
        """The tag, which nothing reads again."""
        return tag

    def allow_odd_line(self) -> None:
        """Takes any line."""

    def code(self, text: str) -> str:
        """The HTML of code that is indented."""
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f"<pre><code>{text.rstrip()}\n</code></pre>"

    def set_aside(self, line: str) -> str:
        """The HTML for which the line stands."""
        written = self._aside.of(line)
        if written is None:
            raise DeclinedError
        name = _BLOCK_NAME.match(written)
        if name and name[1][0] != "!" and name[1].lower().rstrip("/") not in BLOCK_LEVEL:
            # Python-Markdown does not know the block by a name before the end of a line.
            written = f"<p>{written}</p>"
        if written.startswith("<pre><code"):
            return written
        if written:
            self.marks.is_clean = False
        if may_change(written):
            self.is_finished = False
            return f"{BEGIN}{written}{END}"
        return written

    def heading(self, level: int, words: str) -> str:
        """The heading of these words, with an id that no other one has."""
        written = self.html(words, is_heading=True) if words else ""
        return f'<h{level} id="{self._ids.unique(slug(written))}">{written}</h{level}>'

    def html(self, text: str, *, is_heading: bool = False) -> str:
        """The HTML of the text of one block; between signs where typography is to look at it."""
        self.marks.begin()
        try:
            text = self._read(text)
        except LineDeclinedError:
            if is_heading:
                raise
            return self._by_python_markdown(text)
        if is_heading and "--" in text:
            # Before its id is made, which holds none of them.
            text = with_dashes(text)
        made = self._typographic(text)
        if made is not None:
            return self.marks.put_back(made)
        self.is_finished = False
        return f"{BEGIN}{self.marks.put_back(text)}{END}"

    def _read(self, text: str) -> str:
        text = self._marked(text)
        if "{" in text and _ATTRIBUTES.search(text):
            raise DeclinedError
        return emphasised(text)

    def _by_python_markdown(self, text: str) -> str:
        # By need: most texts are read without it.
        from newsgen.reading.markdown.converter import Paragraphs

        if "<" in text and not has_tags_alone(text, self._aside.text):
            raise DeclinedError
        if self._paragraphs is None:
            self._paragraphs = Paragraphs(self._aside.references)
        written = self._paragraphs.html(text)
        if not written.startswith("<p>") or not written.endswith("</p>") or _PLACE in written:
            raise DeclinedError
        self.marks.is_clean = False
        written = written[3:-4]
        if not may_change(written):
            return written
        self.is_finished = False
        return f"{BEGIN}{written}{END}"

    def _typographic(self, text: str) -> str | None:
        if not may_change(text):
            return text
        if self.marks.has_signs or shows_url(text) or "@" in text.replace("<@", ""):
            return None
        made = with_ellipses(text)
        return None if made is None else everyday(made)

    def _marked(self, text: str) -> str:
        if "<" in text or ">" in text:
            text = text.replace("<", LT).replace(">", GT)
        if "`" in text:
            text = without_code(text, self.marks)
        if "\\" in text:
            text = without_escapes(text, self.marks)
        if LT in text:
            text = without_tags(text, self.marks, self._aside.text)
        text = with_references(text)
        if "[" in text:
            text = self._links.without_links(text)
        if "  \n" in text:
            if _BREAK_BEFORE_SPACE.search(text):
                raise LineDeclinedError
            text = text.replace("  \n", f"{self.marks.sign('<br>')}\n")
        return text
