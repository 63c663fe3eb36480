"""The command line, run in a process of its own or in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from newsgen.cli import main

NOW = "2024-12-01T00:00:00Z"


class Run(NamedTuple):
    """What a run of the command left: its exit code and all that it printed."""

    code: int
    out: str
    err: str


def newsgen(*arguments: str | Path, cwd: Path | None = None) -> Run:
    """Runs `newsgen` to its end."""
    finished = subprocess.run(
        command(*arguments),
        cwd=cwd,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    return Run(finished.returncode, finished.stdout, finished.stderr)


def build(site: Path, *arguments: str | Path) -> Run:
    """Runs `newsgen build` for the site, as of `NOW`, in one process."""
    return newsgen("build", "--site", site, "--now", NOW, "--jobs", "1", *arguments)


def build_here(site: Path, *arguments: str | Path) -> Run:
    """The same in this process, which is several times as fast; the text has no colours."""
    out, err = StringIO(), StringIO()
    options = ["build", "--site", site, "--now", NOW, "--jobs", "1", *arguments]
    before = sys.argv
    sys.argv = ["newsgen", *map(str, options)]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    finally:
        sys.argv = before
    return Run(code, out.getvalue(), err.getvalue())


def command(*arguments: str | Path) -> list[str]:
    """The command line with this interpreter."""
    return [sys.executable, "-m", "newsgen", *map(str, arguments)]


def environment(**variables: str) -> dict[str, str]:
    """The environment of a run, the same on a developer's terminal as in CI."""
    kept = {key: value for key, value in os.environ.items() if key not in _SHAPES_OUTPUT}
    return {**kept, "PYTHONUTF8": "1", **variables}


_SHAPES_OUTPUT = frozenset({"FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LANG"})
