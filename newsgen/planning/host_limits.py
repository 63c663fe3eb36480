"""What of a site its host does not take: too many files, files that are too large."""

from __future__ import annotations

from newsgen.catalog.partial import needs_everything
from newsgen.model.problem import WHOLE_FILE, Position, Problem
from newsgen.planning.context import PlanContext
from newsgen.reading.files.well_known_paths import CONFIG


def too_large(context: PlanContext, path: str) -> Problem:
    """The problem with a file that the host does not take. An incremental build raises `LookedAtEverything`.

    For who uses such a file no more has none of the problem, and that is not known there.
    """
    if context.scope.is_narrow:
        needs_everything("which files are too large for the host")
    host = context.site.host.host
    return Problem.at(
        path,
        WHOLE_FILE,
        "NG461",
        f"{host.title} takes no file of more than {host.max_file_bytes >> 20} MiB.",
        "Make it smaller, or publish it elsewhere and link to it.",
        severity="warning",
    )


def too_many(context: PlanContext, count: int) -> list[Problem]:
    """What is wrong with so many files. The build itself counts where not all are planned."""
    settings, most = context.site.host, context.site.host.host.max_files
    if not most or context.scope.is_narrow or count <= most:
        return []
    place = Position(settings.line, settings.column)
    message = f"{settings.host.title} takes no more than {most:,} files, and the site has more."
    hint = "Choose another plan or host, or publish without the text edition."
    return [Problem.at(CONFIG, place, "NG461", message, hint, severity="warning")]
