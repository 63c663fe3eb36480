"""Finds the folders of the default theme and of the package."""

from __future__ import annotations

from pathlib import Path

import newsgen


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
