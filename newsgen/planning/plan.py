"""The catalogue to every file that the output folder will hold."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from datetime import tzinfo
from typing import NamedTuple

from newsgen.catalog.catalog import Catalog
from newsgen.model.content import FileRecord
from newsgen.model.digest import Digest
from newsgen.model.output import Input, OutputKind, PlannedOutput
from newsgen.model.problem import Problem
from newsgen.model.views import PageView
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
from newsgen.planning.sheet import Sheet
from newsgen.planning.statics import Statics
from newsgen.planning.templates import Templates
from newsgen.planning.words import Words

KEPT = 20_000
"""So many stale outputs are held with their inputs, some ten kilobytes each."""


class Plan:
    """Every file that the output folder will hold, by path with its fingerprint.

    The inputs of a large site's outputs do not fit into memory together. So
    only those of stale outputs are kept, as far as `KEPT`; the others are made
    anew when they are asked for.
    """

    def __init__(
        self,
        sheet: Sheet,
        zone: tzinfo,
        fingerprints: dict[str, Digest],
        kept: dict[str, PlannedOutput],
        problems: tuple[Problem, ...],
    ) -> None:
        self.fingerprints = fingerprints
        self.problems = problems
        self._sheet = sheet
        self._zone = zone
        self._kept = kept

    def outputs(self, wanted: Collection[str]) -> Iterator[PlannedOutput]:
        """The planned outputs of these paths, in the order of the plan; what was kept is let go."""
        if all(path in self._kept for path in wanted):
            for path in wanted:
                yield self._kept.pop(path)
            return
        # Beside the second making they would only take up room.
        self._kept.clear()
        for output in _outputs(self._sheet, self._zone):
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
) -> Plan:
    """Plans the whole site. Costs some tens of microseconds an output.

    `recorded` are the fingerprints of the last build, by path.
    """
    records = list(records)
    templates, statics = Templates(records), Statics(records, catalog.site.theme)
    sheet = Sheet(catalog, templates, statics, Words(records))
    fingerprints: dict[str, Digest] = {}
    kept: dict[str, PlannedOutput] = {}
    claims: dict[str, _Claim] = {}
    needed: dict[str, None] = {}
    problems = list(statics.problems)
    for output in _outputs(sheet, zone):
        claim = _Claim(output.path, output.kind, output.origin)
        other = claims.setdefault(output.path.casefold(), claim)
        if other is not claim:
            # Two articles at one address are known to the catalogue, which looks at held ones too.
            if not claim.kind == other.kind == "article":
                problems.append(_collision(claim, other))
            continue
        if output.template:
            needed[output.template] = None
        current = fingerprints[output.path] = fingerprint(output, toolchain)
        if recorded.get(output.path) != current and len(kept) < KEPT:
            kept[output.path] = output
    problems += templates.problems(needed, statics.addresses)
    problems += _dead_paths(catalog, fingerprints)
    problems += _file_as_folder({claim.path: claim for claim in claims.values()})
    return Plan(sheet, zone, fingerprints, kept, tuple(sorted(set(problems))))


def _outputs(sheet: Sheet, zone: tzinfo) -> Iterator[PlannedOutput]:
    listed: list[PageView] = []
    for one in _pages(sheet, zone):
        if sitemap.is_listed(one):
            listed.append(_page_view(one.inputs))
        yield one
    for edition in sheet.catalog.editions:
        yield from redirect.outputs(sheet, edition)
        yield from feed.outputs(sheet, edition)
    yield from sitemap.outputs(sheet, sorted(listed, key=lambda page: page.route))
    yield from media.outputs(sheet)
    yield from sheet.statics.outputs()


def _pages(sheet: Sheet, zone: tzinfo) -> Iterator[PlannedOutput]:
    for edition in sheet.catalog.editions:
        yield from home.outputs(sheet, edition)
        yield from article.outputs(sheet, edition)
        yield from section.outputs(sheet, edition)
        yield from tag.outputs(sheet, edition)
        yield from person.outputs(sheet, edition)
        yield from source.outputs(sheet, edition)
        yield from series.outputs(sheet, edition)
        yield from archive.outputs(sheet, edition, zone)
        yield from corrections.outputs(sheet, edition, zone)
        yield from page.outputs(sheet, edition)


def _page_view(inputs: tuple[Input, ...]) -> PageView:
    return next(one.value for one in inputs if isinstance(one.value, PageView))


def _dead_paths(catalog: Catalog, planned: Container[str]) -> list[Problem]:
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
        if target.startswith("/") and not _is_planned(target.strip("/"), planned)
    ]


def _is_planned(path: str, planned: Container[str]) -> bool:
    return path in planned or f"{path}/index.html".lstrip("/") in planned


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
