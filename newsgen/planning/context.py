"""What the planning of every kind of output shares: the catalogue and the common inputs of pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import tzinfo

from newsgen.catalog.addresses import Address, absolute, page_address
from newsgen.catalog.affected import Scope
from newsgen.catalog.catalog import Catalog
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import ListItem
from newsgen.catalog.feed_links import feed_links
from newsgen.catalog.groups import Key
from newsgen.model.article import Reference
from newsgen.model.digest import digest_value
from newsgen.model.languages import language_name
from newsgen.model.output import NO_GROUP, GroupKey, Input, OutputKind, PlannedOutput, Role, given
from newsgen.model.problem import Problem
from newsgen.model.site import Site
from newsgen.model.values import NO_VALUES, Values
from newsgen.model.views import FeedLink, Link, PageView, Picture, Translation
from newsgen.planning.data_files import DataFiles
from newsgen.planning.lists import GroupList, Item, ListPage, PagedList, other_pages
from newsgen.planning.named_templates import NamedTemplates
from newsgen.planning.statics import Statics
from newsgen.planning.templates import Templates
from newsgen.planning.words import Words


class PlanContext:
    """The catalogue, the templates and the static files, with what is the same for many pages made once.

    `scope` says which outputs to plan. `kept` collects the paths of those that belong to a group
    in scope and surely are as they were. `named` collects what is wrong with named templates,
    `problems` what else is.
    """

    def __init__(
        self,
        catalog: Catalog,
        templates: Templates,
        statics: Statics,
        data: DataFiles,
        words: Words,
        zone: tzinfo,
        scope: Scope,
        as_of: int = 0,
    ) -> None:
        """`as_of` is the moment of the build, in seconds since 1970."""
        self.catalog = catalog
        self.as_of = as_of
        self.problems: list[Problem] = []
        self._dues: list[int] = []
        self.zone = zone
        self.scope = scope
        self.kept: set[str] = set()
        self.templates = templates
        self.statics = statics
        self.data = data
        self.named = NamedTemplates(templates)
        logo = statics.logo
        # What every page and feed of an edition shows.
        self._editions = {
            one.lang: (given("site", one.site._replace(logo=logo)), words.of(one.lang))
            for one in catalog.editions
        }
        self._template_inputs: dict[str, tuple[Input, ...]] = {}
        self._sections: dict[tuple[str, str], Input] = {}
        self._section_feeds: dict[tuple[str, str], tuple[FeedLink, ...]] = {}
        self._tags: dict[tuple[str, str, str], Link] = {}

    @property
    def next_due(self) -> int | None:
        """When an output changes by the clock alone, though no article comes or goes; None: never."""
        return min(self._dues, default=None)

    def add_due(self, *moments: int) -> None:
        """Notes that an output changes at these moments; those that are past count for nothing."""
        self._dues += (one for one in moments if one > self.as_of)

    @property
    def site(self) -> Site:
        """The site's settings."""
        return self.catalog.site

    def page(
        self,
        edition: Edition,
        kind: OutputKind,
        address: Address,
        title: str,
        inputs: Sequence[Input],
        *,
        description: str = "",
        active: str = "",
        noindex: bool = False,
        translations: tuple[Translation, ...] = (),
        feeds: tuple[FeedLink, ...] = (),
        twin: str = "",
        canonical: str = "",
        origin: str = "",
        name: str = "",
        template: str | None = None,
        extra: Values = NO_VALUES,
        group: GroupKey = NO_GROUP,
    ) -> PlannedOutput:
        """An output that the template of its kind makes, or the one that is given; "" is none.

        `name` is what the page calls its kind.
        """
        template = f"{kind}.html" if template is None else template
        view = PageView(
            kind=name or kind,
            title=title,
            description=description,
            canonical=canonical or absolute(self.site.url, address.route),
            lang=edition.lang,
            dir=edition.site.dir,
            noindex=noindex,
            route=address.route,
            active=active,
            twin=twin,
            translations=translations,
            feed=Link(feeds[0].title, feeds[0].route) if feeds else None,
            extra=extra,
            feeds=feeds,
        )
        common = self._of_template(template) if template else ()
        return PlannedOutput(
            path=address.path,
            kind=kind,
            inputs=(*common, *self.of_edition(edition), given("page", view), *inputs),
            template=template,
            origin=origin,
            group=group,
        )

    def counterparts(self, route: Callable[[Edition], str]) -> tuple[Translation, ...]:
        """A page in each edition that has one; `route` says where it is, "" where it is not.

        It may depend on what all pages of an edition show, and on which
        sections there are: where these change, everything is planned.
        """
        routes = [(one.lang, route(one)) for one in self.catalog.editions]
        found = tuple(
            Translation(lang, language_name(lang), there, absolute(self.site.url, there))
            for lang, there in routes
            if there
        )
        return found if len(found) > 1 else ()

    def of_edition(self, edition: Edition) -> tuple[Input, Input]:
        """The site as the pages of this edition see it, and the interface words of its language."""
        return self._editions[edition.lang]

    def section(self, edition: Edition, slug: str) -> Input:
        """The section, as the pages that are in it show it."""
        key = (edition.lang, slug)
        found = self._sections.get(key)
        if found is None:
            link = edition.section_link(slug, self.site)
            found = self._sections[key] = given("section", link)
        return found

    def section_feeds(self, edition: Edition, slug: str) -> tuple[FeedLink, ...]:
        """The feeds of a section, one in each format of the site."""
        key = (edition.lang, slug)
        found = self._section_feeds.get(key)
        if found is None:
            name = edition.sections[slug].name
            found = feed_links(self.site, "sections", f"{edition.prefix}{slug}/", name)
            self._section_feeds[key] = found
        return found

    def tag(self, edition: Edition, slug: str, name: str) -> Link:
        """Leads to the first page of a tag, under the name that an article gives it."""
        key = (edition.lang, slug, name)
        found = self._tags.get(key)
        if found is None:
            address = page_address(f"{edition.prefix}tags/{slug}", self.site.urls)
            found = self._tags[key] = Link(name, address.route)
        return found

    def links(self, references: Sequence[Reference], targets: Sequence[str]) -> Input:
        """What fills the slots of a body, in their order: pictures and routes, "" for what is not visible.

        `targets` are what the `references` lead to.
        """
        found = self.fillings(references, targets)
        parts = (one if isinstance(one, str) else digest_value(one) for one in found)
        return Input.of("links", tuple(zip(targets, parts, strict=True)), found)

    def fillings(
        self, references: Sequence[Reference], targets: Sequence[str]
    ) -> tuple[str | Picture, ...]:
        """The same alone."""
        return tuple(map(self._filling, references, targets))

    def _filling(self, reference: Reference, path: str) -> str | Picture:
        if not path:
            return ""
        picture = self.catalog.media.picture(path) if reference.is_picture else None
        return picture or self.catalog.target(path)

    def shows_other(
        self, key: Key, *paths: str, most: int | None = None, with_texts: bool = False
    ) -> bool:
        """Whether outputs that show the cards of a group may differ; where not, they are kept.

        `paths` are the outputs'. `most` is how many of the newest members they show, None for all.
        `with_texts` is for those that show texts and the group's name as well.
        """
        if not self.scope.has(key):
            return False
        delta = self.scope.delta(key)
        is_same = delta is not None and delta.shows_same(most, with_texts=with_texts)
        if with_texts and delta is not None and delta.is_renamed:
            is_same = False
        if is_same:
            self.keep(*paths)
        return not is_same

    def keep(self, *paths: str) -> None:
        """Keeps published outputs as they are, without planning them."""
        self.kept.update(paths)

    def pages(self, entries: Sequence[Item], first: Address, stem: str) -> Iterator[ListPage[Item]]:
        """The pages of a list."""
        paged = self._paged(entries, first, stem)
        return map(paged.page, range(paged.numbered + 1))

    def lists(self, lists: Iterable[GroupList]) -> Iterator[PlannedOutput]:
        """All pages of these lists as far as they are in scope, in the order of time.

        Pages near each other show the same cards, and a card is rendered once
        for as long as it is remembered.
        """
        found: list[tuple[PagedList[ListItem], GroupList]] = []
        # Only these numbers are held of each page: its inputs take kilobytes.
        places: list[tuple[int, int, int]] = []
        for one in lists:
            paged = self._paged(one.entries, one.first, one.stem)
            for index in self._other(one.key, paged):
                places.append((self._time(paged, index), len(found), index))
            found.append((paged, one))
        for _, number, index in sorted(places):
            paged, one = found[number]
            yield one.output(paged.page(index))._replace(group=one.key)

    def _time(self, paged: PagedList[ListItem], index: int) -> int:
        """When the article in the middle of the page was published; 0 where few pages are planned."""
        middle = None if self.scope.is_narrow else paged.middle(index)
        return middle.head.date.seconds if middle else 0

    def _paged(self, entries: Sequence[Item], first: Address, stem: str) -> PagedList[Item]:
        return PagedList(entries, self.site.per_page, first, stem, self.site.urls)

    def _other(self, key: Key, paged: PagedList[Item]) -> list[int]:
        """The indices of the pages that may differ, of a list in scope; the other pages are kept."""
        delta, indices = self.scope.delta(key), range(paged.numbered + 1)
        if delta is None:
            return [*indices]
        found = other_pages(paged, delta)
        self.keep(*(paged.address(index).path for index in {*indices}.difference(found)))
        return found

    def _of_template(self, name: str) -> tuple[Input, ...]:
        """The template itself and the static files that it and its parts name."""
        known = self._template_inputs.get(name)
        if known is None:
            closure = self.templates.closure(name)
            addresses = self.statics.addresses
            assets = {one: addresses[one].route for one in closure.assets if one in addresses}
            styles = {one: self.statics.style(one) for one in closure.inlined if one in addresses}
            known = (
                Input.of("template", closure.templates, None),
                Input.of("assets", tuple(assets.items()), assets),
                Input.of("styles", tuple((k, v.digest) for k, v in styles.items()), styles),
            )
            data = self.data.input(closure.data)
            if data is not None:
                known = (*known, data)
            self._template_inputs[name] = known
        return known


def route_of(link: Link | None) -> str:
    """Where the link leads, "" where there is none."""
    return link.route if link else ""


def cards(role: Role, entries: Sequence[ListItem]) -> Input:
    """The cards of articles, in order."""
    return Input.of(
        role,
        # From lists, which take less time than generators: a page has dozens of cards.
        tuple([(entry.head.path, entry.card.digest) for entry in entries]),
        tuple([entry.card for entry in entries]),
    )


def card(role: Role, entry: ListItem | None) -> Input:
    """The card of one article, or None."""
    if entry is None:
        return Input.of(role, (), None)
    return Input.of(role, ((entry.head.path, entry.card.digest),), entry.card)
