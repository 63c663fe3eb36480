"""Tells from a file's path what kind of file it is, and whether it counts at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsgen.reading.files.well_known_paths import FRONT, REDIRECTS, REGISTRY, STYLE_SHEET

if TYPE_CHECKING:
    from newsgen.model.records import FileKind

THEME = "theme:"
"""Begins the path of a file of the default theme, which is not below the site's folder."""

PLUGIN = "plugin:"
"""Begins the path of a template that a plugin brings: `plugin:newsgen_podcast/templates/podcast.html`."""

CONTENT, DATA, TEMPLATES = "content/", "content/data/", "templates/"

ROOMS = ("content/articles/", "content/pages/", "content/people/")
"""The folders of texts with front matter."""

_MARKDOWN = (".md", ".markdown")
_LONGEST = 9

_ROOT_STATIC = "static/root/"
_FRONTS = "content/front."
_FRONT_OF_EDITION = r"content/front\.[a-z]{2}(-[A-Z]{2})?\.yaml"


def kind_of(path: str) -> FileKind | None:
    """What a file at this path is; None for what is passed over."""
    if path.startswith("content/articles/") and is_markdown(path):
        return "article"
    if path == REGISTRY:
        return "registry"
    if path == STYLE_SHEET:
        return "style-sheet"
    if path == REDIRECTS:
        return "redirects"
    if path == FRONT or (path.startswith(_FRONTS) and re.fullmatch(_FRONT_OF_EDITION, path)):
        return "front"
    if path.startswith(DATA) and not is_markdown(path):
        return "data"
    if path.startswith(PLUGIN):
        return "template"
    if path.startswith(THEME):
        room = path.removeprefix(THEME).partition("/")[0]
        return "catalogue" if room == "locale" else kind_of(path.removeprefix(THEME))
    room, _, rest = path.partition("/")
    if room == "templates":
        return "template"
    if room == "static":
        return "static"
    if room == "locale":
        return "words"
    if not is_markdown(path):
        return "media"
    folder = rest.partition("/")[0]
    kinds: dict[str, FileKind] = {"pages": "page", "people": "person"}
    return kinds.get(folder)


def is_own(path: str) -> bool:
    """Whether the file at this path is the site's own, and neither the theme's nor a plugin's."""
    return not path.startswith((THEME, PLUGIN))


def is_markdown(path: str) -> bool:
    """Whether the name says that it is a text in Markdown, in large letters or small."""
    return path.endswith(_MARKDOWN) or path[-_LONGEST:].lower().endswith(_MARKDOWN)


def room_of(path: str) -> str:
    """The folder of texts that the file lies in; "" where it lies in none."""
    return next((room for room in ROOMS if path.startswith(room)), "")


def is_passed_over(name: str, path: str) -> bool:
    """Whether a file or folder of this name does not count: what editors leave behind, and hidden files.

    In `static/root/` hidden files count, for hosts look for them.
    """
    if name.endswith(("~", ".swp", ".tmp", ".bak")) or name in ("Thumbs.db", "desktop.ini"):
        return True
    return name.startswith((".", "#")) and not (
        path.startswith(_ROOT_STATIC) and name not in (".DS_Store", ".git")
    )


def leads_to_nothing(path: str) -> bool:
    """Whether the file or a folder on the way to it does not count."""
    names = path.split("/")
    return any(
        is_passed_over(name, "/".join(names[: number + 1])) for number, name in enumerate(names)
    )
