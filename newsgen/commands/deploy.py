"""`newsgen deploy`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from newsgen.build.deploy import deploy
from newsgen.build.report import CheckRequest
from newsgen.build.session import Events
from newsgen.build.verb_doors import UnknownNameError
from newsgen.commands.options import output_option, site_option
from newsgen.commands.printable import shown
from newsgen.commands.problems import print_problems
from newsgen.commands.spoken import say
from newsgen.commands.summary import counted
from newsgen.model.problem import has_errors


@click.command("deploy")
@click.argument("name")
@site_option
@output_option
def deploy_command(name: str, site: Path, output: Path | None) -> int:
    """Publish what was built, by the deploy target NAME of a plugin.

    Refuses where the last build failed or is older than the content, and builds nothing itself.
    Ends with 1 where the site was not published. `newsgen plugins` lists the targets.
    """
    request = CheckRequest(site=site, as_of=int(time.time()))
    try:
        report = deploy(
            request,
            output or site / "dist",
            name,
            lambda line: say(shown(line)),
            Events(waiting=lambda: say("A build of this site is running; waiting for it.")),
        )
    except UnknownNameError as error:
        raise click.UsageError(shown(str(error))) from error
    print_problems(report.problems, site)
    if has_errors(report.problems):
        return 1
    say(f"Deployed by {name}: {counted(report.files, 'file')}.")
    return 0
