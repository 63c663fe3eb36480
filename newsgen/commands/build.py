"""`newsgen build`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from newsgen.commands.build_run import BuildOptions, run_build
from newsgen.commands.executor import check_jobs, executor_option
from newsgen.commands.moments import MOMENT
from newsgen.commands.options import (
    annotated_format_option,
    jobs_option,
    limit_option,
    lock_timeout_option,
    quiet_option,
    site_option,
    state_option,
)
from newsgen.commands.printable import shown


def _base_url(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if not value:
        return value
    # Imported late: most sites name their address themselves.
    from newsgen.reading.urls import base_url_fault

    fault = base_url_fault(value)
    if fault:
        raise click.BadParameter(shown(fault))
    return value


@click.command("build")
@site_option
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The output folder.  [default: dist; with --now or --drafts .newsgen/preview]",
)
@click.option("--now", type=MOMENT, help="Build as of this time (ISO 8601).  [default: the clock]")
@click.option(
    "--base-url", default="", callback=_base_url, help="The site's address, in place of `url`."
)
@jobs_option
@executor_option
@click.option("--drafts", is_flag=True, help="Build drafts too, to look at them.")
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--paranoid", is_flag=True, help="Hash every file, whatever its times say.")
@click.option(
    "--allow-empty", is_flag=True, help="Mean it that most or all of the content is gone."
)
@click.option(
    "--forget-addresses", is_flag=True, help="Mean it that published addresses lead nowhere."
)
@click.option("--audit", is_flag=True, help="Render everything again and compare the bytes.")
@click.option("--explain", is_flag=True, help="Say of each change why it is made.")
@annotated_format_option
@limit_option
@lock_timeout_option
@quiet_option
@state_option
@click.option("--order-seed", type=int, hidden=True)
def build_command(**options: Any) -> int:
    """Build the site into the output folder.

    Everything in dist/ is made, kept or deleted as the site says at this moment. Another moment
    (--now) or drafts are a preview, which goes to .newsgen/preview/ unless --output names a folder.
    """
    check_jobs(options["jobs"], options["executor"])
    return run_build(BuildOptions(**options))
