"""The site as `newsgen.yaml` describes it."""

from __future__ import annotations

from typing import Literal

from newsgen.model.article import Reference
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.feed_kinds import Feeds
from newsgen.model.languages import fallbacks
from newsgen.model.license import License
from newsgen.model.machines import Machines
from newsgen.model.plugin import PluginSpec
from newsgen.model.static_hosts import HostSettings
from newsgen.model.theme import Theme

HTML, TEXT, JSON, MARKDOWN = "html", "text", "json", "markdown"
"""The formats that a site can be published in; it always has the first."""

Urls = Literal["files", "directory"]
Level = Literal["error", "warning", "off"]
Dialect = Literal["commonmark", "classic"]
"""Which Markdown texts are written in: that of every preview, or Python-Markdown's own."""

PictureWords = Literal["", "none", "from-file"]
"""Whether what picture files say of themselves is published; with "" it is not, and `check` tells of it."""


class SectionName(NamedTuple):
    """A section of the navigation; `titles` are its titles in other languages, by tag.

    `media_topic` is the URI of the Media Topic (IPTC) that it is about, or "". `aliases` are old
    addresses of its page.
    """

    slug: str
    title: str
    titles: tuple[tuple[str, str], ...] = ()
    media_topic: str = ""
    aliases: tuple[Reference, ...] = ()

    def title_in(self, lang: str) -> str:
        """The title in this language, or the one that every other language has."""
        if not self.titles:
            return self.title
        titles = dict(self.titles)
        return next((titles[tag] for tag in fallbacks(lang) if tag in titles), self.title)


class EditionText(NamedTuple):
    """The site's name and description in one language; "" where they are those of all languages."""

    lang: str
    name: str
    description: str
    publisher: str


class Switch(NamedTuple):
    """The level that the site gives to the rule of the desk with this code.

    `line` and `column` are where the site names the rule of a plugin, 0 for a rule of newsgen's own.
    """

    code: str
    level: Level
    line: int = 0
    column: int = 0


ExtraType = Literal["text", "number", "integer", "date", "boolean", "url", "choice"]


class ExtraField(NamedTuple):
    """A declared key of `extra:` in front matter, and what its value must be.

    `choices` are the words of a choice. `kinds` are those of what has the key: `page`, `article`,
    or a kind of article; all where there are none. With `on_card` an article's cards show it too.
    """

    name: str
    type: ExtraType
    is_list: bool = False
    choices: tuple[str, ...] = ()
    is_required: bool = False
    kinds: tuple[str, ...] = ()
    on_card: bool = False

    def is_of(self, *kinds: str) -> bool:
        """Whether what is of one of these kinds has the key."""
        return not self.kinds or not set(kinds).isdisjoint(self.kinds)


class Site(NamedTuple):
    """The settings of a site; the defaults build a site from an empty file.

    `url` is absolute and ends in "/", or is "" when it is not set. `timezone`
    is an IANA name, `language` a BCP 47 tag. `report_errors_to` is a URL, `mailto:` for
    an e-mail address. `per_page` is the number of
    articles on one page of a list. `languages` are texts for editions, and make none.
    `proven_languages` are those that the names of the content's files prove.
    `ascii_slugs` says that `newsgen new` writes the slugs of other scripts in Latin letters.
    `documents` are the endings of files that are published as documents beside
    the usual ones. `extra` are the declared keys of `extra:`, by name. `check` changes what
    `newsgen check` reports, and nothing that is published. `plugins` are the code of others that it names.
    `same_as` are the URLs of the newsroom elsewhere; `did` is its identifier (W3C DID) or the record
    of its publication, as `at://…`, or "".
    """

    name: str = "News"
    url: str = ""
    description: str = ""
    language: str = "en"
    timezone: str = "UTC"
    publisher: str = ""
    report_errors_to: str = ""
    formats: tuple[str, ...] = (HTML,)
    sections: tuple[SectionName, ...] = ()
    languages: tuple[EditionText, ...] = ()
    per_page: int = 30
    urls: Urls = "files"
    ascii_slugs: bool = False
    feeds: Feeds = Feeds()
    markdown_extensions: tuple[str, ...] = ()
    markdown_classes: tuple[str, ...] = ()
    social_cards: bool = False
    documents: tuple[str, ...] = ()
    picture_words: PictureWords = ""
    theme: Theme = Theme()
    extra: tuple[ExtraField, ...] = ()
    check: tuple[Switch, ...] = ()
    plugins: tuple[PluginSpec, ...] = ()
    markdown_dialect: Dialect = "commonmark"
    proven_languages: tuple[str, ...] = ()
    license: License | None = None
    same_as: tuple[str, ...] = ()
    did: str = ""
    machines: Machines = Machines()
    host: HostSettings = HostSettings()
    compress: tuple[str, ...] = ()

    @property
    def named_languages(self) -> tuple[str, ...]:
        """The languages that the settings name, sorted."""
        titled = (tag for one in self.sections for tag, _ in one.titles)
        return tuple(sorted({self.language, *(one.lang for one in self.languages), *titled}))

    @property
    def name_languages(self) -> tuple[str, ...]:
        """The languages that the name of a content file may end in, sorted."""
        return tuple(sorted({*self.named_languages, *self.proven_languages}))

    @property
    def has_text(self) -> bool:
        """Whether the site has a text edition."""
        return TEXT in self.formats

    @property
    def has_json(self) -> bool:
        """Whether each article is published as data, too."""
        return JSON in self.formats

    @property
    def has_markdown(self) -> bool:
        """Whether each article is published as Markdown, too."""
        return MARKDOWN in self.formats

    def media_topic(self, section: str) -> str:
        """The URI of the Media Topic that the section with this slug is about, or ""."""
        return next((one.media_topic for one in self.sections if one.slug == section), "")

    @property
    def has_feeds(self) -> bool:
        """Whether the site has any feed: their links are absolute."""
        return bool(self.url and self.feeds.formats and self.feeds.of)

    def text_in(self, lang: str) -> EditionText:
        """Name, description and publisher in this language."""
        texts = {one.lang: one for one in self.languages}
        nearest = [texts[tag] for tag in fallbacks(lang) if tag in texts]
        return EditionText(
            lang,
            next((one.name for one in nearest if one.name), self.name),
            next((one.description for one in nearest if one.description), self.description),
            next((one.publisher for one in nearest if one.publisher), self.publisher),
        )
