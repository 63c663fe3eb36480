"""Links that open a file in an editor at a line, by the addresses that editors listen to."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "idea": "idea://open?file={query}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{query}&line={line}&column={column}",
}


def editor_link(editor: str, file: Path, line: int = 0, column: int = 0) -> str:
    """The address that opens this file, whose path is absolute; "" without an editor."""
    form = EDITORS.get(editor)
    if form is None:
        return ""
    path = file.as_posix()
    if not path.startswith("/"):
        # A drive of Windows.
        path = f"/{path}"
    return form.format(
        path=quote(path, safe="/:"),
        query=quote(path, safe=""),
        line=max(line, 1),
        column=max(column, 1),
    )
