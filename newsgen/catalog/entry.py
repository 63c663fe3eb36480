"""A visible article in its place: its head, its card, and what it leads to."""

from __future__ import annotations

from typing import NoReturn, TypeAlias

from newsgen.catalog.addresses import Address
from newsgen.catalog.partial import needs_everything
from newsgen.model.article import Head
from newsgen.model.article_views import Byline
from newsgen.model.correction import Correction
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.source import ResolvedSource
from newsgen.model.views import Card


class Author(NamedTuple):
    """An author, known to the newsroom or only named; `id` is "" where no page can be made."""

    id: str
    byline: Byline


class Teaser(NamedTuple):
    """A visible article as lists show it. It is made without resolving the article's links.

    All is as in its entry. What only an entry has raises `LookedAtEverything`.
    """

    head: Head
    card: Card
    month: tuple[int, int]
    corrections: tuple[Correction, ...]

    @property
    def digest(self) -> Digest:
        """The card's."""
        return self.card.digest

    def __getattr__(self, name: str) -> NoReturn:
        if name in Entry._fields:
            needs_everything(f"the {name} of each article in a list")
        raise AttributeError(name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry | Teaser) and self.head.path == other.head.path

    def __ne__(self, other: object) -> bool:
        # A tuple has one of its own.
        return not self == other

    def __hash__(self) -> int:
        return self.head.path.__hash__()


class Entry(NamedTuple):
    """A visible article.

    `tags` are slug and name. `links` are the content files that its body leads
    to, "" for what leads nowhere, in the order of `head.links`. `read_also` are
    paths of articles. `media` are the files that are published for it, each
    with the name that their outputs have in common. `corrections` are those
    that are visible, newest first. `image` is the file of the main picture, ""
    where there is none. `redirects` are the paths of the pages at its old addresses,
    `series_redirects` of those that lead to its series, each with the route of that page.
    """

    head: Head
    card: Card
    address: Address
    month: tuple[int, int]
    tags: tuple[tuple[str, str], ...]
    authors: tuple[Author, ...]
    sources: tuple[ResolvedSource, ...]
    links: tuple[str, ...]
    read_also: tuple[str, ...]
    media: tuple[tuple[str, str], ...]
    corrections: tuple[Correction, ...]
    image: str
    redirects: tuple[str, ...] = ()
    series_redirects: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> Digest:
        """The card's."""
        return self.card.digest

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Entry | Teaser) and self.head.path == other.head.path

    def __ne__(self, other: object) -> bool:
        # A tuple has one of its own.
        return not self == other

    def __hash__(self) -> int:
        return self.head.path.__hash__()


ListItem: TypeAlias = Entry | Teaser
"""A member of a list; the catalogue has the entry of it by its path. Those of one article are equal."""
