"""Problems of a build, in the form that tests compare."""

from __future__ import annotations

from typing import NamedTuple

from newsgen.build.report import BuildReport
from newsgen.model.problem import Problem, Severity
from tests.support.site import SiteFolder


class Placed(NamedTuple):
    """Where a problem is and what it is, without its words."""

    path: str
    line: int
    column: int
    code: str
    severity: Severity = "error"


def placed(report: BuildReport) -> list[Placed]:
    """The problems of a build, in their order."""
    return [Placed(p.path, p.line, p.column, p.code, p.severity) for p in report.problems]


def refused(site: SiteFolder) -> list[Placed]:
    """The problems of a build that publishes nothing; the output folder stays as it is."""
    before = site.tree()
    report = site.build()
    assert report.failed
    assert before == site.tree()
    assert (0, 0) == (report.rendered, report.deleted)
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
    return placed(report)


def without_errors(site: SiteFolder) -> list[Placed]:
    """Builds the site; where files have errors, deletes them, builds again and returns the errors."""
    report = site.build()
    errors = [one for one in placed(report) if one.severity == "error"]
    for path in {one.path for one in errors}:
        site.delete(path)
    if errors:
        accepted(site)
    return errors
