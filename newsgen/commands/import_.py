"""`newsgen import`."""

from __future__ import annotations

from pathlib import Path

import click

from newsgen.build.verb_doors import UnknownNameError
from newsgen.commands.options import site_option
from newsgen.commands.printable import shown
from newsgen.commands.problems import print_problems
from newsgen.commands.spoken import say
from newsgen.commands.summary import counted
from newsgen.model.problem import has_errors
from newsgen.starter.importing import ImportReport, import_files

_MOST_NOTES = 20

_KINDS = {"article": "article", "page": "page", "person": "", "media": "other file"}


@click.command("import")
@click.option(
    "--from", "name", metavar="NAME", help="What reads SOURCE: text, or a plugin's importer."
)
@click.argument("words", nargs=-1, metavar="SOURCE", type=click.Path(path_type=Path))
@site_option
def import_command(name: str | None, words: tuple[Path, ...], site: Path) -> int:
    """Write what an importer reads from SOURCE, a file or a folder, into content/.

    `--from text` makes an article of each text file: the first line is the headline. No file is ever
    written over. Ends with 1 where the importer failed; what was written before stays.
    `newsgen plugins` lists the importers of plugins. `newsgen import NAME SOURCE` is the same.
    """
    if name is None and len(words) == 2:
        name, words = str(words[0]), words[1:]
    if name is None or len(words) != 1:
        raise click.UsageError("Say what to bring in: newsgen import --from text SOURCE")
    source = words[0]
    if not source.exists():
        raise click.BadParameter(
            f"Path {shown(str(source))!r} does not exist.", param_hint="SOURCE"
        )
    try:
        report = import_files(site, source, name)
    except UnknownNameError as error:
        raise click.UsageError(shown(str(error))) from error
    for note in report.notes[:_MOST_NOTES]:
        say(shown(note))
    if len(report.notes) > _MOST_NOTES:
        say(f"And {len(report.notes) - _MOST_NOTES:,} more.")
    print_problems(report.problems, site)
    failed = has_errors(report.problems)
    before = " before that" if failed else ""
    click.echo(f"Written{before}: {_written(report)}.")
    if report.there:
        number = counted(len(report.there), "file")
        was = "was" if len(report.there) == 1 else "were"
        say(f"{number} {was} there already, and left as they are: {shown(report.there[0])}"
            f"{' and others' if len(report.there) > 1 else ''}.")  # fmt: skip
    if report.written:
        say("Look at it as an editor would: newsgen check")
    return 1 if failed else 0


def _written(report: ImportReport) -> str:
    told = [
        counted(number, word) if word else f"{number:,} {'person' if number == 1 else 'people'}"
        for kind, word in _KINDS.items()
        if (number := report.written.get(kind, 0))
    ]
    return ", ".join(told) or "nothing"
