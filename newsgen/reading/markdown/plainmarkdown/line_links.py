"""Reads citations, links and pictures within a line."""

from __future__ import annotations

import re

from newsgen.reading.markdown.attribute_keys import LIST, attributes_in, is_known
from newsgen.reading.markdown.citations import CITATION, citation_titles, is_link_ahead
from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError, LineDeclinedError
from newsgen.reading.markdown.plainmarkdown.definitions import References
from newsgen.reading.markdown.plainmarkdown.emphasis import emphasised, is_settled
from newsgen.reading.markdown.plainmarkdown.link_targets import (
    Target,
    closing_bracket,
    target_at,
)
from newsgen.reading.markdown.plainmarkdown.marks import GT, LT, Marks, attribute
from newsgen.reading.markdown.sanitizer_fast_path import is_clean_tag

_CITATION_LIKE = re.compile(r"\[\s*+@[^\[\]]*+\]")
_CITATION = re.compile(CITATION)
_MAX_CITATION = 300

_WORDS = r"[^\[\]<>]|<[@!]\d++>"
_BARE_URL = rf"[^\s()<>\"'\[\]`\\{LT}{GT}]"
_TARGET = (
    rf"\(\s*+(?:((?:{_BARE_URL}|\((?:{_BARE_URL})*+\))++)|{LT}([^<>\n{LT}{GT}]*+){GT})"
    rf"(?:\s++(?:\"([^\"()\[\]<>{LT}{GT}]*+)\"|'([^'\"()\[\]<>{LT}{GT}]*+)'))?+\s*+\)"
)
_LINK = re.compile(rf"\[(?<!!\[)(?!\^)((?:{_WORDS})*+)\]{_TARGET}")
_IMAGE = re.compile(rf"!\[([^\[\]<>\n{LT}{GT}]*+)\]{_TARGET}")
_NAMED_IMAGE = re.compile(rf"!\[([^\[\]<>\n{LT}{GT}]*+)\](?:\s?\[([^\[\]<>{LT}{GT}]*+)\])?+")
_NAMED = re.compile(rf"\[(?<!!\[)((?:{_WORDS})*+)\](?:\s?\[([^\[\]<>{LT}{GT}]*+)\])?+")
_NESTED = re.compile(r"\[[^\[\]]*+\[")

_MOST_LOOKS = 100_000
"""Characters that are looked at for links of an unusual form, in all blocks of a text."""

_LABEL = re.compile(r" ?\[([^\[\]]*+)\]")
_IS_FOLLOWED = re.compile(r"\(|\s?\[")
_SPACE = re.compile(r"\s")

_LIST = re.compile(LIST)
_SIGNS = frozenset(f"*_~`[]<>&\\{LT}{GT}")
"""What is read within a line, or was: a list with any of them is left to Python-Markdown."""

Given = tuple[tuple[str, str], ...]
"""The keys and values of an attribute list."""

_ODD = ("](", "[@", "![", "[^", "[TOC]")


class LineLinks:
    """The links of one text, whose labels lead to `references`."""

    def __init__(self, references: References, marks: Marks) -> None:
        self._references = references
        self._marks = marks
        self._looks = 0
        self._named_end = 0
        self._has_titles = False

    def without_links(self, text: str) -> str:
        """The text with marks for its citations, its pictures and the tags of its links."""
        self._has_titles = False
        if "@" in text:
            text = _CITATION_LIKE.sub(self._citation, text)
        references = self._references
        if "![" in text:
            text = self._without_images(text)
            if references:
                text = _NAMED_IMAGE.sub(self._named_image, text)
        if references:
            if _NESTED.search(text):
                raise LineDeclinedError
            self._named_end = 0
            text = _NAMED.sub(self._named, text)
        if "](" in text:
            text = self._without_targets(text, are_images=False)
            if "](" in text and "![" in text:
                text = self._without_targets(text, are_images=True)
        if "[" in text and any(odd in text for odd in _ODD):
            raise LineDeclinedError
        return text

    def _without_images(self, text: str) -> str:
        """The text with marks for its pictures of the everyday form."""
        pieces: list[str] = []
        done, at = 0, text.find("![")
        while at >= 0:
            match = _IMAGE.match(text, at)
            if match is None:
                at = text.find("![", at + 2)
                continue
            self._has_titles = self._has_titles or _title(match) is not None
            given, end = _given_at(text, match.end(), "img")
            pieces += (text[done:at], self._picture(match[1], _target(match), _title(match), given))
            done, at = end, text.find("![", end)
        pieces.append(text[done:])
        return "".join(pieces)

    def _without_targets(self, text: str, *, are_images: bool) -> str:
        """The text with links, or with pictures of an unusual form, in the place of their brackets."""
        pieces: list[str] = []
        done, at = 0, text.find("[")
        while at >= 0:
            if (at > 0 and text[at - 1] == "!") != are_images:
                at = text.find("[", at + 1)
                continue
            match = None if are_images else _LINK.match(text, at)
            if match is not None:
                words, url, title, end = match[1], _target(match), _title(match), match.end()
            else:
                found = self._unusual(text, at)
                if found is None:
                    at = text.find("[", at + 1)
                    continue
                words, (url, title, end) = found
            given, end = _given_at(text, end, "img" if are_images else "a")
            make = self._picture if are_images else self._linked
            pieces += (text[done : at - are_images], make(words, url, title, given))
            done, at = end, text.find("[", end)
        pieces.append(text[done:])
        return "".join(pieces)

    def _unusual(self, text: str, at: int) -> tuple[str, Target] | None:
        """The words and the target of a link whose brackets have not the everyday form."""
        self._looks += len(text) - at
        if self._looks > _MOST_LOOKS:
            raise DeclinedError
        closing = closing_bracket(text, at + 1)
        if closing < 0 or not text.startswith("(", closing + 1):
            return None
        found = target_at(text, closing + 1)
        if found is None:
            return None
        written = text[closing + 1 : found.end]
        if "<" in written or self._has_titles:
            # A picture that became a mark may have held what ends it.
            raise LineDeclinedError
        return text[at + 1 : closing], found

    def _picture(self, alt: str, url: str, title: str | None, given: Given = ()) -> str:
        if "<" in alt:
            raise LineDeclinedError
        tag = _tag("img", {"alt": alt, "src": url}, title, given)
        return self._marks.sign(tag, is_clean=is_clean_tag(tag))

    def _linked(self, words: str, url: str, title: str | None, given: Given = ()) -> str:
        words = emphasised(words)
        if not is_settled(words):
            raise LineDeclinedError
        if "</a>" in words:
            self._marks.is_clean = False
        return f"{self._marks.seen_through(_tag('a', {'href': url}, title, given))}{words}</a>"

    def _named_image(self, match: re.Match[str]) -> str:
        found = self._reference(match)
        if found is None or _IS_FOLLOWED.match(match.string, match.end()):
            # Other forms are read before this one.
            raise LineDeclinedError
        return self._picture(match[1], found[0], found[1].replace(">", GT) or None)

    def _named(self, match: re.Match[str]) -> str:
        start = match.start()
        if start and match.string[start - 1] == "]" and self._named_end != start:
            # It may be the name behind words of another form.
            raise LineDeclinedError
        self._named_end = match.end()
        found = self._reference(match)
        if found is None:
            labels = () if match[2] is None else (match[1].lower(), match[2].lower())
            if any(label in self._references for label in labels):
                raise LineDeclinedError
            return match[0]
        if match[2] is None and match.string.startswith("(", match.end()):
            return match[0]
        return self._linked(match[1], found[0], found[1].replace(">", GT) or None)

    def _reference(self, match: re.Match[str]) -> tuple[str, str] | None:
        label = (match[2] or match[1]).lower()
        return self._references.get(" ".join(label.split()) if "\n" in label else label)

    def _is_named(self, match: re.Match[str]) -> bool:
        """Whether the bracket holds the words of a link whose address is defined elsewhere."""
        references = self._references
        if not references:
            return False
        named = _LABEL.match(match.string, match.end())
        words = (named and named[1]) or match[0][1:-1]
        return " ".join(words.split()).lower() in references

    def _citation(self, match: re.Match[str]) -> str:
        written = match[0]
        if is_link_ahead(match.string, match.end()) or self._is_named(match):
            return written
        if any(odd in written for odd in '\n"&<>') or len(written) > _MAX_CITATION:
            raise LineDeclinedError
        citation = _CITATION.fullmatch(written)
        if citation is None:
            raise LineDeclinedError
        cites = "".join(
            f'<cite class="newsgen-citation" title="{title}"></cite>'
            for title in citation_titles(citation[1])
        )
        return self._marks.sign(f"<span>{cites}</span>")


def _target(match: re.Match[str]) -> str:
    return match[2] if match[3] is None else match[3].strip()


def _title(match: re.Match[str]) -> str | None:
    title = match[4] if match[5] is None else match[5]
    return None if title is None else _SPACE.sub(" ", title.strip())


def _given_at(text: str, at: int, element: str) -> tuple[Given, int]:
    """What an attribute list that begins here gives the element, and where the text goes on.

    Nothing where it has an attribute that the element cannot have.
    """
    match = _LIST.match(text, at) if text.startswith("{", at) else None
    if match is None or not _SIGNS.isdisjoint(match[0]):
        return (), at
    given = tuple(attributes_in(match[1]))
    if not all(is_known(element, key) for key, _ in given):
        return (), at
    if any(key == "id" for key, _ in given):
        # It is one that no heading can have.
        raise DeclinedError
    return given, match.end()


def _tag(element: str, attributes: dict[str, str], title: str | None, given: Given) -> str:
    """The tag with its attributes in their order."""
    if title is not None:
        attributes["title"] = title
    for key, value in given:
        name = "class" if key == "." else key
        before = f"{attributes[name]} " if key == "." and name in attributes else ""
        attributes[name] = f"{before}{value}".strip() if key == "." else value
    if any(key == one for key, one in attributes.items()):
        # Some attributes stand without a value then.
        raise LineDeclinedError
    written = "".join(f' {key}="{attribute(one)}"' for key, one in sorted(attributes.items()))
    return f"<{element}{written}>"
