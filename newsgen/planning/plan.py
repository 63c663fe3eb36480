"""Plans every file that the output folder will hold, from the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import tzinfo
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from newsgen.catalog.affected import Scope
from newsgen.catalog.alias_paths import alias_paths
from newsgen.catalog.catalog import Catalog
from newsgen.catalog.edition import Edition
from newsgen.catalog.partial import needs_everything
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.folding import folded
from newsgen.model.lengths import length_fault
from newsgen.model.machines import AiCrawlers
from newsgen.model.output import OutputKind, PlannedOutput
from newsgen.model.problem import TOP, Problem, has_errors
from newsgen.model.records import FileRecord, WithdrawnHead
from newsgen.planning.compressed_twins import twin_paths, twins
from newsgen.planning.context import PlanContext
from newsgen.planning.data_files import DataFiles
from newsgen.planning.dead_paths import dead_paths
from newsgen.planning.diff import fingerprint, parts_text
from newsgen.planning.host_headers import HeaderRules, header_rules
from newsgen.planning.host_limits import too_large, too_many
from newsgen.planning.named_templates import named_by
from newsgen.planning.outputs import (
    archive,
    article,
    corrections,
    feed,
    feed_list,
    for_machines,
    home,
    hosting,
    media,
    news_sitemap,
    page,
    person,
    redirect,
    section,
    series,
    sitemap,
    source,
    tag,
    tombstone,
)
from newsgen.planning.outputs.sitemap import SitemapUrl
from newsgen.planning.published import Published
from newsgen.planning.redirect_rules import RedirectRules, Redirects
from newsgen.planning.statics import Statics
from newsgen.planning.taken_paths import Claim, collisions, too_long
from newsgen.planning.template_impact import PLACES
from newsgen.planning.templates import Templates
from newsgen.planning.words import Words

if TYPE_CHECKING:
    from newsgen.model.problem import Place
    from newsgen.planning.page_kinds import PluggedOutputs


class Plan(NamedTuple):
    """Every planned file that the output folder will hold, by path with its fingerprint.

    `kept` are outputs of groups in scope that need not be planned, nothing where all is in
    scope; `listed` the pages in the sitemap of those that are no articles, `pictured` the
    routes of the pictures in the texts of planned articles, by the articles' paths. `next_due` is
    when an output changes by the clock alone, though no article comes or goes.
    """

    fingerprints: dict[str, Digest]
    kept: frozenset[str]
    listed: dict[str, SitemapUrl]
    pictured: dict[str, tuple[str, ...]]
    next_due: int | None
    problems: tuple[Problem, ...]


class Planned(NamedTuple):
    """An output, all that it is made from in words (see `parts_text`), and the hash of that."""

    output: PlannedOutput
    parts: str
    fingerprint: Digest


class Planning:
    """A plan in the making. Costs some tens of microseconds an output.

    The inputs of a large site's outputs do not fit into memory together: each
    output is made when it is asked for, and the plan remembers its fingerprint.
    """

    def __init__(
        self,
        catalog: Catalog,
        records: Iterable[FileRecord],
        zone: tzinfo,
        toolchain: Digest,
        scope: Scope | None = None,
        published: Published | None = None,
        language_data: Callable[[str], Digest] = lambda lang: "",
        is_named: Callable[[str], bool] | None = None,
        plugged: PluggedOutputs | None = None,
        as_of: int = 0,
        ai_crawlers: Callable[[], AiCrawlers] = AiCrawlers,
        out_of_scope: Container[str] = (),
        too_large: Container[str] = (),
    ) -> None:
        """`records` are those of templates, static files, words and withdrawn articles; others are
        passed over.

        With a scope, `published` is what was published before. `language_data` names
        what is known of how a language writes its dates, numbers and lists. `is_named` tells
        whether an article or a page names a template; without it the `records` tell, and those
        of all articles must be among them. `plugged` are kinds and formats of plugins. `as_of` is
        the moment of the build, in seconds since 1970. `ai_crawlers` gives the known crawlers.
        With a scope, `out_of_scope` are the outputs that are there and not in it. `too_large` are
        the files that the host does not take.
        """
        records = list(records)
        self._templates = Templates(records)
        self._statics = Statics(records, catalog.site.theme)
        words = Words(records, language_data)
        data = DataFiles(records)
        self._context = PlanContext(
            catalog,
            self._templates,
            self._statics,
            data,
            words,
            zone,
            scope or Scope(),
            as_of,
        )
        self._pages = sitemap.Pages(*published) if published else sitemap.Pages()
        self._published_before = published.in_scope if published else frozenset()
        self._toolchain = toolchain
        heads = (one.head for one in records if one.kind == "withdrawn")
        self._withdrawn = [head for head in heads if isinstance(head, WithdrawnHead)]
        self._plugged = plugged
        self._ai_crawlers = ai_crawlers
        self._out_of_scope = out_of_scope
        self._too_large = too_large
        self._fingerprints: dict[str, Digest] = {}
        # In the order of the fingerprints: of a large site a record of each output takes much room.
        self._kinds: list[OutputKind] = []
        self._origins: list[str] = []
        self._collisions: list[tuple[Claim, str]] = []
        self._problems = [*self._statics.problems]
        self._problems += data.problems
        self._problems += data.missing(self._templates.heads())
        self._redirects = Redirects(self._context, records, self._is_there, self._problems)
        self._problems += self._templates.problems(
            self._statics.addresses,
            PLACES.keys() | (plugged.templates if plugged else ()),
            is_named or _naming(records),
        )

    @property
    def has_errors(self) -> bool:
        """Whether something is known by now that keeps the plan from being carried out."""
        return has_errors(self._problems) or has_errors(self._context.named.problems)

    def outputs(self) -> Iterator[Planned]:
        """The outputs in scope, once."""
        planned = self._fingerprints
        # The paths that are not what some disks take them for, by that.
        folded_paths: dict[str, str] = {}
        needed: set[str] = set()
        for output in self._outputs():
            path, taken = output.path, folded(output.path)
            other = folded_paths.get(taken) or (taken if taken in planned else None)
            if other is not None:
                self._collisions.append((Claim(path, output.kind, output.origin), other))
                continue
            if fault := length_fault(path):
                claim = Claim(path, output.kind, output.origin)
                self._problems.append(too_long(claim, self._place(claim), fault))
                continue
            if taken != path:
                folded_paths[taken] = path
            if output.template and output.template not in needed:
                needed.add(output.template)
                self._problems += self._templates.missing(output.template)
            parts = parts_text(output)
            current = planned[path] = fingerprint(output, parts, self._toolchain)
            self._kinds.append(output.kind)
            self._origins.append(output.origin)
            if output.kind == "copy" and output.origin in self._too_large:
                self._problems.append(too_large(self._context, output.origin))
            yield Planned(output, parts, current)

    def _outputs(self) -> Iterator[PlannedOutput]:
        methods = self._context.site.compress
        for one in self._uncompressed():
            yield one
            if methods:
                yield from twins(one, methods)

    def _uncompressed(self) -> Iterator[PlannedOutput]:
        plugged = self._plugged
        if plugged is None:
            yield from self._all_with(())
            return
        # By need: few sites have plugins.
        from newsgen.planning.page_kinds import format_outputs

        for one in self._all_with(self._of_plugins(plugged)):
            yield one
            yield from format_outputs(one, plugged.formats)

    def _all_with(self, of_plugins: Iterable[PlannedOutput]) -> Iterator[PlannedOutput]:
        return _outputs(
            self._context,
            self._pages,
            self._withdrawn,
            self._redirects,
            self._ai_crawlers,
            of_plugins,
        )

    def _of_plugins(self, plugged: PluggedOutputs) -> Iterator[PlannedOutput]:
        from newsgen.planning.page_kinds import kind_outputs

        for edition in self._context.catalog.editions:
            yield from kind_outputs(self._context, edition, plugged.kinds, self._problems)

    def _is_there(self, path: str) -> bool:
        """Whether something is published at this path, as far as everything is planned."""
        return (
            path in self._fingerprints or path in self._context.kept or path in self._out_of_scope
        )

    def host_rules(self) -> tuple[HeaderRules, RedirectRules]:
        """What the site's host should send and where it should lead on, after the last output."""
        return header_rules(self._context), self._redirects.rules()

    def plan(self) -> Plan:
        """The plan, after the last output."""
        planned, kept = self._fingerprints, self._kept()
        dead = dead_paths(self._context.catalog, lambda path: self._is_there(path) or path in kept)
        found = (*self._context.named.problems, *self._context.problems)
        collided = collisions(planned, self._kinds, self._origins, self._collisions, self._place)
        crowd = too_many(self._context, len(planned))
        problems = tuple(sorted({*self._problems, *found, *collided, *crowd, *dead}))
        pages, next_due = self._pages, self._context.next_due
        return Plan(planned, kept, pages.planned, pages.pictures, next_due, problems)

    def _kept(self) -> frozenset[str]:
        """The kept outputs. Raises `LookedAtEverything` where one was not published."""
        kept = frozenset(self._context.kept)
        if self._plugged and self._plugged.formats:
            kept |= self._kept_formats(kept)
        if self._context.site.compress:
            paths = twin_paths(kept, self._context.site.compress)
            kept |= self._published_before.intersection(paths)
        if self._context.scope.is_narrow and not kept <= self._published_before:
            needs_everything("outputs that are not recorded")
        return kept

    def _kept_formats(self, kept: frozenset[str]) -> frozenset[str]:
        """What lies beside kept pages in a plugin's format, as far as it was published."""
        # By need: few sites have plugins.
        from newsgen.planning.page_kinds import format_path

        assert self._plugged is not None
        beside = {
            format_path(page, one)
            for page in kept
            if page.endswith(".html")
            for one in self._plugged.formats
        }
        return self._published_before & beside

    def _place(self, claim: Claim) -> Place:
        """Where its file asks for this output: an alias has a line of its own."""
        if claim.kind != "redirect":
            return TOP
        entry = self._context.catalog.entries.get(claim.origin)
        if entry is None:
            return self._redirects.place(claim.origin, claim.path)
        of_series = entry.head.series.aliases if entry.head.series else ()
        written = (*entry.head.aliases, *of_series)
        aliases = alias_paths(written, entry.address.path, self._context.site.url)
        return next((alias for alias, path in aliases if path == claim.path), TOP)


def _naming(records: Iterable[FileRecord]) -> Callable[[str], bool]:
    """Tells whether an article or a page names a template; looks at the records when first asked."""

    @cache
    def names() -> set[str]:
        return named_by(records)

    return lambda name: name in names()


def _outputs(
    context: PlanContext,
    pages: sitemap.Pages,
    withdrawn: Sequence[WithdrawnHead],
    redirects: Redirects,
    ai_crawlers: Callable[[], AiCrawlers],
    of_plugins: Iterable[PlannedOutput],
) -> Iterator[PlannedOutput]:
    for one in chain(_pages(context), of_plugins):
        pages.take(context, one)
        yield one
    for edition in context.catalog.editions:
        yield from redirect.outputs(context, edition)
        yield from feed.outputs(context, edition)
        yield from feed_list.opml(context, edition)
    yield from tombstone.outputs(context, withdrawn)
    if context.site.url:
        yield from sitemap.outputs(context, pages)
        yield from news_sitemap.outputs(context)
        yield from for_machines.outputs(context, ai_crawlers())
    yield from media.outputs(context)
    if not context.scope.is_narrow:
        yield from context.statics.outputs()
    # Last: where a rule leads must be planned, or it is left out.
    yield from redirect.others(context, redirects)
    yield from hosting.outputs(context, redirects)


def _lists(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    kinds = (section, tag, person, source)
    return context.lists(chain.from_iterable(one.lists(context, edition) for one in kinds))


PagePlanner: TypeAlias = Callable[[PlanContext, Edition], Iterator[PlannedOutput]]
"""Yields the pages of a kind that an edition has.

It may look at all of the catalogue. It need not know of scopes: what it yields without a
group is planned in every build, and goes when it is no more yielded.
"""

PAGES: tuple[PagePlanner, ...] = (
    home.outputs,
    article.outputs,
    _lists,
    tag.directory,
    person.directory,
    source.directory,
    series.outputs,
    archive.outputs,
    corrections.outputs,
    page.outputs,
    feed_list.page,
)
"""The kinds of pages, in the order in which they are planned."""


def _pages(context: PlanContext) -> Iterator[PlannedOutput]:
    for edition in context.catalog.editions:
        for outputs in PAGES:
            yield from outputs(context, edition)
