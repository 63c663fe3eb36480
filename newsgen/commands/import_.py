"""`newsgen import`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsgen.build.verb_doors import UnknownNameError
from newsgen.commands.executor import jobs_for
from newsgen.commands.options import jobs_option
from newsgen.commands.printable import shown
from newsgen.commands.problems import print_problems
from newsgen.commands.progress import progress
from newsgen.commands.spoken import say
from newsgen.commands.summary import counted

if TYPE_CHECKING:
    from newsgen.importing.loss_report import ImportReport, Outcome

_MOST_NOTES = 20
_MOST_FAILURES = 20
_MOST_LOSSES = 30
_KINDS = {"article": "article", "page": "page", "person": "person", "media": "other file"}
_EACH = 100


def _renamed(
    _context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for value in values:
        key, sign, meant = value.partition("=")
        if not sign or not key.strip():
            raise click.BadParameter(f"{shown(value)!r} is not KEY=KEY.")
        found[key.strip()] = meant.strip()
    return found


@click.command("import")
@click.option(
    "--from",
    "name",
    metavar="NAME",
    help="What the source is of: auto, wordpress, ghost, substack, jekyll, hugo, eleventy, pelican, nikola,"
    " text, or a plugin's importer.  [default: auto]",
)
@click.argument("words", nargs=-1, metavar="SOURCE", type=click.Path(path_type=Path))
@click.option(
    "--into",
    "--site",
    "folder",
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
    help="The site's folder; where it has no newsgen.yaml, one is written.",
    show_default=True,
)
@click.option("--dry-run", "is_dry", is_flag=True, help="Read and report, and write nothing.")
@click.option(
    "--report",
    "report_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what became of each file here: as JSON where the name ends in .json, else as text.",
)
@click.option(
    "--map",
    "renamed",
    multiple=True,
    metavar="KEY=KEY",
    callback=_renamed,
    help="Read a key of the source's front matter as another, or as none: `kind=section`, `layout=`.",
)
@click.option(
    "--media",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the pictures of the source lie, such as the folder of uploads.",
)
@click.option(
    "--fetch-media", is_flag=True, help="Fetch pictures that are not at hand from the old site."
)
@click.option("--date", default="", help="The date of texts that say none.")
@click.option("--section", default="", help="The section of texts.")
@jobs_option
def import_command(
    name: str | None,
    words: tuple[Path, ...],
    folder: Path,
    is_dry: bool,
    report_file: Path | None,
    renamed: dict[str, str],
    media: Path | None,
    fetch_media: bool,
    date: str,
    section: str,
    jobs: int | None,
) -> int:
    """Bring the archive of another system into content/, and say what was not carried as it was.

    SOURCE is a file or a folder. No file is written over that was changed since it was imported, and an
    import that runs again changes only what changed in the source. Ends with 1 where something
    failed; all else is imported. `newsgen plugins` lists the importers of plugins.
    `newsgen import NAME SOURCE` is the same as with --from.
    """
    from newsgen.importing.bring_in import UnknownSourceError, bring_in
    from newsgen.importing.options import ImportRequest

    if name is None and len(words) == 2:
        name, words = str(words[0]), words[1:]
    if len(words) != 1:
        raise click.UsageError("Say what to bring in: newsgen import SOURCE")
    source = words[0]
    if not source.exists():
        raise click.BadParameter(
            f"Path {shown(str(source))!r} does not exist.", param_hint="SOURCE"
        )
    if date:
        _check_date(date)
    request = ImportRequest(
        folder=folder,
        source=source,
        importer=name or "auto",
        is_dry=is_dry,
        renamed=renamed,
        media=media,
        fetch=fetch_media,
        date=date,
        section=section,
        jobs=jobs_for(jobs, ""),
        as_of=int(time.time()),
    )
    try:
        with progress(is_shown=sys.stderr.isatty()) as show:

            def told(stage: str, done: int) -> None:
                # How much there will be is known of no stream.
                if done % _EACH == 0:
                    show(stage, done, max(done + _EACH, 1000))

            report = bring_in(request, told)
    except (UnknownNameError, UnknownSourceError) as error:
        raise click.UsageError(shown(str(error))) from error
    if report_file is not None:
        _write_report(report, report_file)
    _print(report, folder)
    return 1 if report.failed else 0


def _check_date(date: str) -> None:
    from datetime import UTC

    from newsgen.reading.yaml.dates import parse_moment

    if parse_moment(date, UTC) is None:
        raise click.BadParameter(f"{shown(date)!r} is no date.", param_hint="--date")


def _write_report(report: ImportReport, file: Path) -> None:
    from newsgen.importing.loss_report import as_json, as_text

    text = as_json(report) if file.suffix.lower() == ".json" else as_text(report)
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        raise click.FileError(shown(str(file)), shown(str(error.strerror))) from error


def _print(report: ImportReport, folder: Path) -> None:
    _print_outcomes(report)
    _print_losses(report)
    for note in report.notes:
        say(shown(note))
    if report.unkept:
        number_of = len(report.unkept)
        addresses = "1 old address" if number_of == 1 else f"{number_of:,} old addresses"
        say(f"{addresses} can't be kept, such as {shown(report.unkept[0][1])}.")
    print_problems(report.problems, folder)
    failed = any(one.severity == "error" for one in report.problems)
    before = " before that" if failed else ""
    would = "Would be written" if report.is_dry else "Written"
    click.echo(f"{would}{before}: {_written(report)}.")
    left = [one for one in report.outcomes if one.status == "there"]
    if left:
        number = counted(len(left), "file")
        was = "was" if len(left) == 1 else "were"
        say(f"{number} {was} there already, and left as they are: {shown(left[0].path)}"
            f"{' and others' if len(left) > 1 else ''}.")  # fmt: skip
    if not report.outcomes and not failed:
        say(
            f"No text was found in it, read as {report.importer}. If it is of another system, say"
            " which: --from NAME."
        )
    if _number_written(report) and not report.is_dry:
        say("Look at it as an editor would: newsgen check")


def _print_outcomes(report: ImportReport) -> None:
    failures = [one for one in report.outcomes if one.status == "failed"]
    for one in failures[:_MOST_FAILURES]:
        click.echo(f"failed: {shown(one.origin)}: {shown(one.why)}", err=True)
    if len(failures) > _MOST_FAILURES:
        say(f"And {len(failures) - _MOST_FAILURES:,} more that failed.")
    notes = [one for one in report.outcomes if one.why and one.status != "failed"]
    notes = [one for one in notes if one.status in ("written", "updated")]
    for one in notes[:_MOST_NOTES]:
        say(shown(one.why))
    if len(notes) > _MOST_NOTES:
        say(f"And {len(notes) - _MOST_NOTES:,} more.")
    for fate, what in (
        ("edited", "changed in the site since it was imported, and left as it is"),
        ("deleted", "deleted in the site since it was imported, and left so"),
        ("unchanged", "as it was in the last import"),
    ):
        number = sum(one.status == fate for one in report.outcomes)
        if number:
            say(f"{number:,} {what}.")


def _print_losses(report: ImportReport) -> None:
    from newsgen.importing.loss_report import losses_in_all

    done: list[Outcome] = [
        one for one in report.outcomes if one.status not in ("unchanged", "there")
    ]
    found = losses_in_all(done)
    if not found:
        return
    say("What was not carried as it was:")
    for fate, what, number, files in found[:_MOST_LOSSES]:
        say(f"{number:>8,}  {fate}: {shown(what)} ({counted(files, 'file')})")
    if len(found) > _MOST_LOSSES:
        say(f"And {len(found) - _MOST_LOSSES:,} more kinds. For all, file by file: --report FILE")


def _number_written(report: ImportReport) -> int:
    return sum(
        bool(one.path) and one.status in ("written", "updated", "failed") for one in report.outcomes
    )


def _written(report: ImportReport) -> str:
    numbers: dict[str, int] = {}
    for one in report.outcomes:
        if one.path and one.status in ("written", "updated", "failed"):
            numbers[one.kind] = numbers.get(one.kind, 0) + 1
    numbers["person"] = numbers.get("person", 0) + report.people
    numbers["media"] = numbers.get("media", 0) + report.media
    told = [
        f"{number:,} {'people' if word == 'person' and number != 1 else word + ('s' if number != 1 else '')}"
        for kind, word in _KINDS.items()
        if (number := numbers.get(kind, 0))
    ]
    return ", ".join(told) or "nothing"
