"""The command line, run in a process of its own or in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from newsgen.launch import main

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
    """Runs `newsgen build` for the site into dist/, as of `NOW`, in one process."""
    return newsgen(*into_dist(site), "--jobs", "1", *arguments)


def build_here(site: Path, *arguments: str | Path) -> Run:
    """The same in this process, which is several times as fast; the text has no colours."""
    return newsgen_here(*into_dist(site), "--jobs", "1", *arguments)


def newsgen_here(*arguments: str | Path) -> Run:
    """Runs `newsgen` to its end in this process."""
    out, err = StringIO(), StringIO()
    before = sys.argv
    sys.argv = ["newsgen", *map(str, arguments)]
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    finally:
        sys.argv = before
    return Run(code, out.getvalue(), err.getvalue())


def into_dist(site: Path, now: str = NOW) -> tuple[str | Path, ...]:
    """The words of a build into dist/ as of a named moment, which would be a preview elsewhere."""
    return ("build", "--site", site, "--now", now, "--output", site / "dist")


def command(*arguments: str | Path) -> list[str]:
    """The command line with this interpreter."""
    return [sys.executable, "-m", "newsgen", *map(str, arguments)]


def environment(**variables: str) -> dict[str, str]:
    """The environment of a run, the same on a developer's terminal as in CI."""
    kept = {key: value for key, value in os.environ.items() if key not in _SHAPES_OUTPUT}
    return {**kept, "PYTHONUTF8": "1", **variables}


_SHAPES_OUTPUT = frozenset({"FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS", "LANG"})
