"""A file that the output folder will hold, and all that it is made from."""

from __future__ import annotations

from typing import Literal, TypeAlias

from newsgen.model.digest import Digest, digest_value
from newsgen.model.fast_namedtuple import NamedTuple

OutputKind = Literal[
    "home", "article", "section", "tag", "person", "source", "tags", "people", "sources",
    "archive", "month", "series", "corrections", "page", "404", "redirect", "tombstone",
    "ninjs", "markdown", "republish", "feed", "corrections-feed", "feeds", "opml",
    "sitemap", "sitemap-index", "news-sitemap", "robots",
    "tdmrep", "rsl", "trust", "security", "publication", "llms",
    "text-home", "text-article", "style", "copy", "picture",
    "social-card", "host-file", "compressed", "plugin-page", "plugin-file", "plugin-format",
]  # fmt: skip

GroupKey: TypeAlias = tuple[str, str, str]
"""Names a group of articles: its kind, its language, its id."""

NO_GROUP: GroupKey = ("", "", "")

Role = Literal[
    "article", "assets", "bio", "blocks", "bodies", "body", "byline", "card", "channel",
    "citations", "compressed", "corrections", "crops", "data", "days", "domain", "drawn",
    "edition_date", "entries", "feeds", "file", "forms", "groups", "headers", "heading",
    "identities", "items", "latest", "lead", "lines", "links", "media_topic", "moment", "newer",
    "news", "next", "older", "opinion", "opml", "own", "own_urls", "page", "pager", "person",
    "picture", "policy", "previous", "read_also", "recipe", "redirects", "related", "resolved",
    "rules", "seconds", "section", "series", "site", "sitemaps", "source", "styles", "tags",
    "target_route", "target_url", "template", "timezone", "title", "tokens", "urls", "withdrawn",
    "words", "years",
]  # fmt: skip
"""What an input is to its output: the name under which a template or a renderer is given its value."""


class StoredArticle(NamedTuple):
    """Stands for the article stored under this path with this digest."""

    path: str
    digest: Digest


class StoredBody(NamedTuple):
    """Stands for the body stored under this path with this digest."""

    path: str
    digest: Digest


class StoredData(NamedTuple):
    """Stands for the values of the data file stored under this path with this digest."""

    path: str
    digest: Digest


class SiteFile(NamedTuple):
    """Stands for the bytes of a file of the site; `path` as in its record."""

    path: str
    digest: Digest


class StyleText(NamedTuple):
    """Stands for a style sheet to which the site's tokens and its own rules are appended."""

    file: SiteFile
    tokens: str
    own: SiteFile | None

    @property
    def digest(self) -> Digest:
        """The digest of the whole text. The paths of its files are no part of it."""
        return digest_value((self.file.digest, self.tokens, self.own.digest if self.own else ""))


class StoredWords(NamedTuple):
    """Stands for the interface words of a language. A word of a later layer replaces that of an earlier one.

    A layer is a gettext catalogue, or the site's own words as pairs. Without a
    layer the words are English.
    """

    layers: tuple[SiteFile | tuple[tuple[str, str], ...], ...]


class Input(NamedTuple):
    """One thing that an output is made from: its role, its parts in order, and its value.

    The renderer is given the value under the role, so it gets what was hashed. A part is a
    digest with a key that a person can read. A value that is one of the stand-ins above is
    fetched by its digest when it is needed.
    """

    role: str
    parts: tuple[tuple[str, Digest], ...]
    value: object

    @classmethod
    def of(cls, role: Role, parts: tuple[tuple[str, Digest], ...], value: object) -> Input:
        """An input of newsgen's own outputs, whose roles are known."""
        return cls(role, parts, value)


def given(role: Role, value: object, key: str = "") -> Input:
    """An input whose value is small and is hashed here."""
    return Input.of(role, ((key, digest_value(value)),), value)


class PlannedOutput(NamedTuple):
    """A file that the output folder will hold.

    `path` is relative to the output folder, with "/". `template` is "" for what
    no template makes. `origin` is the file of the site that a message about
    this output names. `group` is the group that it is an output of: an
    incremental build plans it only where the group is in scope. An output of no
    group is planned in every build.
    """

    path: str
    kind: OutputKind
    inputs: tuple[Input, ...]
    template: str = ""
    origin: str = ""
    group: GroupKey = NO_GROUP

    def __reduce__(self) -> tuple[object, ...]:
        """Pickles the output without its group and the parts of its inputs, which no worker needs.

        That halves the cost of sending it. Plain values cost less than records.
        """
        values = {one.role: one.value for one in self.inputs}
        return _arrived, (self.path, self.kind, values, self.template, self.origin)


def _arrived(
    path: str, kind: OutputKind, values: dict[str, object], template: str, origin: str
) -> PlannedOutput:
    inputs = tuple([Input(role, (), value) for role, value in values.items()])
    return PlannedOutput(path=path, kind=kind, inputs=inputs, template=template, origin=origin)
