"""Reports files of the output folder that newsgen did not write. They are left alone."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.runtime.failures import shown_path


def foreign_problems(output: Path, site: Path, foreign: Iterable[str]) -> list[Problem]:
    """One warning that names these files; none where there are none."""
    paths = sorted(foreign)
    if not paths:
        return []
    shown = [os.fsencode(path).decode("utf-8", "replace") for path in paths[:5]]
    named = ", ".join(shown) + (f" and {len(paths) - 5} more" if len(paths) > 5 else "")
    return [
        Problem.at(
            shown_path(str(output), site),
            WHOLE_FILE,
            "NG071",
            f"Files that newsgen did not write are left alone: {named}.",
            "Move them to static/root/, from where they are published, or delete them.",
            severity="warning",
        )
    ]
