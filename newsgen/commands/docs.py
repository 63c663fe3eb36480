"""`newsgen docs`."""

from __future__ import annotations

import sys

import click

from newsgen.commands.printable import shown
from newsgen.commands.problems import print_problems
from newsgen.manual.manual_pages import OTHER_NAMES, page_named
from newsgen.manual.opened import made_manual, page_names
from newsgen.model.nearest import Nearest


def _pages(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The pages that begin so, for the shell."""
    return sorted(one for one in page_names() if one.startswith(incomplete))


@click.command("docs")
@click.argument("page", required=False, default="", shell_complete=_pages)
@click.option("--no-open", is_flag=True, help="Print where the page is, and open no browser.")
def docs_command(page: str, no_open: bool) -> int:
    """Open the documentation that belongs to this newsgen, as pages in the browser.

    PAGE is the name of a page, such as articles, a command, or the code of a problem (NG044).
    The path of the page is printed; where standard output is no terminal, nothing is opened.
    """
    word, hash_mark, fragment = page.partition("#")
    name = _name(word) if word else ""
    try:
        manual = made_manual()
    except OSError as error:
        reason = f"{error.filename or 'A file'}: {error.strerror}"
        raise click.ClickException(f"The pages cannot be made. {shown(reason)}.") from error
    if manual.problems:
        print_problems(manual.problems, manual.folder.parent)
        return 1
    file = manual.page(name)
    click.echo(str(file))
    if not no_open and sys.stdout.isatty():
        # By need: it looks for browsers.
        import webbrowser

        webbrowser.open(f"{file.as_uri()}{hash_mark}{fragment}")
    return 0


def _name(word: str) -> str:
    names = page_names()
    name = page_named(word, names)
    if name:
        return name
    near = Nearest((*names, *OTHER_NAMES)).to(word.lower().removesuffix(".md"))
    known = f"The pages are: {', '.join(sorted(names))}."
    meant = f"Did you mean `newsgen docs {near}`?" if near else known
    raise click.UsageError(f"There is no page `{shown(word)}`. {meant}")
