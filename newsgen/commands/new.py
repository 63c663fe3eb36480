"""`newsgen new`."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from newsgen.commands.options import site_option
from newsgen.commands.printable import shown
from newsgen.commands.problems import print_problems
from newsgen.model.kinds import KINDS
from newsgen.model.names import some_of
from newsgen.model.site import Site
from newsgen.model.slug import slug_fault, slug_of
from newsgen.reading.content.articles import DEFAULT_SECTION
from newsgen.reading.content.config import read_config
from newsgen.reading.content.languages import LANGUAGE_HINT, is_language
from newsgen.reading.files.file_bytes import text_bytes
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.reading.yaml.dates import parse_moment
from newsgen.starter.known_names import meant, people, sections, sources
from newsgen.starter.new_files import (
    NewArticle,
    article_text,
    headline_slug,
    page_text,
    person_text,
)
from newsgen.starter.writing import write_new

_WHAT = ("article", "person", "page")
_ENDINGS = (".md", ".markdown")


@click.command("new", options_metavar="[OPTIONS]")
@click.argument("words", nargs=-1, required=True, metavar='["person"|"page"] "HEADLINE OR NAME"')
@site_option
@click.option("--section", help="The section; a part of its name will do.  [default: the first]")
@click.option("--author", "authors", multiple=True, help="Who wrote it; can be given again.")
@click.option("--source", "sources_", multiple=True, help="Who says so; can be given again.")
@click.option("--kind", type=click.Choice([*KINDS]), help="What sort of work it is.")
@click.option("--date", help="When it is to be published.  [default: now]")
@click.option("--slug", help="The end of its address.  [default: made of the headline]")
@click.option("--lang", help="Its language, where that is not the site's.")
@click.option("--edit", is_flag=True, help="Open it in the editor that VISUAL or EDITOR names.")
def new_command(
    words: tuple[str, ...], site: Path, section: str | None, authors: tuple[str, ...],
    sources_: tuple[str, ...], kind: str | None, date: str | None, slug: str | None,
    lang: str | None, edit: bool,
) -> int:  # fmt: skip
    """Write the file of a new article, with its front matter, and print its path.

    \b
    newsgen new "Council approves the bridge" --section world
    newsgen new person "Noor Lindqvist"
    newsgen new page "How to reach us"

    An article is a draft at first. Sections, people and sources of the site are found by a part of
    their name. No file is ever written over.
    """
    what, name = _subject(words)
    of_articles = (section, authors, sources_, kind, date)
    if what != "article" and any(of_articles):
        raise click.UsageError(f"A {what} has no section, author, source, kind or date.")
    editor = _editor() if edit else []
    settings = _settings(site)
    if settings is None:
        return 1
    if lang is not None and not is_language(lang):
        raise click.BadParameter(f"{lang!r} is no language tag. {LANGUAGE_HINT}")
    name_slug = _slug(name, slug, settings, what)
    language = lang if lang and lang != settings.language else ""
    ending, key = _language(language, settings.named_languages)
    if what == "person":
        if lang:
            raise click.UsageError("A person has no language; each edition shows the same page.")
        path, text = f"content/people/{name_slug}.md", person_text(name)
    elif what == "page":
        path, text = f"content/pages/{name_slug}{ending}.md", page_text(name, key)
    else:
        place = _section(section, settings, site)
        article = NewArticle(
            headline=name,
            date=_date(date, settings),
            kind=kind or "",
            lang=key,
            authors=_completed("person of content/people/", authors, people(site)),
            sources=_completed("source of content/sources.yaml", sources_, sources(site)),
        )
        path, text = f"content/articles/{place}/{name_slug}{ending}.md", article_text(article)
        _refuse_taken(site, f"content/articles/{place}", f"{name_slug}{ending}")
    _write(site, path, text)
    click.echo(shown(str(site / path) if site != Path(".") else path))
    return subprocess.call([*editor, str(site / path)]) if editor else 0  # noqa: S603


def _subject(words: Sequence[str]) -> tuple[str, str]:
    """What is to be made, and its headline or name."""
    what = "article"
    if len(words) > 1 and words[0] in _WHAT:
        what, words = words[0], words[1:]
    if len(words) > 1:
        raise click.UsageError(
            f"Write the {'headline' if what == 'article' else 'name'} in quotes:"
            f' "{shown(" ".join(words))}".'
        )
    if shown(words[0]) != words[0]:
        raise click.UsageError(
            f'"{shown(words[0])}" holds a line break or a character that is not seen.'
            " Write it in one line."
        )
    name = " ".join(words[0].split())
    if not name:
        raise click.UsageError("The headline or name is empty.")
    return what, name


def _editor() -> list[str]:
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    if not command.strip():
        raise click.UsageError(
            "--edit needs an editor, and neither VISUAL nor EDITOR names one."
            " Set one of them, such as: export EDITOR=nano"
        )
    return shlex.split(command, posix=os.name != "nt")


def _settings(site: Path) -> Site | None:
    """The site's settings; None where they have mistakes, which are printed."""
    file = site / CONFIG
    if not file.is_file():
        if not (site / "content").is_dir():
            raise click.ClickException(
                f"There is no site in {shown(str(site.resolve()))}: neither {CONFIG} nor content/."
                " Begin one with: newsgen init DIR"
            )
        return Site()
    record = read_config(text_bytes(file))
    if isinstance(record.head, Site):
        return record.head
    print_problems(record.problems, site)
    return None


def _slug(name: str, given: str | None, settings: Site, what: str) -> str:
    slug = given or headline_slug(name, ascii_only=settings.ascii_slugs)
    fault = slug_fault(slug)
    if fault:
        of = "The slug" if given else f"What is left of {shown(name)!r} in an address"
        raise click.UsageError(f"{of} {fault}. Give one: --slug my-{what}")
    if slug_of(slug) != slug:
        raise click.UsageError(
            f"The slug {shown(slug)!r} is not in lower case with hyphens."
            f" Write: --slug {shown(slug_of(slug))}"
        )
    return slug


def _language(lang: str, named: Collection[str]) -> tuple[str, str]:
    """What of the language stands in the file's name, and what under the key `lang`.

    One that the settings do not name stands in both: the name alone may not prove it.
    """
    is_in_name = len(lang) == 2 or (len(lang) == 5 and lang[3:].isalpha())
    key = "" if is_in_name and lang in named else lang
    return (f".{lang}" if lang and is_in_name else "", key)


def _section(written: str | None, settings: Site, site: Path) -> str:
    known = sections(settings, site)
    if written is None:
        return next(iter(known), DEFAULT_SECTION)
    found = meant(written, known)
    if found.several:
        raise click.UsageError(
            f"{shown(written)!r} fits several sections: {shown(some_of(found.several))}."
        )
    if found.id:
        return found.id
    slug = slug_of(written)
    fault = slug_fault(slug)
    if fault:
        raise click.UsageError(f"The section {shown(written)!r} {fault} as part of an address.")
    if found.nearest:
        raise click.UsageError(
            f"There is no section {shown(written)!r}. Did you mean {found.nearest!r}?"
            f" To begin a section, make its folder first: content/articles/{slug}/"
        )
    if known:
        click.echo(f"The section {slug} is new.", err=True)
    return slug


def _completed(what: str, written: Sequence[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """The ids that are meant; any other name stays as it is written, for a source may be new."""
    found = []
    for one in written:
        this = meant(one, known) if one.strip() else None
        if this is None or shown(one) != one:
            raise click.UsageError(f"{shown(one)!r} is no name.")
        if this.several:
            raise click.UsageError(
                f"{shown(one)!r} fits more than one {what}: {shown(some_of(this.several))}."
            )
        if not this.id and known:
            hint = f" Did you mean {this.nearest}?" if this.nearest else ""
            click.echo(
                f"{shown(one)!r} is no {what}.{hint} It is written as you gave it.", err=True
            )
        found.append(this.id or one)
    return tuple(dict.fromkeys(found))


def _date(written: str | None, settings: Site) -> str:
    zone = ZoneInfo(settings.timezone)
    if written is None:
        return datetime.now(UTC).astimezone(zone).strftime("%Y-%m-%d %H:%M")
    if parse_moment(written, zone) is None:
        raise click.UsageError(
            f"{shown(written)!r} is no date such as 2024-11-18 or 2024-11-18 14:05."
        )
    return written.strip()


def _refuse_taken(site: Path, folder: str, stem: str) -> None:
    """Raises where a file of the section has the name already, in whatever folder and case."""
    for file in sorted((site / folder).rglob("*")):
        if file.suffix.lower() in _ENDINGS and file.stem.casefold() == stem.casefold():
            _taken(file.relative_to(site).as_posix())


def _write(site: Path, path: str, text: str) -> None:
    try:
        write_new(site / path, text.encode())
    except FileExistsError:
        _taken(path)
    except OSError as error:
        raise click.ClickException(f"{shown(path)} cannot be written: {error.strerror}.") from error


def _taken(path: str) -> None:
    raise click.ClickException(
        f"{shown(path)} is there already, and is left as it is. Give another slug: --slug …"
    )
