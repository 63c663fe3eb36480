"""Extends Python-Markdown so that it reads citations."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from newsgen.reading.markdown.citations import CITATION, CITATION_CLASS, citation_titles

# Between escapes (180), which can switch a citation off, and references (170), which it looks like.
_PRIORITY = 175


class CitationExtension(Extension):
    """Reads citations; registered before the extensions that look for what they know."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.inlinePatterns.register(_CitationProcessor(CITATION, md), CITATION_CLASS, _PRIORITY)


class _CitationProcessor(InlineProcessor):
    """Makes an element for each source of a citation."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[Any, int, int]:
        group = Element("span")
        for title in citation_titles(m.group(1)):
            element = Element("cite")
            element.set("class", CITATION_CLASS)
            element.set("title", title)
            group.append(element)
        return group, m.start(0), m.end(0)
