"""Decides what a symbolic link on the site's disk may lead to, beside being inside the site."""

from __future__ import annotations

import os
from collections.abc import Callable

from newsgen.reading.files.file_kinds import room_of
from newsgen.reading.files.held_text import may_hold_text
from newsgen.reading.files.well_known_paths import CONFIG

_CONTENT = "content/"


def may_lead(real: str, path: str, root: str, kind_of: Callable[[str], str | None]) -> bool:
    """Whether what lies at `real` may count as what lies at `path`, which is relative to the site at `root`.

    A link makes nothing public that would not be in its own place: below the
    content it stays there, among files of its kind and out of the folders of
    texts; elsewhere it does not lead to the content. `root` and `real` are
    without links.
    """
    if path == CONFIG:
        return True
    if path + "/" == _CONTENT:
        return not _is_below(root, real)
    content = os.path.realpath(os.path.join(root, _CONTENT))
    if path.startswith(_CONTENT):
        return _may_lead_within_content(real, path, content, kind_of)
    config = os.path.realpath(os.path.join(root, CONFIG))
    return not (_is_below(real, content) or _is_below(content, real) or real == config)


def _may_lead_within_content(
    real: str, path: str, content: str, kind_of: Callable[[str], str | None]
) -> bool:
    if real == content or not _is_below(real, content):
        return False
    target = _CONTENT + os.path.relpath(real, content).replace(os.sep, "/")
    if os.path.isdir(real):
        return room_of(f"{target}/") in ("", room_of(f"{path}/"))
    kind, target_kind = kind_of(path), kind_of(target)
    if kind == "media":
        return target_kind == "media" and not may_hold_text(target)
    return target_kind in (kind, "media", None) and room_of(target) in ("", room_of(path))


def _is_below(path: str, folder: str) -> bool:
    """Whether the path is that of the folder or of something in it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
