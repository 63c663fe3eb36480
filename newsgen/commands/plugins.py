"""`newsgen plugins`."""

from __future__ import annotations

from pathlib import Path

import click

from newsgen.build.list_plugins import ListedPlugin, list_plugins
from newsgen.commands.options import format_option, site_option
from newsgen.commands.printable import shown, shown_json
from newsgen.commands.problems import as_data, print_problems
from newsgen.model.problem import has_errors


@click.command("plugins")
@site_option
@format_option
def plugins_command(site: Path, form: str) -> int:
    """List the site's plugins and what each adds.

    Ends with 1 where one can't be loaded.
    """
    found = list_plugins(site)
    if form == "json":
        listed = [{**one._asdict(), "adds": dict(one.adds)} for one in found.plugins]
        problems = [as_data(problem) for problem in found.problems]
        click.echo(shown_json({"plugins": listed, "problems": problems}))
    else:
        print_problems(found.problems, site)
        for one in found.plugins:
            click.echo("\n".join(_lines(one)))
        if not found.plugins and not found.problems:
            click.echo("The site names no plugins.")
    return 1 if has_errors(found.problems) else 0


def _lines(one: ListedPlugin) -> list[str]:
    needs = f", needs newsgen {one.needs}" if one.needs else ""
    head = f"{one.name} {one.version} ({one.called}){needs}"
    return [shown(head), *(f"  {door}: {shown(', '.join(names))}" for door, names in one.adds)]
