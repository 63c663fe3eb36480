"""Which versions of libraries are installed, told without loading them."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

VERIFIED_SERIES = frozenset({(3, 11)})
"""The series of Python-Markdown whose behaviour the faster stages restate.

With any other they do nothing: slower, never different. A series is added here once
the identity tests pass with it.
"""

_SERIES = re.compile(r"-(\d+)\.(\d+)[.-]")


@cache
def is_verified_markdown() -> bool:
    """Whether the installed Python-Markdown is of a verified series."""
    described = library("markdown", "markdown")
    series = _SERIES.search(described[0]) if len(described) == 1 else None
    if series is not None:
        return (int(series[1]), int(series[2])) in VERIFIED_SERIES
    # By need: where several descriptions or none are there, it says so itself.
    from markdown import __version_info__

    return __version_info__[:2] in VERIFIED_SERIES


def library(imported: str, installed: str) -> tuple[str, ...]:
    """The library's version, read off the name of the folder that describes its installation.

    To ask the library or `importlib.metadata` would load what a build with
    nothing to do has no need of.
    """
    spec = find_spec(imported)
    if spec is None or spec.origin is None:
        return (imported,)
    file = Path(spec.origin)
    described = [
        name
        for name in _descriptions(str(file.parent.parent))
        if name.lower().startswith(f"{installed}-")
    ]
    return tuple(sorted(described)) or tuple(map(str, told(file)))


@cache
def _descriptions(folder: str) -> list[str]:
    """The folders that describe what is installed here; they are listed once for all libraries."""
    return [name for name in os.listdir(folder) if name.endswith(".dist-info")]


def told(file: str | os.PathLike[str]) -> tuple[str, int, int]:
    """What tells one state of a module from another."""
    stat = os.stat(file)
    return os.path.basename(file), stat.st_size, stat.st_mtime_ns
