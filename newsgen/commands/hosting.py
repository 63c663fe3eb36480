"""`newsgen hosting`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from newsgen.build.host_settings import host_settings
from newsgen.build.report import CheckRequest
from newsgen.commands.moments import MOMENT
from newsgen.commands.options import lock_timeout_option, site_option
from newsgen.commands.problems import print_problems
from newsgen.model.static_hosts import SERVERS
from newsgen.parallel.pool import default_jobs


@click.command("hosting")
@click.argument("server", type=click.Choice(SERVERS), metavar="SERVER")
@site_option
@click.option("--now", type=MOMENT, help="As of this time (ISO 8601).  [default: the clock]")
@lock_timeout_option
def hosting_command(server: str, site: Path, now: int | None, lock_timeout: float) -> int:
    """Print what a server must be told to serve the site: its headers and its redirects.

    SERVER is apache, caddy or nginx. The text belongs into the settings of the site there; it is
    made anew where an old address came or went. Nothing in dist/ is touched.

    \b
    newsgen hosting nginx >/etc/nginx/snippets/my-news.conf
    """
    request = CheckRequest(
        site=site,
        as_of=int(time.time()) if now is None else now,
        jobs=default_jobs(),
        lock_timeout_seconds=lock_timeout,
    )
    found = host_settings(request, server)
    if not found.text:
        print_problems([one for one in found.problems if one.severity == "error"], site)
        return 1
    click.echo(found.text, nl=False)
    return 0
