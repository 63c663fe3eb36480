"""The incremental catalogue: after a few articles changed, made from the index of the last one.

As far as it is looked at, it is the catalogue that all records together give; its scope says
what may be other. Where that is not certain, or where something is wrong, there is none, and
the full catalogue is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from newsgen.catalog.affected import NarrowScope
from newsgen.catalog.catalog import Catalog, editions, person_routes
from newsgen.catalog.entry_builder import BuildContext, EntryBuilder
from newsgen.catalog.front import fronts
from newsgen.catalog.gate import admit
from newsgen.catalog.group_deltas import directories, group_deltas, showing
from newsgen.catalog.groups import ALL, AUTHOR, MEDIA, SECTION, Key
from newsgen.catalog.index import (
    CatalogIndex,
    Members,
    Records,
    address_name,
    mentions,
    part_name,
)
from newsgen.catalog.lazy_catalog import LazyEntries, LazyGroups, Routes, Translations
from newsgen.catalog.link_resolver import file_names, place_name, slug_name
from newsgen.catalog.media import media_name
from newsgen.catalog.replaced import Replaced
from newsgen.catalog.unrecorded import UNRECORDED_NAME, is_unrecorded, unrecorded_problems
from newsgen.model.article import Head
from newsgen.model.digest import Digest, digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem, has_errors
from newsgen.model.records import FileRecord, FrontHead, PageHead, PersonHead
from newsgen.reading.files.file_kinds import kind_of


class CatalogUpdate(NamedTuple):
    """An incremental catalogue, and what to write into the index."""

    catalog: Catalog
    scope: NarrowScope
    replaced: tuple[Replaced, ...]
    groups: Mapping[Key, Members]


def views_digest(catalog: Catalog) -> Digest:
    """The digest of what every page of an edition shows of the site."""
    return digest_value(tuple(one.site for one in catalog.editions))


def catalog_update(
    index: CatalogIndex,
    records: Records,
    slugs: Mapping[str, list[str]],
    others: Sequence[FileRecord],
    touched: Iterable[str],
    hinted: Collection[str],
    context: BuildContext,
) -> CatalogUpdate | None:
    """The catalogue after these articles and media changed, came or went; None where it is not certain.

    `others` are the records of all files that are neither; `hinted` are the
    files whose problems may name an article that they have nothing to do with.
    """
    return _Updating(index, records, slugs, others, context).update(touched, hinted)


class _Updating:
    def __init__(
        self,
        index: CatalogIndex,
        records: Records,
        slugs: Mapping[str, list[str]],
        others: Sequence[FileRecord],
        context: BuildContext,
    ) -> None:
        self._index = index
        self._records = records
        self._others = others
        self._context = context
        self._builder = EntryBuilder(records, slugs, others, context)
        self._problems: list[Problem] = []
        self._replaced: dict[str, Replaced] = {}
        self._number = index.next_number()
        # What changed in a way that others may see, by the names under which they mention it.
        self._seen: set[str] = set()

    def update(self, touched: Iterable[str], hinted: Collection[str]) -> CatalogUpdate | None:
        media = self._replace(touched, hinted)
        if self._has_rivals() or self._may_read_more(media):
            return None
        if media and not self._named_beside().isdisjoint(media):
            # What a page or a person used before is not known.
            return None
        changed = {path: one.entry for path, one in self._replaced.items()}
        numbers = {path: one.number for path, one in self._replaced.items()}
        entries = LazyEntries(self._index, self._records, self._builder, changed, numbers)
        deltas = group_deltas(self._index, entries, self._replaced.values())
        members = {key: one.now for key, one in deltas.items()}
        groups = LazyGroups(self._index, members, entries)
        self._builder.media.make_partial(
            lambda path: groups.size(Key(MEDIA, "", path)) > 0,
            has_crops=bool(self._context.site.url),
        )
        catalog = self._catalog(entries, groups)
        if catalog is None:
            return None
        whole = self._naming_people(catalog) | directories(deltas)
        whole |= {Key(MEDIA, "", path) for path in media}
        files = [key for key in {*deltas, *whole} if key.kind == MEDIA]
        if self._shares_outputs(files, groups, entries):
            return None
        if any(key.kind == SECTION and one.comes_or_goes for key, one in deltas.items()):
            # Its folder may be in the way of something.
            return None
        articles: dict[str, dict[str, None]] = {}
        visible = [one.number for one in self._replaced.values() if one.entry]
        for head in entries.heads([*dict.fromkeys([*visible, *sorted(showing(deltas))])]):
            articles.setdefault(head.lang, {})[head.path] = None
        gone = [one.path for one in self._replaced.values() if not one.entry]
        scope = NarrowScope(articles, gone, deltas, whole)
        return CatalogUpdate(catalog, scope, tuple(self._replaced.values()), members)

    def _replace(self, touched: Iterable[str], hinted: Collection[str]) -> list[str]:
        """Makes anew what changed and all that mentions it; returns the media that changed."""
        media: list[str] = []
        waiting: set[str] = set()
        for path in touched:
            if self._is_article(path):
                waiting.add(path)
            else:
                media.append(path)
        self._seen |= {*media}
        # Any edit may take a place away, or bring one.
        names = {*media, *map(place_name, waiting)}
        while waiting or names:
            waiting |= self._index.named(names)
            names = set()
            for path in sorted(waiting - self._replaced.keys()):
                one = self._replaced[path] = self._made(path)
                if one.is_seen:
                    names |= {path, *map(slug_name, one.slugs)}
                    waiting |= {*self._index.siblings(path)}
                if not (one.before and one.record) or one.slugs[0] != one.slugs[1]:
                    waiting |= {*filter(self._is_article, hinted)}
            waiting -= self._replaced.keys()
            self._seen |= names
        return media

    def _is_article(self, path: str) -> bool:
        return kind_of(path) == "article"

    def _made(self, path: str) -> Replaced:
        before = self._index.row(path)
        if before is None:
            number = self._number
            self._number += 1
        else:
            number = before.number
        record = self._records.get(path)
        if record is None:
            return Replaced(path, number, before, None, None, None, None, frozenset())
        context = self._context
        admission = admit(
            (record,), context.as_of, context.with_drafts, with_held=context.with_held
        )
        held = admission.held[0] if admission.held else None
        head = record.head
        if not isinstance(head, Head):
            return Replaced(path, number, before, record, None, held, None, frozenset())
        links = self._builder.resolved_links(head, self._problems)
        entry = self._builder.entry(head, links) if admission.visible else None
        names = mentions(head, self._builder.address(head).path)
        return Replaced(
            path, number, before, record, entry, held, admission.next_due, frozenset(names)
        )

    def _may_read_more(self, media: Iterable[str]) -> bool:
        """Whether a link to a file that is not read may have come or gone."""
        unread = {*self._context.unread}
        if not unread:
            return False
        return (
            not unread.isdisjoint(media)
            or any(unread & one.mentions for one in self._replaced.values())
            or not self._index.named(unread).isdisjoint(self._replaced)
        )

    def _has_rivals(self) -> bool:
        """Whether another article may lay claim to an address or a part of a series of one of these."""
        for path, one in self._replaced.items():
            head = one.record.head if one.record else None
            if not isinstance(head, Head):
                continue
            claims = {address_name(self._builder.address(head).path), part_name(head)} - {""}
            rivals = self._index.named(claims) - self._replaced.keys()
            among = [
                other.path
                for other in self._replaced.values()
                if other.path != path and claims & other.mentions
            ]
            if rivals or among:
                return True
        return False

    def _shares_outputs(
        self, keys: Sequence[Key], groups: LazyGroups, entries: LazyEntries
    ) -> bool:
        """Whether one of these files has its outputs in common with another.

        The entries of all that use one of them are made here: it is from them
        that it is known which outputs it has.
        """
        names: list[str] = []
        for key in keys:
            group = groups.group(key)
            for one in group.entries:
                entries[one.head.path]
            before = self._index.members(key).name
            called = {before, group.name} - {""}
            if any(self._index.others_named(key, name) for name in called):
                return True
            names += called
        others = {
            media_name(path, record)
            for path, record in self._builder.media.asked_for().items()
            if Key(MEDIA, "", path) not in keys
        }
        return len(names) != len(set(names)) or not others.isdisjoint(names)

    def _catalog(self, entries: LazyEntries, groups: LazyGroups) -> Catalog | None:
        builder, problems = self._builder, self._problems
        site = self._context.site
        heads = [record.head for record in self._others]
        pages = [builder.page(head, problems) for head in heads if isinstance(head, PageHead)]
        people = {head.id: builder.person(head, problems) for head in builder.persons}
        languages = groups.langs(ALL)
        front_heads = [head for head in heads if isinstance(head, FrontHead)]
        sections = {one for lang in languages for one in groups.ids(SECTION, lang)}
        set_fronts, front_problems = fronts(
            front_heads, sections, self._records, site, builder.targets, entries
        )
        problems += front_problems
        problems += builder.people.doubles(builder.persons)
        problems += unrecorded_problems(self._unrecorded())
        if has_errors(problems):
            # Told of together with all others.
            return None
        others = {page.head.path: page.address.route for page in pages} | person_routes(builder)
        return Catalog(
            site=site,
            editions=editions(site, languages, groups, pages, has_people=bool(people)),
            groups=groups,
            entries=entries,
            people=people,
            routes=Routes(entries, others),
            media=builder.media,
            translations=Translations(
                self._index,
                entries,
                pages,
                site.url,
                has_editions=len(languages) > 1,
                languages=site.name_languages,
            ),
            fronts=set_fronts,
            remade=entries.remade(),
            problems=tuple(sorted(set(problems))),
        )

    def _unrecorded(self) -> int:
        """How many articles of the site have no record of their sources."""
        replaced = self._replaced.values()
        others = self._index.count_named(UNRECORDED_NAME, {one.number for one in replaced})
        return others + sum(is_unrecorded(one.record.head) for one in replaced if one.record)

    def _naming_people(self, catalog: Catalog) -> set[Key]:
        """The people whose own words lead to something that changed."""
        return {
            Key(AUTHOR, edition.lang, person.id)
            for person in self._builder.persons
            if _named_by(person) & self._seen
            for edition in catalog.editions
        }

    def _named_beside(self) -> set[str]:
        """The files that pages and people name."""
        heads = (record.head for record in self._others)
        return {
            name
            for head in heads
            if isinstance(head, PageHead | PersonHead)
            for name in _named_by(head)
        }


def _named_by(head: PageHead | PersonHead) -> set[str]:
    image = (head.image.src,) if isinstance(head, PersonHead) and head.image else ()
    targets = (*(one.target for one in head.links), *image)
    return {name for target in targets for name in file_names(target, head.path)}
