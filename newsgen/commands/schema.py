"""`newsgen schema`."""

from __future__ import annotations

from pathlib import Path

import click

from newsgen.commands.printable import shown_json
from newsgen.commands.spoken import say
from newsgen.schemas.schema_files import FOLDER, SCHEMAS, schema, schema_files


@click.command("schema")
@click.argument("name", required=False, type=click.Choice([*SCHEMAS]), metavar="NAME")
@click.option(
    "--write",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help=f"Write all schemas into this folder, such as {FOLDER}.",
)
def schema_command(name: str | None, folder: Path | None) -> int:
    """Print the JSON Schema of what a newsroom writes.

    Editors mark with it what is misspelt or of the wrong type while it is written: the front
    matter of an article, a page or a person, newsgen.yaml (config), content/sources.yaml,
    content/style.yaml, content/redirects.yaml and content/front.yaml. Without a NAME, one object
    with all of them.

    NAME is article, page, person, config, sources, style, redirects or front.
    """
    if folder is None:
        found = schema(name) if name else {one: schema(one) for one in SCHEMAS}
        click.echo(shown_json(found))
        return 0
    if name:
        raise click.UsageError("--write writes all schemas; leave out the name.")
    try:
        _write(folder)
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or folder} cannot be written: {error.strerror}."
        ) from error
    say(f"{len(SCHEMAS)} schemas are in {folder}.")
    return 0


def _write(folder: Path) -> None:
    """Writes the files that are other than they should be. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in schema_files().items():
        target = folder / file
        if not target.is_file() or target.read_bytes() != content:
            target.write_bytes(content)
