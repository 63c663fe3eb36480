"""Problems of a build, in the form that tests compare."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsgen.build.report import BuildReport
from newsgen.model.problem import Problem, Severity
from tests.support.schemas import files_with_schema, is_taken
from tests.support.site import SiteFolder


class Placed(NamedTuple):
    """Where a problem is and what it is, without its words."""

    path: str
    line: int
    column: int
    code: str
    severity: Severity = "error"


VANISHED = "NG463"


def known_anew(report: BuildReport) -> tuple[Problem, ...]:
    """The problems that a clean build would tell of, too: not of what was published before."""
    return tuple(one for one in report.problems if one.code != VANISHED)


def placed(report: BuildReport) -> list[Placed]:
    """The problems of the site as it is, in their order: not those of addresses that vanished."""
    return [Placed(p.path, p.line, p.column, p.code, p.severity) for p in known_anew(report)]


def refused(site: SiteFolder) -> list[Placed]:
    """The problems of a build that publishes nothing; the output folder stays as it is."""
    before = site.tree()
    report = site.build()
    assert report.failed
    assert before == site.tree()
    assert (0, 0) == (report.rendered, report.deleted)
    _hold_schemas(site, report)
    return placed(report)


def refusal(site: SiteFolder) -> Problem:
    """The one problem of a build that publishes nothing."""
    refused(site)
    (problem,) = site.build().problems
    return problem


def accepted(site: SiteFolder) -> list[Placed]:
    """The warnings of a build that publishes."""
    report = site.build()
    assert not report.failed, report.problems
    _hold_schemas(site, report)
    return placed(report)


OF_SHAPE = frozenset({"NG016", "NG017", "NG018", "NG019", "NG020", "NG022"})
"""The codes of mistakes that a schema can tell."""


def _hold_schemas(site: SiteFolder, report: BuildReport) -> None:
    """The schemas take the files that reading takes, and refuse those whose shape it refuses."""
    config = site.file("newsgen.yaml")
    # What a site declares itself, and what its plugins take, no schema knows.
    declares = config.is_file() and bool(_OF_ITS_OWN.search(config.read_bytes()))
    faults: dict[str, set[str]] = {}
    for one in report.problems:
        faults.setdefault(one.path, set()).add(one.code)
    for path, content in files_with_schema(site.root):
        taken = is_taken(path, content)
        if not faults.get(path):
            assert taken is not False, f"the schema refuses {path}: {content.decode()}"
        elif faults[path] <= OF_SHAPE and not (declares or _is_of_value(report, path)):
            assert taken is not True, f"the schema takes {path}: {content.decode()}"


def without_errors(site: SiteFolder) -> list[Placed]:
    """Builds the site; where files have errors, deletes them, builds again and returns the errors."""
    report = site.build()
    errors = [one for one in placed(report) if one.severity == "error"]
    for path in {one.path for one in errors}:
        site.delete(path)
    if errors:
        accepted(site)
    return errors


def _is_of_value(report: BuildReport, path: str) -> bool:
    """Whether the mistakes of a file are in what its values mean, which no schema knows."""
    texts = [one.message for one in report.problems if one.path == path]
    return all(any(words.match(text) for words in _OF_VALUE) for text in texts)


_OF_ITS_OWN = re.compile(rb"^(?:extra|plugins):", re.MULTILINE)

_OF_VALUE = (
    # The day or the time does not exist.
    re.compile(r"`\d{4}-\d{2}-\d{2}(?!\d)[^`x]*` is no date"),
    re.compile(r"Files of the type `.*` cannot be allowed"),
    # Nothing is left of it in an address.
    re.compile(r"A source has no name"),
    re.compile(r"`.*` is no number that a page can show|`.*` is too large a number"),
)
