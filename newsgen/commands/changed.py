"""What git says has changed in a folder."""

from __future__ import annotations

import subprocess
from pathlib import Path

import click

from newsgen.commands.printable import shown
from newsgen.model.folding import composed


def changed_since(site: Path, revision: str) -> frozenset[str]:
    """The files below the site's folder that differ from a revision, and those git does not know.

    Paths are relative to the folder, with "/". Raises `click.UsageError` where
    there is no git, no repository or no such revision.
    """
    if revision.startswith("-"):
        # git would take it for an option.
        raise click.UsageError(f"{revision!r} is no revision.")
    differing = _git(site, "diff", "--name-only", "--relative", "-z", revision, "--")
    unknown = _git(site, "ls-files", "--others", "--exclude-standard", "-z", "--")
    return frozenset(map(composed, filter(None, f"{differing}\0{unknown}".split("\0"))))


def _git(site: Path, *arguments: str) -> str:
    try:
        finished = subprocess.run(  # noqa: S603 - a fixed list of arguments, and no shell
            ["git", "-C", str(site), *arguments],  # noqa: S607 - the git of the user's own path
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise click.UsageError(f"git cannot be run: {error.strerror}.") from error
    if finished.returncode:
        said = finished.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise click.UsageError(f"git says: {shown(said) or finished.returncode}")
    return finished.stdout.decode("utf-8", "surrogateescape")
