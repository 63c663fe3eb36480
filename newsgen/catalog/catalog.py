"""What exists and is visible at one moment, with every name resolved and every address known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from newsgen.catalog.addresses import Address, index_address
from newsgen.catalog.collisions import address_problems, giving_way
from newsgen.catalog.edition import Edition, PageEntry, edition, edition_prefix
from newsgen.catalog.entry import Entry
from newsgen.catalog.entry_builder import BuildContext, EntryBuilder, PersonEntry
from newsgen.catalog.front import Front, fronts
from newsgen.catalog.gate import Admission, admit
from newsgen.catalog.groups import Groups, GroupsInMemory
from newsgen.catalog.link_resolver import file_names, slugs_of
from newsgen.catalog.media import Media
from newsgen.catalog.series import series_problems
from newsgen.catalog.translations import translations
from newsgen.catalog.unrecorded import unrecorded_problems
from newsgen.model.article import Head
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.languages import language_name
from newsgen.model.problem import Problem
from newsgen.model.records import FileRecord, FrontHead, PageHead, PersonHead
from newsgen.model.site import Site
from newsgen.model.slug import quoted
from newsgen.model.unread import unread_problems
from newsgen.model.views import EditionLink, Link, Translation


class Catalog(NamedTuple):
    """The visible site. `routes` lead from a content file to its page, where it has one.

    `remade` are the entries that were made for this build: all of them in a full one, in an
    incremental one those of the articles that changed or name what did. An incremental
    catalogue raises `LookedAtEverything` where something is asked that it does not know.
    """

    site: Site
    editions: tuple[Edition, ...]
    groups: Groups
    entries: Mapping[str, Entry]
    people: Mapping[str, PersonEntry]
    routes: Mapping[str, str]
    media: Media
    translations: Mapping[str, tuple[Translation, ...]]
    fronts: Mapping[str, Front]
    remade: Collection[Entry]
    problems: tuple[Problem, ...]

    def target(self, path: str) -> str:
        """The route that a link to this content file gets; "" where nothing visible is there."""
        if path.startswith("/"):
            return quoted(path.lstrip("/")) or self.editions[0].site.home.route
        return self.media.route(path) or self.routes.get(path, "")


class FullCatalog(NamedTuple):
    """A catalogue of all records, and what stands before the gate.

    `held` are the addresses that the articles will have which are held back.
    """

    catalog: Catalog
    admission: Admission
    held: Mapping[str, Address]


def catalog(records: Mapping[str, FileRecord], context: BuildContext) -> FullCatalog:
    """The catalogue of these records."""
    site = context.site
    heads = [r.head for r in records.values() if isinstance(r.head, Head)]
    articles = (record for record in records.values() if record.kind == "article")
    admission = admit(articles, context.as_of, context.with_drafts, with_held=context.with_held)
    builder = EntryBuilder(records, slugs_of(records), records.values(), context)
    problems: list[Problem] = []
    visible = {head.path for head in admission.visible}
    hidden: set[str] = set()
    if context.with_held:
        hidden = giving_way(visible, heads, builder.address, context.as_of)
        visible -= hidden
    entries = {}
    for head in heads:
        links = builder.resolved_links(head, problems)
        if head.path in visible:
            entries[head.path] = builder.entry(head, links)
    set_fronts, front_problems = fronts(
        [r.head for r in records.values() if isinstance(r.head, FrontHead)],
        {head.section for head in heads},
        records,
        site,
        builder.targets,
        visible,
    )
    problems += front_problems
    addresses = {
        head.path: entries[head.path].address if head.path in visible else builder.address(head)
        for head in heads
    }
    claims = {path: one for path, one in addresses.items() if path not in hidden}
    problems += address_problems(claims, records, admission)
    problems += series_problems(heads)
    problems += builder.people.doubles(builder.persons)
    problems += unrecorded_problems(sum(head.is_unrecorded for head in heads))
    if context.unread:
        problems += unread_problems(_without_links(context.unread, records))
    page_heads = [r.head for r in records.values() if isinstance(r.head, PageHead)]
    pages = [builder.page(head, problems) for head in page_heads]
    people = {head.id: builder.person(head, problems) for head in builder.persons}
    groups = GroupsInMemory(entries.values())
    languages = {entry.head.lang for entry in entries.values()}
    located = [(path, entry.head.lang, entry.address) for path, entry in entries.items()]
    located += [(page.head.path, page.head.lang, page.address) for page in pages]
    made = Catalog(
        site=site,
        editions=editions(site, languages, groups, pages, has_people=bool(people)),
        groups=groups,
        entries=entries,
        people=people,
        routes={path: address.route for path, _, address in located} | person_routes(builder),
        media=builder.media,
        translations=translations(located, site.url, site.name_languages),
        fronts=set_fronts,
        remade=entries.values(),
        problems=tuple(sorted(set(problems))),
    )
    held = {path: one for path, one in addresses.items() if path not in visible}
    return FullCatalog(made, admission, held)


def _without_links(paths: Collection[str], records: Mapping[str, FileRecord]) -> set[str]:
    """Those of these files that no text leads to, as far as texts can be read."""
    left = {*paths}
    for record in records.values():
        head = record.head
        if isinstance(head, Head | PageHead | PersonHead):
            for reference in head.links:
                left -= file_names(reference.target, head.path)
    # What is wrong with a file that looks like an article is told already.
    return {path for path in left if path not in records or not records[path].problems}


def editions(
    site: Site,
    languages: Iterable[str],
    groups: Groups,
    pages: Iterable[PageEntry],
    *,
    has_people: bool,
) -> tuple[Edition, ...]:
    """An edition for each language of the articles and the pages, the site's own first."""
    pages = list(pages)
    others = {*languages, *(page.head.lang for page in pages)} - {site.language}
    tags = [site.language, *sorted(others)]
    links = tuple(
        EditionLink(one, language_name(one), Link(language_name(one), _home(one, site)))
        for one in tags
    )
    return tuple(
        edition(
            lang,
            site,
            groups,
            (page for page in pages if page.head.lang == lang),
            links,
            has_people=has_people and lang == site.language,
        )
        for lang in tags
    )


def person_routes(builder: EntryBuilder) -> dict[str, str]:
    """The pages of the newsroom's people, by the paths of their files."""
    return {
        person.path: builder.people.author(person.id, "").byline.route for person in builder.persons
    }


def _home(lang: str, site: Site) -> str:
    return index_address(edition_prefix(lang, site), site.urls).route
