"""Prints a line, by click where it is loaded."""

from __future__ import annotations

import sys


def echo(text: str, *, err: bool = False) -> None:
    """Prints on standard output or error. Without click, they must take any text."""
    if "click" in sys.modules:
        # Imported here: a plain build does not load it, which takes longer than a build of nothing.
        import click

        click.echo(text, err=err)
    else:
        # Flushed, so that a reader who went away is noticed here.
        print(text, file=sys.stderr if err else sys.stdout, flush=True)
