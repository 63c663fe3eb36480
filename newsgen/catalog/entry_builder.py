"""Heads to entries: one article, page or person in its place among the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from newsgen.catalog.addresses import Address, article_address, page_address
from newsgen.catalog.alias_paths import alias_paths, alias_problems
from newsgen.catalog.edition import PageEntry, edition_prefix, section_title
from newsgen.catalog.entry import Author, Entry, Teaser
from newsgen.catalog.link_resolver import LinkResolver, resolved
from newsgen.catalog.media import Media, media_name
from newsgen.catalog.people import People
from newsgen.catalog.sources import Registry
from newsgen.model.article import Head, Image, Reference, SeriesPart
from newsgen.model.correction import Correction
from newsgen.model.digest import digest_text
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.interning import Pool
from newsgen.model.kinds import KINDS
from newsgen.model.moment import Moment
from newsgen.model.problem import Problem, warning
from newsgen.model.records import FileRecord, PageHead, PersonHead, RegistryHead
from newsgen.model.site import Site
from newsgen.model.slug import slug_of
from newsgen.model.values import values_of
from newsgen.model.views import Card, Picture


class PersonEntry(NamedTuple):
    """A person of the newsroom; `links` as in an article's entry."""

    head: PersonHead
    picture: Picture | None
    links: tuple[str, ...]


class ResolvedLinks(NamedTuple):
    """The files that an article names: its links, what to read also, and its picture, "" where none."""

    links: tuple[str, ...]
    read_also: tuple[str, ...]
    image: str


class BuildContext(NamedTuple):
    """What entries depend on beside the articles and the files that these name.

    `unread` are the paths of texts that are not read.
    """

    site: Site
    zone: tzinfo
    as_of: int
    with_drafts: bool
    with_held: bool = False
    unread: tuple[str, ...] = ()


class EntryBuilder:
    """Makes entries. `records` and `slugs` are asked for what an article names, and for nothing else."""

    def __init__(
        self,
        records: Mapping[str, FileRecord],
        slugs: Mapping[str, list[str]],
        staff: Iterable[FileRecord],
        context: BuildContext,
    ) -> None:
        """`staff` are the records of people and of the registry, others among them are passed over."""
        self.site = context.site
        self._zone = context.zone
        self._as_of = context.as_of
        self._records = records
        self._pool = Pool()
        self._tags: dict[str, tuple[str, str]] = {}
        heads = [record.head for record in staff]
        self.persons = [head for head in heads if isinstance(head, PersonHead)]
        self.people = People(self.persons, self.site.urls)
        self._registry = Registry(
            (one for head in heads if isinstance(head, RegistryHead) for one in head.sources),
            self.site.urls,
        )
        self.targets = LinkResolver(records, slugs, self.site.documents)
        self.media = Media(records, with_words=self.site.picture_words == "from-file")

    def resolved_links(self, head: Head, problems: list[Problem]) -> ResolvedLinks:
        """What an article leads to, and adds what is wrong with that."""
        found: list[Problem] = []
        path = head.path
        links = self._links(head, found)
        read_also = resolved(
            head.read_also, lambda one: self.targets.article(one, path, head.lang), found
        )
        image = self._image(head.image, path, found)
        found += self.people.unknown(head)
        if head.citations:
            sources = tuple(self._registry.resolved(one, "") for one in head.sources)
            found += self._registry.problems(head, sources)
        if head.aliases:
            found += alias_problems(path, head.aliases, self.site.url)
        if head.series and head.series.aliases:
            found += alias_problems(path, head.series.aliases, self.site.url)
        problems += map(warning, found) if head.draft else found
        return ResolvedLinks(
            links, tuple(dict.fromkeys(one for one in read_also if one and one != path)), image
        )

    def _links(
        self, head: Head | PageHead | PersonHead, problems: list[Problem]
    ) -> tuple[str, ...]:
        """The files that the text leads to; adds what is wrong, and what is lost on the way."""
        links = self._files(head.links, head.path, problems)
        if head.place_links:
            # By need: few texts lead to a place in another.
            from newsgen.catalog.place_links import place_problems

            problems += place_problems(head, links, self._records)
        return links

    def _files(
        self, references: tuple[Reference, ...], path: str, problems: list[Problem]
    ) -> tuple[str, ...]:
        links = resolved(references, lambda one: self.targets.file(one, path), problems)
        problems += self.targets.losses(references, links, path)
        return links

    def address(self, head: Head) -> Address:
        """Where the article's page lies."""
        return self._address(head, edition_prefix(head.lang, self.site), self._month(head))

    def teaser(self, head: Head) -> Teaser:
        """What lists show of a visible article; publishes its picture."""
        prefix, month = edition_prefix(head.lang, self.site), self._month(head)
        route = self._address(head, prefix, month).route
        corrections = self._corrections(head)
        # Its problems were told of when it was read, and are kept.
        image = self._image(head.image, head.path, [])
        card = self._card(head, route, self._authors(head, prefix), corrections, image)
        return Teaser(head, card, month, corrections)

    def entry(self, head: Head, found: ResolvedLinks) -> Entry:
        """The entry of a visible article; publishes the files that it shows or leads to."""
        prefix, month = edition_prefix(head.lang, self.site), self._month(head)
        address = self._address(head, prefix, month)
        authors, corrections = self._authors(head, prefix), self._corrections(head)
        card = self._card(head, address.route, authors, corrections, found.image)
        if head.image and found.image and self.site.url:
            self.media.crop(found.image, head.image.focus)
        self.media.use(head.links, found.links)
        return Entry(
            head=head,
            card=card,
            address=address,
            month=month,
            tags=tuple(map(self._tag, head.tags)),
            authors=authors,
            sources=tuple(self._registry.resolved(one, prefix) for one in head.sources),
            links=found.links,
            read_also=found.read_also,
            media=self._media(found),
            corrections=corrections,
            image=found.image,
            redirects=tuple(
                path for _, path in alias_paths(head.aliases, address.path, self.site.url)
            )
            if head.aliases
            else (),
            series_redirects=self._series_redirects(head.series, prefix) if head.series else (),
        )

    def _series_redirects(self, series: SeriesPart, prefix: str) -> tuple[tuple[str, str], ...]:
        if not series.aliases:
            return ()
        address = page_address(f"{prefix}series/{series.slug}", self.site.urls)
        return tuple(
            (path, address.route)
            for _, path in alias_paths(series.aliases, address.path, self.site.url)
        )

    def _address(self, head: Head, prefix: str, month: tuple[int, int]) -> Address:
        return article_address(
            f"{prefix}{head.section}/{month[0]:04}/{month[1]:02}/{head.slug}", self.site.urls
        )

    def _authors(self, head: Head, prefix: str) -> tuple[Author, ...]:
        return self._pool(tuple([self.people.author(one.target, prefix) for one in head.authors]))

    def _corrections(self, head: Head) -> tuple[Correction, ...]:
        """Those that are visible, newest first."""
        return tuple(
            one._replace(line=0)
            for one in reversed(head.corrections)
            if one.date.seconds <= self._as_of
        )

    def _card(
        self,
        head: Head,
        route: str,
        authors: Iterable[Author],
        corrections: Sequence[Correction],
        image: str,
    ) -> Card:
        updated = _updated(head, corrections)
        is_retracted = any(one.kind == "retraction" for one in corrections)
        section = section_title(head.section, self.site, head.lang)
        names = self._pool(tuple([author.byline.name for author in authors]))
        picture = self._picture(head.image, image)
        digest = digest_text(
            "\0".join(
                (
                    head.shown, route, section, repr(picture), str(updated),
                    str(is_retracted), *names,
                )
            )
        )  # fmt: skip
        return Card(
            route=route,
            headline=head.headline,
            kicker=head.kicker,
            kind=head.kind,
            label=KINDS[head.kind].label,
            section=head.section,
            section_title=section,
            summary=head.summary,
            authors=names,
            date=head.date,
            updated=updated,
            picture=picture,
            priority=head.priority,
            lang=head.lang,
            developing=head.developing,
            retracted=is_retracted,
            extra=values_of(head.extra),
            digest=digest,
        )

    def page(self, head: PageHead, problems: list[Problem]) -> PageEntry:
        """The entry of a standing page, and adds what is wrong with its links."""
        prefix = edition_prefix(head.lang, self.site)
        address = page_address(f"{prefix}{head.slug}", self.site.urls)
        links = self._links(head, problems)
        self.media.use(head.links, links)
        problems += alias_problems(head.path, head.aliases, self.site.url)
        return PageEntry(head, address, links)

    def person(self, head: PersonHead, problems: list[Problem]) -> PersonEntry:
        """The entry of a person, and adds what is wrong with the links and the picture."""
        links = self._links(head, problems)
        image = self._image(head.image, head.path, problems)
        self.media.use(head.links, links)
        problems += alias_problems(head.path, head.aliases, self.site.url)
        return PersonEntry(head, self._picture(head.image, image), links)

    def _tag(self, tag: str) -> tuple[str, str]:
        known = self._tags.get(tag)
        if known is None:
            known = self._tags[tag] = (slug_of(tag), tag)
        return known

    def _month(self, head: Head) -> tuple[int, int]:
        day = datetime.fromtimestamp(head.date.seconds, self._zone)
        return self._pool((day.year, day.month))

    def _image(self, image: Image | None, path: str, problems: list[Problem]) -> str:
        if image is None:
            return ""
        reference = Reference(image.src, image.line, image.column, is_picture=True)
        (found,) = self._files((reference,), path, problems)
        return found if self._is_media(found) else ""

    def _picture(self, image: Image | None, file: str) -> Picture | None:
        if image is None or not file:
            return None
        return self.media.show(file, image)

    def _media(self, found: ResolvedLinks) -> tuple[tuple[str, str], ...]:
        """The files that the article shows or leads to, each with the name of its outputs."""
        used = dict.fromkeys(one for one in (found.image, *found.links) if self._is_media(one))
        return tuple((path, media_name(path, self._records[path])) for path in used)

    def _is_media(self, path: str) -> bool:
        # What leads to an article is the usual case, and to be told without its record.
        if not path or path.endswith(".md") or path not in self._records:
            return False
        return self._records[path].kind == "media"


def _updated(head: Head, corrections: Sequence[Correction]) -> Moment | None:
    """When the article last changed: as it says itself, by a correction, by an entry; None where never.

    The one place that decides it: pages, feeds, sitemaps and structured data are told by the card.
    """
    updated = head.updated or (corrections[0].date if corrections else None)
    newest = head.newest_entry
    if newest is None or newest <= (updated or head.date):
        return updated
    return newest
