"""Records of the files that are no articles, and the record that every file has."""

from __future__ import annotations

from typing import Literal

from newsgen.model.article import Head, Image, PlaceLink, Reference
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.moment import Moment
from newsgen.model.picture import PictureHead
from newsgen.model.problem import Problem
from newsgen.model.site import Site
from newsgen.model.source import RegistrySource

FileKind = Literal[
    "config", "registry", "style-sheet", "front", "article", "page", "person", "media", "template", "static",
    "words", "catalogue", "data", "withdrawn", "redirects",
]  # fmt: skip


class WithdrawnHead(NamedTuple):
    """What is left of an article that was published and is withdrawn: its addresses, since when, and why.

    `template` is the one that it named, which is still in use.
    """

    path: str
    lang: str
    section: str
    slug: str
    date: Moment
    aliases: tuple[Reference, ...]
    since: Moment
    reason: str
    template: Reference | None


class PageHead(NamedTuple):
    """A standing page. `order` sorts the pages in the footer, then the title.

    `template` is the one that the page names; `extra` the text of the values of `extra:`.
    `places`, `place_links` and `aliases` are as an article's.
    """

    path: str
    title: str
    description: str
    slug: str
    lang: str
    order: int
    template: Reference | None
    extra: str
    links: tuple[Reference, ...]
    body: Digest
    places: str = ""
    place_links: tuple[PlaceLink, ...] = ()
    aliases: tuple[Reference, ...] = ()


class PersonHead(NamedTuple):
    """A person of the newsroom; `id` is the file's name.

    `places`, `place_links` and `aliases` are as an article's. `same_as` are the URLs of the person
    elsewhere, `fediverse` is their account as `@name@host`, or "".
    """

    path: str
    id: str
    name: str
    role: str
    contact: str
    image: Image | None
    links: tuple[Reference, ...]
    body: Digest
    places: str = ""
    place_links: tuple[PlaceLink, ...] = ()
    same_as: tuple[str, ...] = ()
    fediverse: str = ""
    aliases: tuple[Reference, ...] = ()


class RegistryHead(NamedTuple):
    """The newsroom's registry of sources."""

    sources: tuple[RegistrySource, ...]


class HouseWord(NamedTuple):
    """A word of the house style, and the words that it is written in place of."""

    write: str
    avoid: tuple[str, ...]


class StyleSheetHead(NamedTuple):
    """The newsroom's own style sheet: write this, not that."""

    words: tuple[HouseWord, ...]


BLOCK_SIZES = ("large", "medium", "small")
"""How much room a section's block takes on the front page."""


class BlockPlan(NamedTuple):
    """A section's block on an edited front page; `size` is "" where it is not said."""

    section: Reference
    size: str
    articles: tuple[Reference, ...]


class FrontHead(NamedTuple):
    """An edited front page. `lang` is "" for the site's own language.

    A value is None where the file does not have the key, and empty where it asks for none.
    """

    path: str
    lang: str
    lead: Reference | None
    picks: tuple[Reference, ...]
    opinion: tuple[Reference, ...] | None
    blocks: tuple[BlockPlan, ...] | None


SPLAT = ":splat"
"""Stands in the target of a redirect for what the `*` of its source stands for."""

GONE = 410
"""The status of an address at which nothing is any more."""


class RedirectRule(NamedTuple):
    """An old address and where it leads, with the place of the rule.

    `source` is the path of a page below the output folder, or that of a folder with "*" behind it.
    `target` is a path that begins with "/", or a URL; it is "" where the page is gone.
    """

    source: str
    target: str
    status: int
    line: int
    column: int


class RedirectsHead(NamedTuple):
    """The site's own redirects."""

    rules: tuple[RedirectRule, ...]


class TemplateHead(NamedTuple):
    """A template and what it names: other templates, and static files that it links to or holds.

    `extends` are those of the other templates that it extends. `blocks` are the
    names of its blocks, without those within another; `inner` the names of
    these, and of the blocks that it calls itself (`self.NAME()`). `data` are the names of data
    files, `""` where it computes one; `needed` those of them that must be there.
    `sets_policy` says that it decides what its page loads, as a whole page or in a part.
    """

    name: str
    path: str
    templates: tuple[Reference, ...]
    assets: tuple[Reference, ...]
    inlined: tuple[Reference, ...]
    extends: tuple[str, ...] = ()
    blocks: tuple[Reference, ...] = ()
    inner: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    needed: tuple[Reference, ...] = ()
    sets_policy: bool = False


class WordsHead(NamedTuple):
    """The site's own interface words in one language: pairs of the English and what stands for it."""

    lang: str
    words: tuple[tuple[str, str], ...]


class DataHead(NamedTuple):
    """A data file, by the name that templates have for it; `digest` is that of its values."""

    name: str
    digest: Digest


class StaticHead(NamedTuple):
    """A static file; `references` are the other static files that a style sheet loads.

    `text` is that of a robots.txt, which must not say other than the settings; "" of other files.
    """

    name: str
    references: tuple[Reference, ...]
    text: str = ""


AnyHead = (
    Head
    | WithdrawnHead
    | PageHead
    | PersonHead
    | RegistryHead
    | StyleSheetHead
    | FrontHead
    | RedirectsHead
    | TemplateHead
    | StaticHead
    | DataHead
    | WordsHead
    | PictureHead
    | Site
)

HEAD_TYPES: dict[FileKind, type[AnyHead] | None] = {
    "config": Site,
    "registry": RegistryHead,
    "style-sheet": StyleSheetHead,
    "front": FrontHead,
    "redirects": RedirectsHead,
    "article": Head,
    "withdrawn": WithdrawnHead,
    "page": PageHead,
    "person": PersonHead,
    "media": PictureHead,
    "template": TemplateHead,
    "static": StaticHead,
    "words": WordsHead,
    "catalogue": None,
    "data": DataHead,
}


class FileRecord(NamedTuple):
    """What is known of one file of the site.

    `digest` names its bytes. `head` is None where the file could not be read as
    what it should be (then there is a problem) and for files that are only
    copied. `draft` is known even of an article that has no head.
    """

    path: str
    kind: FileKind
    digest: Digest
    head: AnyHead | None = None
    draft: bool = False
    problems: tuple[Problem, ...] = ()


class ReadFile(NamedTuple):
    """A file just read: its record, and the texts, which are stored and not kept in memory.

    The body is UTF-8, as it is stored.
    """

    record: FileRecord
    article: str = ""
    body: bytes = b""
