"""Files of the output folder that newsgen did not write. They are left alone, and named once."""

from __future__ import annotations

import os
from collections.abc import Container
from pathlib import Path

from newsgen.model.problem import Problem
from newsgen.publishing.failures import shown_path
from newsgen.publishing.folder import Listing


def foreign_problems(
    output: Path,
    site: Path,
    present: Listing,
    owned: Container[str],
    left: frozenset[str],
) -> list[Problem]:
    """One warning that names the files of the output folder that newsgen did not write."""
    foreign = sorted(
        path for path in (*present.files, *present.links) if path not in owned and path not in left
    )
    if not foreign:
        return []
    shown = [os.fsencode(path).decode("utf-8", "replace") for path in foreign[:5]]
    named = ", ".join(shown) + (f" and {len(foreign) - 5} more" if len(foreign) > 5 else "")
    return [
        Problem(
            path=shown_path(str(output), site),
            code="NG071",
            message=f"Files that newsgen did not write are left alone: {named}.",
            hint="Move them to static/root/, from where they are published, or delete them.",
            severity="warning",
        )
    ]
