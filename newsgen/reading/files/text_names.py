"""Which files are texts with front matter, by their names and folders."""

from __future__ import annotations

_ENDINGS = (".md", ".markdown")
_LONGEST = 9

ROOMS = ("content/articles/", "content/pages/", "content/people/")
"""The folders of such texts."""


def is_markdown(path: str) -> bool:
    """Whether the name says that it is a text in Markdown, in large letters or small."""
    return path.endswith(_ENDINGS) or path[-_LONGEST:].lower().endswith(_ENDINGS)


def room_of(path: str) -> str:
    """The folder of texts that the file lies in; "" where it lies in none."""
    return next((room for room in ROOMS if path.startswith(room)), "")
