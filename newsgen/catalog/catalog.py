"""What exists and is visible at one moment, with every name resolved and every address known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import NamedTuple

from newsgen.catalog.addresses import Address, index_address, page_address
from newsgen.catalog.collisions import address_problems
from newsgen.catalog.edition import Edition, PageEntry, edition, edition_prefix, section_title
from newsgen.catalog.entry import Entry
from newsgen.catalog.front import Front, fronts
from newsgen.catalog.gate import Admission, admit
from newsgen.catalog.media import Media
from newsgen.catalog.people import People
from newsgen.catalog.series import series_problems
from newsgen.catalog.sources import Registry
from newsgen.catalog.targets import Targets, resolved, slugs_of
from newsgen.catalog.translations import translations
from newsgen.model.article import Head, Image, Reference
from newsgen.model.content import FileRecord, PageHead, PersonHead, RegistryHead
from newsgen.model.digest import digest_text
from newsgen.model.kinds import KINDS
from newsgen.model.languages import language_name
from newsgen.model.problem import Problem, warning
from newsgen.model.site import Site
from newsgen.model.slug import quoted, slug_of
from newsgen.model.views import Card, EditionLink, Link, Picture, Translation


class PersonEntry(NamedTuple):
    """A person of the newsroom; `links` as in an article's entry."""

    head: PersonHead
    picture: Picture | None
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """The visible site. `routes` lead from a content file to its page, where it has one."""

    site: Site
    editions: tuple[Edition, ...]
    entries: Mapping[str, Entry]
    people: Mapping[str, PersonEntry]
    routes: Mapping[str, str]
    media: Media
    translations: Mapping[str, tuple[Translation, ...]]
    fronts: Mapping[str, Front]
    admission: Admission
    problems: tuple[Problem, ...]

    def target(self, path: str) -> str:
        """The route that a link to this content file gets; "" where nothing visible is there."""
        if path.startswith("/"):
            return quoted(path.lstrip("/")) or self.editions[0].site.home.route
        return self.media.route(path) or self.routes.get(path, "")


def catalog(
    records: Mapping[str, FileRecord], site: Site, zone: tzinfo, as_of: int, *, with_drafts: bool
) -> Catalog:
    """The catalogue of these records at `as_of`, in seconds since 1970."""
    return _Cataloguing(records, site, zone, as_of, with_drafts).catalog()


class _Cataloguing:
    """The steps of making a catalogue, in their order."""

    def __init__(
        self,
        records: Mapping[str, FileRecord],
        site: Site,
        zone: tzinfo,
        as_of: int,
        with_drafts: bool,
    ) -> None:
        self.records = records
        self.site = site
        self.zone = zone
        self.heads = [r.head for r in records.values() if isinstance(r.head, Head)]
        self.pages = [r.head for r in records.values() if isinstance(r.head, PageHead)]
        self.persons = [r.head for r in records.values() if isinstance(r.head, PersonHead)]
        articles = (record for record in records.values() if record.kind == "article")
        self.admission = admit(articles, as_of, with_drafts)
        self.targets = Targets(records, slugs_of(records))
        self.people = People(self.persons, site.urls)
        registered = [r.head for r in records.values() if isinstance(r.head, RegistryHead)]
        self.registry = Registry(
            (source for head in registered for source in head.sources), site.urls
        )
        self.as_of = as_of
        self.media = Media(records)
        self.problems: list[Problem] = []

    def catalog(self) -> Catalog:
        visible = {head.path for head in self.admission.visible}
        addresses = {head.path: self._address(head) for head in self.heads}
        entries = {}
        for head in self.heads:
            links, read_also, image = self._checked(head)
            if head.path in visible:
                entries[head.path] = self._entry(
                    head, addresses[head.path], links, read_also, image
                )
        front, front_problems = fronts(self.records, self.site, self.targets, visible)
        self.problems += front_problems
        self.problems += address_problems(addresses, self.records, self.admission)
        self.problems += series_problems(self.heads)
        self.problems += self.people.doubles(self.persons)
        pages = [self._page(head) for head in self.pages]
        people = {head.id: self._person(head) for head in self.persons}
        languages = self._languages(entries, pages)
        editions = tuple(self._edition(lang, languages, entries, pages) for lang in languages)
        self._publish(entries, pages, people)
        located = [(path, entry.head.lang, entry.address) for path, entry in entries.items()]
        located += [(page.head.path, page.head.lang, page.address) for page in pages]
        routes = {path: address.route for path, _, address in located}
        routes |= {
            person.head.path: self.people.author(person.head.id, "").byline.route
            for person in people.values()
        }
        return Catalog(
            site=self.site,
            editions=editions,
            entries=entries,
            people=people,
            routes=routes,
            media=self.media,
            translations=translations(located, self.site.url),
            fronts=front,
            admission=self.admission,
            problems=tuple(sorted(set(self.problems))),
        )

    def _checked(self, head: Head) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """The files an article names: its links, what to read also, its picture ("" where none)."""
        problems: list[Problem] = []
        path = head.path
        links = resolved(head.links, lambda one: self.targets.file(one, path), problems)
        read_also = resolved(
            head.read_also, lambda one: self.targets.article(one, path, head.lang), problems
        )
        image = self._image(head.image, path, problems)
        problems += self.people.unknown(head)
        if head.citations:
            sources = tuple(self.registry.resolved(one, "") for one in head.sources)
            problems += self.registry.problems(head, sources)
        self.problems += map(warning, problems) if head.draft else problems
        return links, tuple(dict.fromkeys(one for one in read_also if one != path)), image

    def _image(self, image: Image | None, path: str, problems: list[Problem]) -> str:
        if image is None:
            return ""
        (found,) = resolved(
            (Reference(image.src, image.line, image.column, is_picture=True),),
            lambda one: self.targets.file(one, path),
            problems,
        )
        is_file = found in self.records and self.records[found].kind == "media"
        return found if is_file else ""

    def _picture(self, image: Image | None, file: str) -> Picture | None:
        if image is None or not file:
            return None
        return self.media.show(file, image)

    def _address(self, head: Head) -> Address:
        year, month = self._month(head)
        prefix = edition_prefix(head.lang, self.site)
        return page_address(
            f"{prefix}{head.section}/{year:04}/{month:02}/{head.slug}", self.site.urls
        )

    def _month(self, head: Head) -> tuple[int, int]:
        day = datetime.fromtimestamp(head.date.seconds, self.zone)
        return day.year, day.month

    def _entry(
        self,
        head: Head,
        address: Address,
        links: tuple[str, ...],
        read_also: tuple[str, ...],
        image: str,
    ) -> Entry:
        prefix = edition_prefix(head.lang, self.site)
        authors = tuple(self.people.author(one.target, prefix) for one in head.authors)
        corrections = tuple(
            one._replace(line=0)
            for one in reversed(head.corrections)
            if one.date.seconds <= self.as_of
        )
        updated = head.updated or (corrections[0].date if corrections else None)
        is_retracted = any(one.kind == "retraction" for one in corrections)
        card = Card(
            route=address.route,
            headline=head.headline,
            kicker=head.kicker,
            kind=head.kind,
            label=KINDS[head.kind].label,
            section=head.section,
            section_title=section_title(head.section, self.site, head.lang),
            summary=head.summary,
            authors=tuple(author.byline.name for author in authors),
            date=head.date,
            updated=updated,
            picture=self._picture(head.image, image),
            priority=head.priority,
            lang=head.lang,
            developing=head.developing,
            retracted=is_retracted,
        )
        if head.image and image and self.site.url:
            self.media.crop(image, head.image.focus)
        digest = digest_text(
            "\0".join(
                (
                    head.shown, card.route, card.section_title, repr(card.picture),
                    str(updated), str(is_retracted), *card.authors,
                )
            )
        )  # fmt: skip
        return Entry(
            head=head,
            card=card,
            digest=digest,
            address=address,
            month=self._month(head),
            tags=tuple((slug_of(tag), tag) for tag in head.tags),
            authors=authors,
            sources=tuple(self.registry.resolved(one, prefix) for one in head.sources),
            links=links,
            read_also=read_also,
            corrections=corrections,
            image=image,
        )

    def _page(self, head: PageHead) -> PageEntry:
        prefix = edition_prefix(head.lang, self.site)
        address = page_address(f"{prefix}{head.slug}", self.site.urls)
        links = resolved(head.links, lambda one: self.targets.file(one, head.path), self.problems)
        return PageEntry(head, address, links)

    def _person(self, head: PersonHead) -> PersonEntry:
        links = resolved(head.links, lambda one: self.targets.file(one, head.path), self.problems)
        image = self._image(head.image, head.path, self.problems)
        return PersonEntry(head, self._picture(head.image, image), links)

    def _languages(self, entries: Mapping[str, Entry], pages: list[PageEntry]) -> list[str]:
        """The languages that have an edition, the site's own first. Pages alone make none."""
        found = {entry.head.lang for entry in entries.values()}
        found |= {page.head.lang for page in pages}
        return [self.site.language, *sorted(found - {self.site.language})]

    def _edition(
        self,
        lang: str,
        languages: list[str],
        entries: Mapping[str, Entry],
        pages: list[PageEntry],
    ) -> Edition:
        links = tuple(
            EditionLink(
                one,
                language_name(one),
                Link(
                    language_name(one),
                    index_address(edition_prefix(one, self.site), self.site.urls).route,
                ),
            )
            for one in languages
        )
        return edition(
            lang,
            self.site,
            (entry for entry in entries.values() if entry.head.lang == lang),
            (page for page in pages if page.head.lang == lang),
            links,
            has_people=bool(self.persons) and lang == self.site.language,
        )

    def _publish(
        self,
        entries: Mapping[str, Entry],
        pages: list[PageEntry],
        people: Mapping[str, PersonEntry],
    ) -> None:
        """Publishes the files that visible bodies lead to and the pictures that they show."""
        users: list[Entry | PageEntry | PersonEntry] = [*entries.values(), *pages, *people.values()]
        for one in users:
            self.media.use(one.head.links, one.links)
