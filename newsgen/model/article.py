"""An article as its author wrote it: the whole of it, and the head that the rest of the site needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from newsgen.model.digest import Digest
from newsgen.model.moment import Moment

KINDS = ("news",)
"""What an article can be; the first is what it is when nothing is said."""


class Image(NamedTuple):
    """A picture as front matter names it, and where it does."""

    src: str
    alt: str
    caption: str
    credit: str
    line: int
    column: int


class SourceReference(NamedTuple):
    """A source as an article names it. All is "" or None where nothing was said.

    `id` is the slug of the name unless it was given. `published` and `accessed`
    say when the source appeared and when the newsroom read it.
    """

    id: str
    name: str
    url: str = ""
    title: str = ""
    kind: str = ""
    published: Moment | None = None
    accessed: Moment | None = None
    archive: str = ""
    page: str = ""


class SourceName(NamedTuple):
    """The part of a source that other pages need."""

    id: str
    name: str


class Reference(NamedTuple):
    """Something an author points to by name or path, and where in the file it stands."""

    target: str
    line: int
    column: int


class Head(NamedTuple):
    """What the catalogue and other pages need of an article; never its text.

    One is held in memory for every article of the site, so it is a tuple of
    plain values. `path` is relative to the site. `authors` and `tags` are as
    the author wrote them. `links` are the local files that the body leads to,
    relative to the site, in the order of the body's slots. `shown` is the
    digest of what a card shows; `record` and `body` name the stored article.
    """

    path: str
    headline: str
    kicker: str
    kind: str
    section: str
    slug: str
    lang: str
    summary: str
    date: Moment
    updated: Moment | None
    expires: Moment | None
    embargo: Moment | None
    draft: bool
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    sources: tuple[SourceName, ...]
    image: Image | None
    priority: int
    read_also: tuple[Reference, ...]
    links: tuple[Reference, ...]
    aliases: tuple[str, ...]
    shown: Digest
    record: Digest
    body: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as its own page shows it, without its body."""

    headline: str
    standfirst: str
    summary: str
    kicker: str
    kind: str
    dateline: str
    date: Moment
    updated: Moment | None
    lang: str
    sources: tuple[SourceReference, ...]
