"""Sources: as the newsroom's registry knows them, and as an article names them."""

from __future__ import annotations

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.moment import Moment

ANONYMOUS = "anonymous"
"""The kind of a source whose name is known to the newsroom and not published."""

SOURCE_KINDS = (
    "academic study", ANONYMOUS, "broadcaster", "company", "court record", "data", "document",
    "expert", "government", "interview", "leaked document", "magazine",
    "military", "news agency", "newspaper", "official", "own reporting", "politician",
    "press release", "satellite images", "social media", "statement", "video", "website", "witness",
)  # fmt: skip
"""The usual kinds of source, which are interface words; a newsroom may write any other."""


class SourceReference(NamedTuple):
    """A source as an article names it. All is "" or None where nothing was said.

    `id` is the slug of the name unless it was given. `published` and `accessed`
    say when the source appeared and when the newsroom read it. `attribution`
    is what is printed in place of the name ("a US official"), `reason` why the
    source is anonymous, `via` the id or name of the source that passed it on,
    or the attribution of one of the article's that is not named. `line` counts
    from the line of the key `sources`, which is 0.
    """

    id: str
    name: str
    url: str
    title: str
    kind: str
    published: Moment | None
    accessed: Moment | None
    archive: str
    page: str
    note: str
    attribution: str
    reason: str
    via: str
    line: int


class SourceName(NamedTuple):
    """The part of a source that the catalogue needs; `name` may be "" where the id says it all."""

    id: str
    name: str
    kind: str
    via: str
    attribution: str = ""


class RegistrySource(NamedTuple):
    """A source of the newsroom's registry, `content/sources.yaml`; "" where nothing was said."""

    id: str
    name: str
    url: str
    kind: str
    note: str
    ownership: str
    attribution: str
    reason: str
    via: str
    line: int


class ResolvedSource(NamedTuple):
    """Which source of the registry an article's source is.

    `written` is the id in the article, `id` and `name` are those of the
    registry where it knows the source. Where there is an attribution, `name` is
    that, and `entry` is without id and name: what is printed is made of these.
    `route` leads to the source's page and is "" for an anonymous one, which has
    none. `via` is the name of the source that passed it on.
    """

    written: str
    id: str
    name: str
    route: str
    via: str
    entry: RegistrySource | None
