"""The catalogue to every file that the output folder will hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from typing import NamedTuple

from newsgen.catalog.catalog import Catalog
from newsgen.model.content import FileRecord
from newsgen.model.output import Input, PlannedOutput
from newsgen.model.problem import Problem
from newsgen.model.views import PageView
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


class Plan(NamedTuple):
    """The outputs by path, in the order they are made, and what stands against making them."""

    outputs: dict[str, PlannedOutput]
    problems: tuple[Problem, ...]


def plan(catalog: Catalog, records: Iterable[FileRecord], zone: tzinfo) -> Plan:
    """Plans the whole site. Costs some tens of microseconds an output."""
    records = list(records)
    templates, statics = Templates(records), Statics(records)
    sheet = Sheet(catalog, templates, statics, Words(records))
    outputs: dict[str, PlannedOutput] = {}
    folded: dict[str, PlannedOutput] = {}
    problems = list(statics.problems)
    for output in _outputs(sheet, zone):
        other = folded.setdefault(output.path.casefold(), output)
        if other is output:
            outputs[output.path] = output
        # Two articles at one address are known to the catalogue, which looks at held ones too.
        elif not output.kind == other.kind == "article":
            problems.append(_collision(output, other))
    needed = dict.fromkeys(output.template for output in outputs.values() if output.template)
    problems += templates.problems(needed, statics.addresses)
    problems += _file_as_folder(outputs)
    return Plan(outputs, tuple(sorted(set(problems))))


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


def _file_as_folder(outputs: dict[str, PlannedOutput]) -> list[Problem]:
    """Outputs that want as a folder what another wants as a file."""
    problems = []
    for path, output in outputs.items():
        parent = path.rpartition("/")[0]
        while parent:
            if parent in outputs:
                problems.append(_collision(output, outputs[parent]))
            parent = parent.rpartition("/")[0]
    return problems


def _collision(output: PlannedOutput, other: PlannedOutput) -> Problem:
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
