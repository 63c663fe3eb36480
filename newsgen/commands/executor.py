"""The option `--executor`: who does the work of a command."""

from __future__ import annotations

import re

import click

from newsgen.parallel.pool import default_jobs

_SCHEDULER = r"dask://(?P<host>[^/:@\s]+|\[[0-9A-Fa-f:.]+\]):(?P<port>[0-9]{1,5})"
_OF_PLUGIN = r"(?!dask\b)[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?:://\S+)?"


def _executor(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    if value in ("", "dask"):
        return value
    found = re.fullmatch(_SCHEDULER, value)
    if found and 0 < int(found["port"]) < 65_536:
        return value
    # Whether a plugin has it shows once the site is known.
    if re.fullmatch(_OF_PLUGIN, value):
        return value
    raise click.BadParameter(f"{value!r} is neither dask, dask://HOST:PORT nor a plugin's.")


executor_option = click.option(
    "--executor",
    default="",
    callback=_executor,
    metavar="dask[://HOST:PORT]",
    help="A Dask cluster, or a plugin's executor, in place of processes of this machine.",
)


def jobs_for(jobs: int | None, executor: str) -> int:
    """How many workers to start. Raises `click.UsageError` where they are not this command's."""
    check_jobs(jobs, executor)
    return jobs or default_jobs()


def check_jobs(jobs: int | None, executor: str) -> None:
    """Raises `click.UsageError` where the workers are not this command's to count."""
    if jobs is not None and "://" in executor:
        raise click.UsageError("--jobs counts workers of this machine; a scheduler has its own.")
