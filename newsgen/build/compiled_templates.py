"""Caches compiled templates in the user's own folder, never in a site.

A compiled template is code and will be run. So it is read only from a folder that
nobody else can write to (see `runtime.user_folder`). Its name is a digest of the
template's text, so that all sites can share it. Locale patterns lie beside it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from newsgen.runtime.toolchain import toolchain

_MOST_TOOLCHAINS, _MOST_FILES = 5, 2_000
"""Beyond these numbers the oldest are deleted."""


def compiled_folder(user_folder: Path | None) -> Path | None:
    """The cache folder of this toolchain; None where there can be none.

    Called once for each build, before its processes start: it clears out what is old.
    """
    if user_folder is None:
        return None
    folder = user_folder / "templates" / toolchain()
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
    """Jinja's bytecode cache in this folder, with file names of this form; None without a folder."""
    if not folder:
        return None
    # Imported late: a build that renders nothing does not load Jinja.
    from jinja2 import FileSystemBytecodeCache

    class Compiled(FileSystemBytecodeCache):
        """Adds the template's text to the key: each site has an `article.html` of its own."""

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
        # Imported late: it is hardly ever needed.
        import shutil

        for entry in found[:-_MOST_TOOLCHAINS]:
            shutil.rmtree(entry.path, ignore_errors=True)
