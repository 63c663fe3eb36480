"""`newsgen init`."""

from __future__ import annotations

import os
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from newsgen.commands.printable import shown
from newsgen.model.names import some_of
from newsgen.reading.content.languages import LANGUAGE_HINT, is_language
from newsgen.reading.urls import base_url_fault, with_slash
from newsgen.starter.new_site import (
    Answers,
    demonstration_files,
    demonstration_folder,
    site_files,
)
from newsgen.starter.writing import in_the_way, write_files

_OF_STARTER_ALONE = ("content/", "newsgen.yaml")


def _name(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not (value.strip() and value.isprintable()):
        raise click.BadParameter(f"{value!r} is no name: write it in one line.")
    return value and " ".join(value.split())


def _url(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    fault = base_url_fault(value) if value else None
    if fault:
        raise click.BadParameter(shown(fault))
    return with_slash(value) if value else value


def _language(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    if value is not None and not is_language(value):
        raise click.BadParameter(f"{value!r} is no language tag. {LANGUAGE_HINT}")
    return value


def _timezone(
    _context: click.Context, _parameter: click.Parameter, value: str | None
) -> str | None:
    if value is not None and not _is_zone(value):
        raise click.BadParameter(f"{value!r} is no time zone. Write a name such as Europe/Kyiv.")
    return value


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", callback=_name, help="The site's name.")
@click.option("--url", callback=_url, help="The address that the site will have.")
@click.option("--language", callback=_language, help="The language of its articles, such as en.")
@click.option(
    "--timezone",
    callback=_timezone,
    help="The time zone of its times, such as Europe/Kyiv.  [default: this machine's]",
)
@click.option("--with-demo", is_flag=True, help="Begin with the demonstration newsroom.")
def init_command(
    folder: Path, name: str | None, url: str | None, language: str | None, timezone: str | None,
    with_demo: bool,
) -> int:  # fmt: skip
    """Begin a site in the folder DIR, which is made or is empty.

    On a terminal it asks for what no option says.
    """
    there = in_the_way(folder)
    if there:
        raise click.ClickException(
            f"{shown(str(folder))} is not empty: {shown(some_of(there))}."
            " Name a new folder; newsgen writes over nothing."
        )
    if with_demo and (name or url or language or timezone):
        raise click.UsageError("--with-demo brings a name and settings of its own.")
    zone = timezone or _local_zone()
    answers = Answers(_guessed_name(folder), url or "", language or "en", zone)
    if name:
        answers = answers._replace(name=name)
    if not with_demo and sys.stdin.isatty() and sys.stdout.isatty():
        answers = _asked(answers, has=(name is not None, url is not None, language is not None))
    files = site_files(answers, datetime.now(UTC).astimezone(ZoneInfo(answers.timezone)))
    if with_demo:
        kept = {
            path: content
            for path, content in files.items()
            if not path.startswith(_OF_STARTER_ALONE)
        }
        files = {**demonstration_files(demonstration_folder()), **kept}
    try:
        write_files(folder, files)
    except OSError as error:
        raise click.ClickException(
            f"The site cannot be written: {error.strerror}: {shown(str(error.filename))}."
        ) from error
    _say_next(folder, with_demo=with_demo)
    return 0


def _asked(answers: Answers, has: tuple[bool, bool, bool]) -> Answers:
    """The answers with those of the person at the terminal; a wrong one is asked for again."""
    has_name, has_url, has_language = has
    if not has_name:
        name = click.prompt("What is the site called", default=answers.name)
        answers = answers._replace(name=" ".join(str(name).split()) or answers.name)
    if not has_url:
        ask = "What will its address be (leave it empty if you don't know yet)"
        answers = answers._replace(
            url=click.prompt(ask, default="", show_default=False, value_proc=_address)
        )
    if not has_language:
        ask = "What language is it in"
        answers = answers._replace(
            language=click.prompt(ask, default=answers.language, value_proc=_tag)
        )
    return answers


def _address(value: str) -> str:
    fault = base_url_fault(value) if value else None
    if fault:
        raise click.UsageError(f"{shown(fault)} Write it like https://example.org/.")
    return with_slash(value) if value else ""


def _tag(value: str) -> str:
    if not is_language(value):
        raise click.UsageError(f"{value!r} is no language tag. {LANGUAGE_HINT}")
    return value


def _guessed_name(folder: Path) -> str:
    words = folder.resolve().name.replace("-", " ").replace("_", " ").split()
    name = " ".join(words)
    if not name or not name.isprintable():
        return "News"
    return name[0].upper() + name[1:]


def _local_zone() -> str:
    """The name of this machine's time zone; UTC where it has none."""
    # Imported late: its data takes some milliseconds.
    from babel.localtime import get_localzone

    try:
        name = getattr(get_localzone(), "key", "")
    except LookupError:
        return "UTC"
    return name.removeprefix("Etc/") if name and _is_zone(name) else "UTC"


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return False
    return True


def _say_next(folder: Path, *, with_demo: bool) -> None:
    what = "The demonstration newsroom" if with_demo else "A new site"
    click.echo(f"{what} is in {shown(str(folder))}. What to type next:\n")
    if folder.resolve() != Path.cwd():
        name = f'"{folder}"' if os.name == "nt" else shlex.quote(str(folder))
        click.echo(f"    cd {shown(name)}")
    click.echo("    newsgen serve")
    click.echo('    newsgen new "Your first headline"')
    click.echo("\nREADME.md there says what is where.")
