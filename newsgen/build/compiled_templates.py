"""Compiled templates, and what was learned of languages: kept in the user's own folder, never in a site.

A compiled template is code, and is run. So it is taken from nowhere but where
nobody else can have put it (see `runtime.user_folder`), and is known by the text
of the template, whatever site that is of.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from newsgen.runtime.toolchain import toolchain

_MOST_TOOLCHAINS, _MOST_FILES = 5, 2_000
"""What is over that is older than the rest, and may go."""


def compiled_folder(own: Path | None) -> Path | None:
    """Where this toolchain's compiled templates are kept; None where there is no place for them.

    Called once for a build, before its processes start.
    """
    if own is None:
        return None
    folder = own / "templates" / toolchain()
    try:
        if folder.is_dir():
            _clear_files(folder)
        else:
            folder.mkdir(0o700, parents=True)
            _clear_toolchains(folder.parent)
    except OSError:
        return None
    return folder


def compiled(folder: str, form: str) -> Any:
    """Jinja's cache in this folder, under names of this form; None without a folder."""
    if not folder:
        return None
    # By need: a build that renders nothing does not load Jinja.
    from jinja2 import FileSystemBytecodeCache

    class Compiled(FileSystemBytecodeCache):
        """By the text of the template too: each site has an `article.html` of its own."""

        def get_cache_key(self, name: str, filename: str | None = None) -> str:
            return f"{super().get_cache_key(name, filename)}-{self._checksum}"

        def get_bucket(self, environment: Any, name: str, filename: str | None, source: str) -> Any:
            self._checksum = self.get_source_checksum(source)
            return super().get_bucket(environment, name, filename, source)

    return Compiled(folder, form)


def _clear_files(folder: Path) -> None:
    with os.scandir(folder) as entries:
        found = [entry for entry in entries if entry.is_file(follow_symlinks=False)]
    if len(found) > _MOST_FILES:
        found.sort(key=lambda one: one.stat().st_mtime)
        for entry in found[: _MOST_FILES // 2]:
            Path(entry.path).unlink(missing_ok=True)


def _clear_toolchains(folder: Path) -> None:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda one: one.stat().st_mtime)
    if len(found) > _MOST_TOOLCHAINS:
        # By need: hardly ever.
        import shutil

        for entry in found[:-_MOST_TOOLCHAINS]:
            shutil.rmtree(entry.path, ignore_errors=True)
