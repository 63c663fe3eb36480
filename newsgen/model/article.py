"""An article as its author wrote it: `Article` for its own page, `Head` for the rest of the site."""

from __future__ import annotations

from newsgen.model.correction import Correction
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.license import License
from newsgen.model.moment import Moment
from newsgen.model.picture import CENTRE, Focus
from newsgen.model.source import SourceName, SourceReference


class Image(NamedTuple):
    """A picture that front matter names, and the place of its name. Crops keep the point `focus`."""

    src: str
    alt: str
    caption: str
    credit: str
    line: int
    column: int
    focus: Focus = CENTRE


class Reference(NamedTuple):
    """A name or path that an author wrote, and its place in the file.

    `is_picture` is true where the text shows the file, and false where it links to it.
    """

    target: str
    line: int
    column: int
    is_picture: bool = False


class PlaceLink(NamedTuple):
    """A link to a place in another file of the content, and where it is written.

    `link` is the number of the file among the links of the text, `name` the id of the element there.
    """

    link: int
    name: str
    line: int
    column: int


class Citation(NamedTuple):
    """A citation in a body: the key of the source, the page or chapter of it, and the place in the file."""

    key: str
    locator: str
    line: int
    column: int


class SeriesPart(NamedTuple):
    """An article's place in a series; `part` is 0 where it gives no number.

    `aliases` are old addresses of the series' page, as an article's own are kept.
    """

    slug: str
    title: str
    part: int
    line: int
    aliases: tuple[Reference, ...] = ()


class LiveEntry(NamedTuple):
    """An entry of a live article: its anchor in the page, its time and its headline."""

    anchor: str
    time: Moment
    headline: str


class Claim(NamedTuple):
    """What a fact-check tests, who says it, and what the check found."""

    claim: str
    claimant: str
    rating: str


class Head(NamedTuple):
    """The part of an article that the catalogue and other pages need. It holds no text.

    Every article's head is in memory, so it is a tuple of plain values. `path` is
    relative to the site. `authors` and `tags` are as
    the author wrote them. `links` are the local files that the body leads to,
    relative to the site, in the order of the body's slots; `citations` are the
    sources that it cites, likewise. `corrections` are oldest first, those of
    the future among them. `aliases` are its old addresses: each is the path of a page below the
    output folder, or begins with `//` and a host. `template` is the one that the article names
    for its page. `extra` is the text of the values that its cards show (see `model.values`).
    `shown` is the digest of what a card shows; `record` and `body` name the stored article.
    `places` are the ids in the body that links may lead to, a line each; `place_links` the links
    of the body to those of other files. `license` is None where the site's holds. `newest_entry` is
    the time of a live article's newest entry. `is_unrecorded` where the article says that nobody
    recorded its sources.
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
    authors: tuple[Reference, ...]
    tags: tuple[str, ...]
    sources: tuple[SourceName, ...]
    image: Image | None
    priority: int
    read_also: tuple[Reference, ...]
    links: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    aliases: tuple[Reference, ...]
    corrections: tuple[Correction, ...]
    series: SeriesPart | None
    developing: bool
    template: Reference | None
    extra: str
    shown: Digest
    record: Digest
    body: Digest
    places: str = ""
    place_links: tuple[PlaceLink, ...] = ()
    license: License | None = None
    newest_entry: Moment | None = None
    is_unrecorded: bool = False


class Article(NamedTuple):
    """The part of an article that only its own page shows. The body is stored apart.

    `entries` are those of a live article, in the order of the body's parts. `extra` is the text
    of the values of `extra:` (see `model.values`). `license` is as in the head.
    `word_count` is 0 where the language writes no spaces between words.
    """

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
    claim: Claim | None
    entries: tuple[LiveEntry, ...]
    extra: str
    license: License | None = None
    word_count: int = 0
