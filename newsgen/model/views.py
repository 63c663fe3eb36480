"""What templates see: frozen views with no way back to the catalogue.

A route is relative to the site's root, percent-encoded, never begins with "/"
and is never empty. "" stands for what is not known or not there.
"""

from __future__ import annotations

from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.license import License
from newsgen.model.moment import Moment
from newsgen.model.values import NO_VALUES, Values


class Link(NamedTuple):
    """A title that leads somewhere."""

    title: str
    route: str


class FeedLink(NamedTuple):
    """A feed: the title of what it is of, the name of its format, its route and its media type.

    The title is "" where it is that of the page.
    """

    title: str
    name: str
    route: str
    type: str


class FeedsOf(NamedTuple):
    """The feeds of something, one in each format, and the route of the page that shows it.

    The title is "" for the whole edition; with `is_word` it is an interface word.
    """

    title: str
    page_route: str
    feeds: tuple[FeedLink, ...]
    is_word: bool = False


class SectionLink(NamedTuple):
    """A section, in the navigation or over an article."""

    slug: str
    title: str
    route: str


class EditionLink(NamedTuple):
    """An edition of the site in one language; `name` is the language's name in itself."""

    lang: str
    name: str
    home: Link


class Translation(NamedTuple):
    """The same page in another language; `url` is absolute, or "" when the site has no address."""

    lang: str
    name: str
    route: str
    url: str


class LogoView(NamedTuple):
    """The masthead as a picture: routes, `dark` "" where one serves both; sizes in CSS pixels."""

    src: str
    dark: str
    width: int
    height: int


class PolicyLink(NamedTuple):
    """A standing page that says how the newsroom works; `name` is schema.org's for what it is."""

    name: str
    title: str
    route: str


class SiteView(NamedTuple):
    """The site as every page of one edition sees it.

    `same_as` are its URLs elsewhere; `did` is its identifier, or the record of its publication,
    as `at://…`, or "". `rsl` is the route of the licence for machines. `feeds` are those of the
    whole edition, `feeds_page` the page that lists all of them.
    """

    name: str
    url: str
    description: str
    language: str
    timezone: str
    publisher: str
    lang: str
    dir: str
    home: Link
    sections: tuple[SectionLink, ...]
    pages: tuple[Link, ...]
    archive: Link | None
    people: Link | None
    sources: Link | None
    tags: Link | None
    corrections: Link | None
    feed: Link | None
    report: str
    text: Link | None
    logo: LogoView | None
    editions: tuple[EditionLink, ...]
    license: License | None
    same_as: tuple[str, ...]
    did: str
    policies: tuple[PolicyLink, ...]
    rsl: str = ""
    feeds: tuple[FeedLink, ...] = ()
    feeds_page: Link | None = None


class PageView(NamedTuple):
    """What a page says of itself in its head. `canonical` is absolute or "".

    `twin` is the route of the same page in the text edition, or back out of it, or "".
    `extra` is what a standing page says under `extra:`. `feeds` are those of what the page is of,
    of an article one of its section, `feed` the first of them.
    """

    kind: str
    title: str
    description: str
    canonical: str
    lang: str
    dir: str
    noindex: bool
    route: str
    active: str
    twin: str
    translations: tuple[Translation, ...]
    feed: Link | None
    extra: Values = NO_VALUES
    feeds: tuple[FeedLink, ...] = ()


class Picture(NamedTuple):
    """A published picture, in several widths and types.

    `src` is the route of the file that every browser can show, `width` and
    `height` are those of the largest, in pixels. The files are called
    `stem-480.webp` and so on, for each of `widths` and of `types`, the type
    that is best first; there are none of a drawing. `moving` is the route of
    the animation that the others are stills of, or "".
    """

    src: str
    alt: str
    caption: str
    credit: str
    copyright: str
    width: int
    height: int
    stem: str
    widths: tuple[int, ...]
    types: tuple[str, ...]
    moving: str

    def srcset(self, root: str, form: str) -> str:
        """The files of one type with their widths, as the attribute `srcset` wants them."""
        return ", ".join(f"{root}{self.stem}-{width}.{form} {width}w" for width in self.widths)


class Crop(NamedTuple):
    """A part of a picture in a shape that others ask for, 1x1, 4x3 or 16x9, or a card drawn instead."""

    name: str
    route: str
    width: int
    height: int


class Card(NamedTuple):
    """An article as other pages show it; `digest` is another where anything on it is.

    `extra` has the declared keys that cards show. `updated` is that of the article, its latest
    correction, or its newest entry where it is live.
    """

    route: str
    headline: str
    kicker: str
    kind: str
    label: str
    section: str
    section_title: str
    summary: str
    authors: tuple[str, ...]
    date: Moment
    updated: Moment | None
    picture: Picture | None
    priority: int
    lang: str
    developing: bool
    retracted: bool
    extra: Values
    digest: Digest

    @property
    def modified(self) -> Moment:
        """When the article last changed, for machines: never before it was published."""
        # An article of 14:00 may have been updated "on the same day", which begins before it.
        return max(self.date, self.updated or self.date)


class Block(NamedTuple):
    """A section's part of the front page; `size` is "large", "medium" or "small".

    `is_alone` where no other block fits into its row.
    """

    section: SectionLink
    size: str
    is_alone: bool
    cards: tuple[Card, ...]


class Pager(NamedTuple):
    """Where a page of a list stands. Numbers count from the oldest page; the newest has none."""

    number: int | None
    newer: Link | None
    older: Link | None


class DirectoryEntry(NamedTuple):
    """A line of a directory page."""

    title: str
    route: str
    detail: str


class PersonView(NamedTuple):
    """A person on their own page; `bio` is safe HTML, put in when the page is rendered."""

    name: str
    role: str
    contact: str
    bio: str
    picture: Picture | None
    same_as: tuple[str, ...]
    fediverse: str


class SourcePageView(NamedTuple):
    """A source on its own page."""

    name: str
    url: str
    kind: str
    note: str
    ownership: str


class ArchiveMonth(NamedTuple):
    """A month of the archive with how many articles it has; `moment` is its first second.

    `route` is "" where it has none.
    """

    moment: Moment
    route: str
    total: int


class ArchiveYear(NamedTuple):
    """A year of the archive with its twelve months, and how many articles it has."""

    year: int
    total: int
    months: tuple[ArchiveMonth, ...]


class ArchiveDay(NamedTuple):
    """A day of a month's page; `number` is its place in the month."""

    number: int
    moment: Moment
    items: tuple[Card, ...]
