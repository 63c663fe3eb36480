"""Reads what stands within a line: citations, links and emphasis.

A tag with attributes becomes a mark, "<@3>", until the text around it is done, so that nothing in
an address is taken for Markdown. A mark looks like a tag to whoever asks where a text ends.
"""

from __future__ import annotations

import re
from typing import NoReturn

from newsgen.reading.markdown.citations import CITATION, citation_titles, is_link_ahead
from newsgen.reading.markdown.heading_ids import with_dashes
from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError
from newsgen.reading.markdown.replacing import replaced
from newsgen.reading.markdown.typography.everyday import (
    BEGIN,
    END,
    everyday,
    everyday_document,
    shows_url,
    with_apostrophes,
    with_ellipses,
)

# No time bound guards what is done here: what looks like a citation is found in one pass, and the
# expression that tells whether it is one sees no more than a line of it.
_CITATION_LIKE = re.compile(r"\[\s*+@[^\[\]]*+\]")
_CITATION = re.compile(CITATION)
_MAX_CITATION = 300

_LINK = re.compile(r"\[(?<!!\[)(?!\^)([^\[\]<>\n]+)\]\(([^\s()<>\"'\[\]]+)\)")
_IMAGE = re.compile(r"!\[([^\[\]<>\n\"&]*)\]\(([^\s()<>\"'\[\]]+)\)")
MARK = "<@"
"""Begins the mark of a tag."""

_ODD = ("](", "[@", "![", "[^", "[TOC]")
_INNER = r"(?:[^*<>\n]++|<@\d+>[^*<>\n]*+</a>)"
_STRONG = re.compile(rf"\*\*(?<!\*\*\*)(?![\s*])({_INNER}+)(?<!\s)\*\*(?!\*)")
_EMPHASIS = re.compile(rf"\*(?<!\*\*)(?![\s*])({_INNER}+)(?<!\s)\*(?!\*)")
# An underscore within a word is one; at both ends of words they are what stars are.
_UNDERLINED = re.compile(r"_(?<![\w]_)([^\W_](?:[^_*<>\n]*[^\W_])?)_(?!\w)")
_UNDERLINED_TWICE = re.compile(r"__(?<![\w]__)([^\W_](?:[^_*<>\n]*[^\W_])?)__(?!\w)")
_UNDERSCORE = re.compile(r"_(?<![^\W_]_)|_(?![^\W_])")


class Spans:
    """The tags with attributes of one text."""

    def __init__(self) -> None:
        self.tags: list[str] = []
        self.is_finished = True
        """Whether there are no such signs in the text."""
        self._is_everyday = False
        self._is_odd = False
        """Whether there are addresses, or dots side by side: no text is everyday then."""

    def mark(self, tag: str) -> str:
        """The mark that stands for the tag."""
        self.tags.append(tag)
        return f"{MARK}{len(self.tags) - 1}>"

    def allow_odd_line(self) -> None:
        """Declines a line with spaces at its end, which may be a line break, and one that is no heading."""
        raise DeclinedError

    def code(self, text: str) -> NoReturn:
        """Declines code: what looks like Markdown in it is read already."""
        raise DeclinedError

    def set_aside(self, line: str) -> NoReturn:
        """Declines: nothing is set aside."""
        raise DeclinedError

    def heading(self, level: int, words: str) -> str:
        """The heading of these words. It begins with a mark, for its `id` is made of them as they will be."""
        if not words:
            raise DeclinedError
        if "--" in words:
            words = with_dashes(words)
        return f"{MARK}h{level}>{self.html(words)}</h{level}>"

    def html(self, text: str) -> str:
        """The text with the marks of everyday, or itself with signs around it where it holds others."""
        if self._is_everyday:
            return text
        if self._is_odd:
            made = None if any(map(text.__contains__, ("'", '"', "--", "..."))) else text
        else:
            made = everyday(text)
        if made is None:
            self.is_finished = False
            return f"{BEGIN}{text}{END}"
        return made

    def marked(self, text: str) -> str:
        """The text with tags in place of its Markdown."""
        has_at = "@" in text
        if "[" in text:
            if has_at:
                text = replaced(text, "[", _CITATION_LIKE, self._citation)
            if "!" in text:
                text = replaced(text, "![", _IMAGE, self._image)
            text = replaced(text, "[", _LINK, self._link)
            # Without a definition, words in brackets stay as they are.
            if "[" in text and any(odd in text for odd in _ODD):
                raise DeclinedError
        if "_" in text:
            text = replaced(text, "__", _UNDERLINED_TWICE, _strong)
            text = replaced(text, "_", _UNDERLINED, _emphasis)
            if _UNDERSCORE.search(text):
                raise DeclinedError
        if "*" in text:
            text = replaced(text, "**", _STRONG, _strong)
            text = replaced(text, "*", _EMPHASIS, _emphasis)
        return self._with_marks(text, may_show_address=has_at and text.count("@") > len(self.tags))

    def _with_marks(self, text: str, *, may_show_address: bool) -> str:
        """The text with what can be made typographic before its paragraphs are told apart."""
        if may_show_address or shows_url(text):
            self._is_odd = True
            return text
        made = everyday_document(text)
        if made is not None:
            self._is_everyday = True
            return made
        made = with_ellipses(text)
        self._is_odd = made is None
        return text if made is None else with_apostrophes(made)

    def _link(self, match: re.Match[str]) -> str:
        tag = self.mark(f'<a href="{match[2]}">')
        return f"{tag}{match[1]}</a>"

    def _image(self, match: re.Match[str]) -> str:
        return self.mark(f'<img alt="{match[1]}" src="{match[2]}">')

    def _citation(self, match: re.Match[str]) -> str:
        written = match[0]
        if is_link_ahead(match.string, match.end()):
            return written
        if any(odd in written for odd in '\n"&') or len(written) > _MAX_CITATION:
            raise DeclinedError
        citation = _CITATION.fullmatch(written)
        if citation is None:
            raise DeclinedError
        cites = "".join(
            f'<cite class="newsgen-citation" title="{title}"></cite>'
            for title in citation_titles(citation[1])
        )
        return self.mark(f"<span>{cites}</span>")


def _strong(match: re.Match[str]) -> str:
    return f"<strong>{match[1]}</strong>"


def _emphasis(match: re.Match[str]) -> str:
    return f"<em>{match[1]}</em>"
