"""Where the default theme lies."""

from __future__ import annotations

from pathlib import Path

import newsgen


def theme_folder() -> Path:
    """The folder that holds the theme's `templates/` and `static/`.

    An installed newsgen carries them inside the package; in a checkout they
    are at its top.
    """
    package = Path(newsgen.__file__).resolve().parent
    installed = package / "theme"
    return installed if installed.is_dir() else package.parent
