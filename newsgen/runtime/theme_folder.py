"""Finds the folders of the default theme and of the package, and the file that a path of a site names."""

from __future__ import annotations

from pathlib import Path

import newsgen
from newsgen.reading.files.file_kinds import PLUGIN, THEME


def theme_folder() -> Path:
    """The folder that holds the theme's `templates/` and `static/`.

    An installed newsgen carries them inside the package; in a checkout they
    are at its top.
    """
    package = package_folder()
    installed = package / "theme"
    return installed if installed.is_dir() else package.parent


def package_folder() -> Path:
    """The folder of the package itself, which holds `locale/`."""
    return Path(newsgen.__file__).resolve().parent


def file_of(path: str, site: Path) -> Path:
    """Where the file of a record or a problem lies; `theme:` and `plugin:` begin those of others.

    A plugin that is no part of the site has no file at the place that this names.
    """
    if path.startswith(THEME):
        return theme_folder() / path.removeprefix(THEME)
    return site / path.removeprefix(PLUGIN)
