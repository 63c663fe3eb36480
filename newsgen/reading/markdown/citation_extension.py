"""Extends Python-Markdown so that it reads citations."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from newsgen.reading.markdown.citations import (
    CITATION,
    CITATION_CLASS,
    citation_titles,
    is_link_ahead,
)

# Between escapes (180), which can switch a citation off, and references (170), which it looks like.
_PRIORITY = 175

_LABEL = re.compile(r" ?\[([^\[\]]*+)\]")


class CitationExtension(Extension):
    """Reads citations; registered before the extensions that look for what they know."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.inlinePatterns.register(_CitationProcessor(CITATION, md), CITATION_CLASS, _PRIORITY)


class _CitationProcessor(InlineProcessor):
    """Makes an element for each source of a citation."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Any, int | None, int | None]:
        if self._is_link(m[0][1:-1], data, m.end()):
            return None, None, None
        group = Element("span")
        # Code and escapes within are placeholders already.
        for title in map(self.unescape, citation_titles(m[1])):
            element = Element("cite")
            element.set("class", CITATION_CLASS)
            element.set("title", title)
            group.append(element)
        return group, m.start(0), m.end(0)

    def _is_link(self, words: str, data: str, end: int) -> bool:
        """Whether the bracket that ends here holds the words of a link, by an address or by a name."""
        if is_link_ahead(data, end):
            return True
        references = self.md.references
        if not references:
            return False
        named = _LABEL.match(data, end)
        return " ".join(((named and named[1]) or words).split()).lower() in references
