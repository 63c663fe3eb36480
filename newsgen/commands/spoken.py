"""What commands say beside their results, on standard error; and the option that keeps them quiet."""

from __future__ import annotations

import click

quiet_option = click.option(
    "-q", "--quiet", is_flag=True, help="Leave out the summary; problems are named all the same."
)


def say(sentence: str) -> None:
    """A sentence for whoever waits, on standard error."""
    click.echo(sentence, err=True)
