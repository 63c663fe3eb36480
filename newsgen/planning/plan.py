"""The catalogue to every file that the output folder will hold."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import NamedTuple

from newsgen.catalog.catalog import Catalog
from newsgen.catalog.scope import Scope
from newsgen.model.content import FileRecord
from newsgen.model.digest import Digest
from newsgen.model.output import OutputKind, PlannedOutput
from newsgen.model.problem import Problem
from newsgen.planning.diff import fingerprint
from newsgen.planning.outputs import (
    archive,
    article,
    corrections,
    feed,
    home,
    media,
    page,
    person,
    redirect,
    section,
    series,
    sitemap,
    source,
    tag,
)
from newsgen.planning.outputs.sitemap import SitemapUrl
from newsgen.planning.sheet import Sheet
from newsgen.planning.statics import Statics
from newsgen.planning.templates import Templates
from newsgen.planning.words import Words

KEPT = 15_000
"""So many stale outputs are held with their inputs, some ten kilobytes each."""


class Plan:
    """Every file in scope that the output folder will hold, by path with its fingerprint.

    The inputs of a large site's outputs do not fit into memory together. So
    only those of stale outputs are kept, as far as `KEPT`; the others are made
    anew when they are asked for. `retired` are outputs that will be no more,
    `listed` the pages in the sitemap of those that are no articles.
    """

    def __init__(
        self,
        sheet: Sheet,
        fingerprints: dict[str, Digest],
        kept: dict[str, PlannedOutput],
        listed: dict[str, SitemapUrl],
        problems: tuple[Problem, ...],
    ) -> None:
        self.fingerprints = fingerprints
        self.listed = listed
        self.problems = problems
        self._sheet = sheet
        self._kept = kept

    @property
    def retired(self) -> frozenset[str]:
        """What was there before and is in scope, but is not planned; nothing where all is in scope."""
        return frozenset(self._sheet.scope.retired.difference(self.fingerprints))

    def kept(self, path: str) -> PlannedOutput | None:
        """The output at this path, if it is stale and there was room to keep it."""
        return self._kept.get(path)

    def outputs(self, wanted: Collection[str]) -> Iterator[PlannedOutput]:
        """The planned outputs of these paths, in the order of the plan; what was kept is let go."""
        if all(path in self._kept for path in wanted):
            for path in wanted:
                yield self._kept.pop(path)
            return
        # Beside the second making they would only take up room.
        self._kept.clear()
        for output in _outputs(self._sheet, sitemap.Pages()):
            if output.path in wanted:
                yield output


class _Claim(NamedTuple):
    """What is remembered of an output while the others are planned."""

    path: str
    kind: OutputKind
    origin: str


def plan(
    catalog: Catalog,
    records: Iterable[FileRecord],
    zone: tzinfo,
    toolchain: Digest,
    recorded: Mapping[str, Digest],
    scope: Scope | None = None,
    listed: Mapping[str, SitemapUrl] | None = None,
    standing: Container[str] = (),
) -> Plan:
    """Plans the site as far as `scope`. Costs some tens of microseconds an output.

    `records` are those of templates, static files and words; others are passed
    over. `recorded` are the fingerprints of the last build, by path. With a
    scope, `listed` are the pages that the sitemap of pages has, and `standing`
    the outputs that are there and stay, unless they are retired.
    """
    records = list(records)
    templates, statics = Templates(records), Statics(records, catalog.site.theme)
    sheet = Sheet(catalog, templates, statics, Words(records), zone, scope or Scope())
    pages = sitemap.Pages(listed)
    fingerprints: dict[str, Digest] = {}
    kept: dict[str, PlannedOutput] = {}
    claims: dict[str, _Claim] = {}
    needed: dict[str, None] = {}
    is_full = False
    problems = list(statics.problems)
    for output in _outputs(sheet, pages):
        claim = _Claim(output.path, output.kind, output.origin)
        folded = output.path.casefold()
        # Most are in lower case, and one string for two takes half the room.
        other = claims.setdefault(claim.path if folded == claim.path else folded, claim)
        if other is not claim:
            # Two articles at one address are known to the catalogue, which looks at held ones too.
            if not claim.kind == other.kind == "article":
                problems.append(_collision(claim, other))
            continue
        if output.template:
            needed[output.template] = None
        current = fingerprints[output.path] = fingerprint(output, toolchain)
        if recorded.get(output.path) != current and not is_full:
            kept[output.path] = output
            is_full = len(kept) > KEPT
            if is_full:
                # All are made anew, then, and these would only take up room.
                kept.clear()
    problems += templates.problems(needed, statics.addresses)
    retired = sheet.scope.retired
    problems += _dead_paths(
        catalog, lambda path: path in fingerprints or (path in standing and path not in retired)
    )
    problems += _file_as_folder({claim.path: claim for claim in claims.values()})
    return Plan(sheet, fingerprints, kept, pages.planned, tuple(sorted(set(problems))))


def _outputs(sheet: Sheet, pages: sitemap.Pages) -> Iterator[PlannedOutput]:
    for one in _pages(sheet):
        pages.take(sheet, one)
        yield one
    for edition in sheet.catalog.editions:
        yield from redirect.outputs(sheet, edition)
        yield from feed.outputs(sheet, edition)
    yield from sitemap.outputs(sheet, pages)
    yield from media.outputs(sheet)
    if sheet.scope.is_everything:
        yield from sheet.statics.outputs()


def _pages(sheet: Sheet) -> Iterator[PlannedOutput]:
    for edition in sheet.catalog.editions:
        yield from home.outputs(sheet, edition)
        yield from article.outputs(sheet, edition)
        yield from section.outputs(sheet, edition)
        yield from tag.outputs(sheet, edition)
        yield from person.outputs(sheet, edition)
        yield from source.outputs(sheet, edition)
        yield from series.outputs(sheet, edition)
        yield from archive.outputs(sheet, edition)
        yield from corrections.outputs(sheet, edition)
        yield from page.outputs(sheet, edition)


def _dead_paths(catalog: Catalog, is_planned: Callable[[str], bool]) -> list[Problem]:
    """Links to paths of the site itself, such as "/about.html", where nothing will be published."""
    linking = [(one.head.path, one.head.links, one.links) for one in catalog.entries.values()]
    for edition in catalog.editions:
        linking += [(page.head.path, page.head.links, page.links) for page in edition.pages]
    return [
        Problem(
            path=path,
            line=link.line,
            column=link.column,
            code="NG047",
            message=f"Nothing is published at `{link.target}`.",
            hint="Link to the Markdown file; newsgen finds its address.",
            severity="warning",
        )
        for path, links, targets in linking
        for link, target in zip(links, targets, strict=True)
        if target.startswith("/")
        and not (
            is_planned(target.strip("/"))
            or is_planned(f"{target.strip('/')}/index.html".lstrip("/"))
        )
    ]


def _file_as_folder(outputs: dict[str, _Claim]) -> list[Problem]:
    """Outputs that want as a folder what another wants as a file."""
    problems = []
    for path, output in outputs.items():
        parent = path.rpartition("/")[0]
        while parent:
            if parent in outputs:
                problems.append(_collision(output, outputs[parent]))
            parent = parent.rpartition("/")[0]
    return problems


def _collision(output: _Claim, other: _Claim) -> Problem:
    is_same = output.path == other.path
    whose = other.origin or f"the {other.kind} page"
    return Problem(
        path=output.origin or other.origin or "newsgen.yaml",
        line=1,
        column=1,
        code="NG040" if is_same else "NG041",
        message=f"It would be published as {output.path}, which {whose} takes as {other.path}.",
        hint="Rename one of the two, or change its slug, section or alias.",
    )
