"""Kinds of pages and formats that plugins add: what they are given of the catalogue, and what is planned.

A planner sees an edition as it is published, and nothing that is held back. What it gives is
checked: a path is never trusted, and whatever a template will see is a plain value and an input.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import is_normalized

from newsgen.catalog.addresses import file_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import ListItem
from newsgen.model.digest import Digest, digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.feed_kinds import FEED_NAMES, FEED_TYPES
from newsgen.model.output import Input, OutputKind, PlannedOutput
from newsgen.model.problem import Position, Problem
from newsgen.model.raised import raised
from newsgen.model.slug import slug_fault
from newsgen.model.values import NO_VALUES, Values
from newsgen.model.views import Card, FeedLink, PageView, SiteView
from newsgen.planning.context import PlanContext, cards
from newsgen.planning.feed_outputs import feed_output
from newsgen.reading.files.well_known_paths import CONFIG

RESERVED = frozenset((
    "site", "page", "items", "words", "root", "template", "assets", "styles", "renderer", "body",
    "article", "bio", "links", "structured_data",
))  # fmt: skip
"""The names that the values of a page can't have: newsgen gives something under them."""

_OF_PAGES_ALONE = ("template", "assets", "styles", "renderer")
_HINTS = {"NG410": "Give a path such as topics/sea.html, with an ending and no / at its beginning."}
_SEGMENT = re.compile(r"\w(?:[\w.~-]*[\w~-])?")
"""Letters and digits of any script, as in the slugs of tags and articles."""
_PLAIN = (str, int, float, bool)


class PublishedArticle(NamedTuple):
    """An article that readers can see. `path` is its file, `card` what lists show of it.

    `tags`, `people` and `series` are the slugs of its groups, `series` "" where it is of none.
    `files` are the routes of the files of the site that its text leads to, pictures aside, in order.
    `extra` are the values of the declared keys of `extra:` that cards show.
    """

    path: str
    slug: str
    card: Card
    tags: tuple[str, ...]
    people: tuple[str, ...]
    series: str
    files: tuple[str, ...]
    extra: Values = NO_VALUES


@dataclass(frozen=True)
class PublishedEdition:
    """One language of the site as readers see it; the articles are newest first."""

    lang: str
    site: SiteView
    articles: tuple[PublishedArticle, ...]

    def grouped(
        self, keys: Callable[[PublishedArticle], Iterable[str]]
    ) -> dict[str, tuple[PublishedArticle, ...]]:
        """The articles by each of their keys, sorted by key; `keys` gives those of an article."""
        groups: dict[str, list[PublishedArticle]] = {}
        for one in self.articles:
            for key in dict.fromkeys(keys(one)):
                groups.setdefault(key, []).append(one)
        return {key: tuple(groups[key]) for key in sorted(groups)}


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page, or another file, of a plugin's kind.

    `path` is relative to the edition: `podcast/index.html`. The template sees the cards of the
    `articles` as `items`, and each of the `values`, which are plain, under its name. `feed` is the
    path of an RSS feed of the articles, which newsgen makes where the site has an address.
    """

    path: str
    title: str
    description: str = ""
    articles: Sequence[PublishedArticle] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    feed: str = ""


@dataclass(frozen=True, kw_only=True)
class PageKind:
    """A kind of page: `pages` plans those of an edition, and the template or `render` makes each.

    `render` is given what the template would be. A page of HTML is in the sitemap if it is
    `in_sitemap`; other files never are. Both functions are pure.
    """

    name: str
    pages: Callable[[PublishedEdition], Iterable[Page]]
    template: str = ""
    render: Callable[[Mapping[str, Any]], str | bytes] | None = None
    in_sitemap: bool = True


@dataclass(frozen=True, kw_only=True)
class OutputFormat:
    """Another form of each page of some kinds, which lies beside it under another ending.

    `render` is given what the page's template is. `kinds` are newsgen's own (docs/outputs.md) or a
    plugin's.
    """

    name: str
    ending: str
    render: Callable[[Mapping[str, Any]], str | bytes]
    kinds: tuple[str, ...] = ("article",)


class Plugged(NamedTuple):
    """A kind or a format, with the name of its plugin, that by which the site calls it, and its digest."""

    plugin: str
    called: str
    added: PageKind | OutputFormat
    identity: Digest

    @property
    def key(self) -> str:
        """Names it among all that are rendered."""
        return f"{self.plugin}:{self.added.name}"

    @property
    def renderer(self) -> Input:
        """The function that makes it, as an input: its code is the plugin's."""
        return Input("renderer", ((self.key, self.identity),), self.key)


class PluggedOutputs(NamedTuple):
    """The kinds and formats of all plugins of a site."""

    kinds: tuple[Plugged, ...] = ()
    formats: tuple[Plugged, ...] = ()

    @property
    def templates(self) -> frozenset[str]:
        """The names of the templates that make pages of these kinds."""
        added = (one.added for one in self.kinds)
        return frozenset(
            one.template for one in added if isinstance(one, PageKind) and one.template
        )


class PageError(Exception):
    """What a planner gives can't be planned; `code` is that of the problem."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def kind_outputs(
    context: PlanContext, edition: Edition, kinds: Sequence[Plugged], problems: list[Problem]
) -> Iterator[PlannedOutput]:
    """The outputs of all kinds in an edition. A planner that fails becomes a problem."""
    if not kinds:
        return
    seen = published(context, edition)
    entries = {one.head.path: one for one in edition.entries}
    for plugged in kinds:
        kind = plugged.added
        assert isinstance(kind, PageKind)
        try:
            for page in kind.pages(seen):
                yield from _page_outputs(context, edition, plugged, page, entries)
        except PageError as error:
            problems.append(_problem(context, plugged, error.code, str(error)))
        except Exception as error:  # noqa: BLE001 - code of others, which can raise whatever it likes
            problems.append(_problem(context, plugged, "NG409", f"fails: {raised(error)}"))


def format_outputs(page: PlannedOutput, formats: Sequence[Plugged]) -> Iterator[PlannedOutput]:
    """The page in each of the formats that are made of its kind."""
    for plugged in formats:
        form = plugged.added
        assert isinstance(form, OutputFormat)
        if not page.path.endswith(".html") or _kind_of(page) not in form.kinds:
            continue
        inputs = [one for one in page.inputs if one.role not in _OF_PAGES_ALONE]
        yield PlannedOutput(
            path=format_path(page.path, plugged),
            kind="plugin-format",
            inputs=(plugged.renderer, *inputs),
            origin=page.origin,
            group=page.group,
        )


def format_path(page: str, plugged: Plugged) -> str:
    """Where the page at this path lies in a format."""
    form = plugged.added
    assert isinstance(form, OutputFormat)
    return f"{page.removesuffix('html')}{form.ending}"


def published(context: PlanContext, edition: Edition) -> PublishedEdition:
    """The edition as planners see it. Costs some microseconds an article."""
    articles = tuple(_article(context, one) for one in edition.entries)
    site = next(one.value for one in context.of_edition(edition) if one.role == "site")
    assert isinstance(site, SiteView)
    return PublishedEdition(edition.lang, site, articles)


def _article(context: PlanContext, listed: ListItem) -> PublishedArticle:
    entry = context.catalog.entries[listed.head.path]
    head = entry.head
    files = (
        context.catalog.media.route(target)
        for reference, target in zip(head.links, entry.links, strict=True)
        if target and not reference.is_picture
    )
    return PublishedArticle(
        path=head.path,
        slug=head.slug,
        card=entry.card,
        tags=tuple(slug for slug, _ in entry.tags),
        people=tuple(one.id for one in entry.authors if one.id),
        series=head.series.slug if head.series else "",
        files=tuple(filter(None, files)),
        extra=entry.card.extra,
    )


def _page_outputs(
    context: PlanContext,
    edition: Edition,
    plugged: Plugged,
    page: object,
    entries: Mapping[str, ListItem],
) -> Iterator[PlannedOutput]:
    kind = plugged.added
    assert isinstance(kind, PageKind)
    if not isinstance(page, Page):
        raise PageError("NG409", f"gives a {type(page).__name__} and no Page")
    path, feed = _path(edition, page.path), _path(edition, page.feed) if page.feed else ""
    for text in (page.title, page.description):
        if not isinstance(text, str):
            raise PageError("NG409", f"gives {page.path} a title or description that is no text")
    listed = [entries[one.path] for one in page.articles]
    is_page = path.endswith(".html")
    output_kind: OutputKind = "plugin-page" if is_page and kind.in_sitemap else "plugin-file"
    address = file_address(path)
    has_feed = bool(feed and context.site.url)
    yield context.page(
        edition,
        output_kind,
        address,
        page.title,
        (
            *(() if kind.template else (plugged.renderer,)),
            cards("items", listed),
            *(_value(page, role, value) for role, value in page.values.items()),
        ),
        description=page.description,
        feeds=(_feed_link(page.title, feed),) if has_feed else (),
        name=kind.name,
        template=kind.template,
    )
    if has_feed:
        yield feed_output(context, edition, file_address(feed), page.title, address.route, listed)


def _feed_link(title: str, path: str) -> FeedLink:
    return FeedLink(title, FEED_NAMES["rss"], file_address(path).route, FEED_TYPES["rss"])


def _path(edition: Edition, path: object) -> str:
    """The path below the output folder. Raises `PageError` where it is none."""
    parts = path.split("/") if isinstance(path, str) else [""]
    if not all(map(_is_segment, parts)) or "." not in parts[-1]:
        raise PageError("NG410", f"gives the path {path!r}, which can't be published")
    return f"{edition.prefix}{path}"


def _is_segment(part: str) -> bool:
    """Whether every file system takes the part of a path, and none as another one's."""
    return (
        _SEGMENT.fullmatch(part) is not None
        and is_normalized("NFC", part)
        and slug_fault(part.partition(".")[0]) is None
    )


def _value(page: Page, role: str, value: object) -> Input:
    """A value of the page as an input; its role is a word of the plugin's."""
    shown = _plain(page, role, value)
    return Input(role, (("", digest_value(shown)),), shown)


def _plain(page: Page, role: str, value: object) -> object:
    if role in RESERVED or not role.isidentifier():
        raise PageError("NG409", f"gives {page.path} a value under the name {role!r}")
    try:
        return plain(value)
    except TypeError as error:
        raise PageError("NG409", f"gives {page.path} as {role!r} {error}") from None


def plain(value: object) -> object:
    """The value, if it is plain: text, number, truth, None, or a tuple, list or mapping of such.

    A record that is a named tuple, such as a card, is one. Raises `TypeError`.
    """
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        for one in value:
            plain(one)
        return value
    if isinstance(value, list | tuple):
        return tuple(map(plain, value))
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: plain(one) for key, one in value.items()}
    raise TypeError(f"a {type(value).__name__}, which is no plain value")


def _kind_of(page: PlannedOutput) -> str:
    """The kind of a page; a plugin's by the name that the plugin gives it."""
    if page.kind not in ("plugin-page", "plugin-file"):
        return page.kind
    views = (one.value for one in page.inputs)
    return next((one.kind for one in views if isinstance(one, PageView)), page.kind)


def _problem(context: PlanContext, plugged: Plugged, code: str, what: str) -> Problem:
    spec = next((one for one in context.site.plugins if one.name == plugged.called), None)
    return Problem.at(
        CONFIG,
        Position(spec.line if spec else 0, spec.column if spec else 0),
        code,
        f"The page kind `{plugged.added.name}` of the plugin {plugged.plugin} {what}.",
        _HINTS.get(code, "docs/plugins.md says what a page kind gives."),
    )
