"""`newsgen serve`."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsgen.commands.moments import MOMENT
from newsgen.commands.options import site_option
from newsgen.commands.printable import shown
from newsgen.commands.problems import print_problems
from newsgen.commands.summary import counted

if TYPE_CHECKING:
    from newsgen.serving.builder_messages import Built, Progress

_EDITORS = ("vscode", "cursor", "zed", "idea", "sublime", "none")


@click.command("serve")
@site_option
@click.option(
    "--port",
    default=8000,
    type=click.IntRange(0, 65_535),
    help="The port, or the next one that is free; 0 takes any.",
    show_default=True,
)
@click.option("--host", default="127.0.0.1", help="Where to listen.", show_default=True)
@click.option(
    "--open",
    "opened",
    is_flag=False,
    flag_value="",
    default=None,
    metavar="[ARTICLE]",
    help="Open a browser, at this article: its file or its slug.",
)
@click.option(
    "--now", type=MOMENT, help="Show the site as of this time (ISO 8601).  [default: the clock]"
)
@click.option("--no-drafts", is_flag=True, help="Show what readers get, and nothing that is held.")
@click.option("--poll", is_flag=True, help="Look for changes again and again; for network disks.")
@click.option(
    "--editor",
    default="vscode",
    type=click.Choice(_EDITORS),
    help="The editor that links open files in.",
    show_default=True,
)
def serve_command(
    site: Path, port: int, host: str, opened: str | None, now: int | None, no_drafts: bool,
    poll: bool, editor: str,
) -> int:  # fmt: skip
    """Show the site in a browser, and each change as soon as it is saved.

    Builds into .newsgen/serve/, never into dist/. Drafts and what is held by its date are
    shown, with a badge. Ends with Ctrl+C.
    """
    # By need: no other verb loads a server.
    from newsgen.serving.listening import ListenError, address_of, exposure, listening
    from newsgen.serving.preview import View
    from newsgen.serving.server import Ears, ServedError, ServerRequest, serve

    try:
        socket = listening(host, port)
    except ListenError as error:
        raise click.ClickException(str(error)) from error
    with contextlib.closing(socket):
        found = socket.getsockname()[1]
        address = address_of(host, found)
        if port not in (0, found):
            _say(f"Port {port} is in use; taking {found}.")
        if warning := exposure(host):
            _say(warning)
        _say(f"Serving at {address} (Ctrl+C ends it)")
        request = ServerRequest(
            site=site,
            host=host,
            view=View(as_of=now, with_drafts=not no_drafts),
            editor=editor,
            is_polling=poll,
            opened=opened,
        )
        ears = Ears(
            built=_Printed(site).built,
            said=_say,
            progress=_show_progress,
            opening=_opener(address, opened),
        )
        try:
            serve(request, socket, ears)
        except ServedError as error:
            raise click.ClickException(shown(str(error))) from error
    return 0


class _Printed:
    """Prints the end of each build; problems that are as they were are not printed again."""

    def __init__(self, site: Path) -> None:
        self._site = site
        self._before: object = None
        self._is_begun = False

    def built(self, built: Built) -> None:
        """Prints what this build did."""
        report = built.report
        clock = time.strftime("%H:%M:%S")
        _clear_progress()
        if report is None:
            for line in built.crash.splitlines():
                _say(shown(line))
            _say(f"{clock} The build failed by a fault of newsgen, not yours. The server goes on.")
            return
        if report.problems != self._before:
            self._before = report.problems
            print_problems(report.problems, self._site)
        if report.failed:
            errors = sum(problem.severity == "error" for problem in report.problems)
            _say(f"{clock} {counted(errors, 'error')}; the last good pages stay.")
        elif report.rendered or report.deleted or not self._is_begun:
            done = f"{report.rendered} rendered, {report.deleted} deleted"
            _say(f"{clock} {done} in {built.seconds:.2f} s.")
        self._is_begun = True


def _opener(address: str, opened: str | None) -> Callable[[str | None], None]:
    def opening(path: str | None) -> None:
        import webbrowser
        from urllib.parse import quote

        if path is None:
            _say(f"There is no page of an article {shown(str(opened))}.")
        elif not webbrowser.open(address + quote(path)):
            _say(f"No browser could be opened; go to {address + quote(path)}.")

    return opening


def _show_progress(progress: Progress) -> None:
    if sys.stderr.isatty():
        line = f"{progress.stage} {progress.done} of {progress.total}"
        click.echo(f"\r{line:<60}", err=True, nl=False)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{'':<60}\r", err=True, nl=False)


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
