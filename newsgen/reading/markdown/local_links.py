"""Numbers the local files that a body leads to and shows, and marks where it does."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import unquote

from newsgen.model.article import PlaceLink, Reference
from newsgen.model.body_slots import MARK, FootnoteSlot, LinkSlot, encoded
from newsgen.model.problem import Problem, warning
from newsgen.reading.files.file_kinds import is_markdown
from newsgen.reading.files.text import CONTROL
from newsgen.reading.markdown.named_places import place_name
from newsgen.reading.markdown.replacing import replaced
from newsgen.reading.markdown.text_places import TextPlaces
from newsgen.reading.urls import (
    URL_HINT,
    is_of_this_computer,
    is_ordinary,
    link_fault,
    meant_url,
    names_host_alone,
    scheme_of,
)

# Python-Markdown writes it in English; the page says it in its language.
_BACK_TO_FOOTNOTE = r"Jump back to footnote (\d+) in the text"

# What was seen to be clean has links and pictures of these forms alone, and none to a doubtful host.
_CLEAN_URL = re.compile(r'(<a|<img alt="[^"]*")( href| src)="((?!https?:|#)[^"]+)"')

_MARKED_LINK_BEGINS = ' href="\0'
_MARKED_LINK = re.compile(r' href="(\0[^\0]*+\0)"')


class LocalLinks:
    """Gives the URLs of a body their marks, and keeps which files they lead to, in their order.

    A mark is the value that the attribute has until its tag is made a slot of:
    for an `href` the slot itself, for a `src` a NUL and the number of the file.
    """

    def __init__(self, places: TextPlaces, named: Collection[str]) -> None:
        """The faults of the URLs that are `named` already are not named once more."""
        self.references: list[Reference] = []
        self.place_links: list[PlaceLink] = []
        self.problems: list[Problem] = []
        self._places = places
        self._named = named
        self._numbers: dict[tuple[str, bool], int] = {}

    def attribute(self, element: str, name: str, value: str) -> str | None:
        """What an attribute is to hold, of which the sanitiser tells name and value; None takes it away."""
        if element == "a":
            if name == "href":
                return self._href(value)
            if name == "title" and (back := re.fullmatch(_BACK_TO_FOOTNOTE, value)):
                return encoded(FootnoteSlot(back[1]))
        elif element == "img" and name == "src":
            return self._src(value)
        elif name == "cite" and scheme_of(value) and link_fault(value.strip()) is not None:
            # It is named with the URLs that the sanitiser takes away.
            return None
        return value

    def in_clean(self, html: str) -> str:
        """The HTML with slots for its links and marks for its pictures.

        It is known to be as the sanitiser would leave it.
        """
        sign = "<" if "<img" in html else "<a"
        return replaced(html, sign, _CLEAN_URL, self._clean_url)

    def _clean_url(self, match: re.Match[str]) -> str:
        tag, name, url = match.groups()
        if name == " href":
            return f"{tag}{self._href(url) or ''}"
        value = self._src(url)
        return tag if value is None else f'{tag} src="{value}"'

    def _href(self, value: str) -> str | None:
        if is_ordinary(value):
            return value
        url = CONTROL.sub("", value).strip()
        if not value or value[0] == "#":
            return value
        if scheme_of(url):
            return self._elsewhere(url, value)
        if names_host_alone(url):
            meant = meant_url(url)
            if not meant:
                self._note(url, f"`{url}` names a host without a scheme.", URL_HINT)
            return meant or None
        target, mark, fragment = url.partition("#")
        name = place_name(fragment) if fragment and is_markdown(target) else ""
        if not name:
            return encoded(LinkSlot(self._number(url, is_picture=False), mark + fragment))
        place = self._places.of_url(url)
        number = self._number(url, is_picture=False, place=place)
        self.place_links.append(PlaceLink(number, name, *place))
        return encoded(LinkSlot(number, mark + fragment))

    def _elsewhere(self, url: str, value: str) -> str | None:
        """The value of a link that has a scheme; None where no page may have it."""
        fault = link_fault(url)
        if fault is not None:
            if url not in self._named:
                self._note(url, fault, URL_HINT)
            return None
        if "//" in url and is_of_this_computer(url) and not self._places.holds_in_words(url):
            self.problems.append(
                warning(
                    self._places.url_problem(
                        url,
                        "NG339",
                        f"`{url}` leads each reader to their own computer.",
                        "Write the address at which others find the page.",
                    )
                )
            )
        return value

    def _src(self, value: str) -> str | None:
        url = CONTROL.sub("", value).strip()
        if not value:
            return None
        if scheme_of(url) or names_host_alone(url):
            message = f"`{url}` is on another host; a page loads nothing from elsewhere."
            self._note(
                url, message, "Put the picture below content/media/ and write media/name.jpg."
            )
            return None
        return f"{MARK}{self._number(url, is_picture=True)}"

    def _number(self, url: str, *, is_picture: bool, place: tuple[int, int] | None = None) -> int:
        target = unquote(url.partition("#")[0].partition("?")[0])
        number = self._numbers.get((target, is_picture))
        if number is None:
            number = self._numbers[target, is_picture] = len(self.references)
            line, column = place or self._places.of_url(url)
            self.references.append(Reference(target, line, column, is_picture))
        return number

    def _note(self, url: str, message: str, hint: str) -> None:
        self.problems.append(self._places.url_problem(url, "NG024", message, hint))


def with_link_slots(marked: str) -> str:
    """The HTML in which the mark of each link is its whole attribute."""
    return replaced(marked, _MARKED_LINK_BEGINS, _MARKED_LINK, lambda match: match[1])
