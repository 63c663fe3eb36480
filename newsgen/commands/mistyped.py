"""The nearest verb or option to a mistyped one."""

from __future__ import annotations

from collections.abc import Collection

import click

from newsgen.commands.printable import shown
from newsgen.model.nearest import Nearest


def unknown_verb(word: str, verbs: Collection[str]) -> str:
    """What to say of a word that is no verb."""
    near = Nearest(verbs).to(word.lower())
    meant = f"Did you mean `newsgen {near}`?" if near else "`newsgen --help` lists the commands."
    return f"There is no command `{shown(word)}`. {meant}"


def with_nearest(error: click.NoSuchOption) -> click.NoSuchOption:
    """The error with the nearest option; click suggests several, or none."""
    command = error.ctx.command if error.ctx else None
    options = [
        name
        for parameter in (command.params if command else ())
        if isinstance(parameter, click.Option) and not parameter.hidden
        for name in (*parameter.opts, *parameter.secondary_opts)
    ]
    near = Nearest([*options, "--help"]).to(error.option_name.lower())
    return click.NoSuchOption(
        error.option_name, possibilities=[near] if near else [], ctx=error.ctx
    )
