"""What comes into a site from elsewhere: what a plugin's importer gives, and which of it is taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from unicodedata import is_normalized

from newsgen.model.documents import DOCUMENTS, ending_of
from newsgen.model.lengths import length_fault
from newsgen.model.picture import PICTURE_NAMES
from newsgen.plugins.imported_pieces import ImportedPerson, Loss, PassedOver, Piece, SourceSite
from newsgen.reading.files.file_kinds import CONTENT, is_markdown, kind_of, leads_to_nothing

OWN_IMPORTERS = (
    "wordpress", "ghost", "substack", "jekyll", "hugo", "eleventy", "pelican", "nikola", "text",
)  # fmt: skip
"""The importers that newsgen has itself."""

_FOLDERS = ("articles", "pages", "people", "media")
_SEGMENT = re.compile(r"[^\x00-\x1f\x7f\\/:*?\"<>|]*[^\x00-\x20\x7f\\/:*?\"<>|.]")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class ImportedFile:
    """A file for the site's content. `path` is below `content/`, with "/": `articles/world/sea.md`.

    It begins with `articles/`, `pages/`, `people/` or `media/` and ends as the files do that newsgen
    reads: texts in Markdown, pictures, documents. A text is written in UTF-8. `origin` names it in the
    source, the same in each import; without it, the path does. `note` says in a sentence what was
    made of it, `losses` what was not carried.
    """

    path: str
    content: str | bytes
    origin: str = ""
    note: str = ""
    losses: tuple[Loss, ...] = ()


Imported = ImportedFile | Piece | ImportedPerson | SourceSite | PassedOver
"""What an importer yields."""


@dataclass(frozen=True, kw_only=True)
class Importer:
    """Reads a file or a folder from elsewhere for `newsgen import --from NAME SOURCE`.

    `read` is given the path of the source as it was typed, yields one thing after the other, and
    raises where it can't go on. It writes nothing itself. A `Piece` becomes an article or a
    page, with its links and pictures followed; an `ImportedFile` is written as it is.
    """

    name: str
    read: Callable[[Path], Iterable[Imported]]


def path_fault(path: str, documents: Iterable[str] = ()) -> str:
    """Why nothing is written at this path below `content/`, as the end of a sentence; "" where it is.

    `documents` are the endings that the site adds to those of documents.
    """
    parts = path.split("/")
    if not all(map(_is_segment, parts)):
        return "is no path below content/ that every system can have"
    if parts[0] not in _FOLDERS or len(parts) == 1:
        return f"is not below {', '.join(f'{one}/' for one in _FOLDERS)}"
    whole = f"{CONTENT}{path}"
    too_long = length_fault(whole)
    if too_long:
        return too_long
    if leads_to_nothing(whole):
        return "has a name that newsgen passes over"
    ending = ending_of(path)
    is_read = (
        is_markdown(path) or f".{ending}" in PICTURE_NAMES or ending in {*DOCUMENTS, *documents}
    )
    if not is_read or kind_of(whole) is None:
        return "ends as no file that newsgen reads there"
    return ""


def _is_segment(part: str) -> bool:
    return (
        part not in (".", "..")
        and _SEGMENT.fullmatch(part) is not None
        and _RESERVED.fullmatch(part) is None
        # A name that is no UTF-8 on the disk can't be written everywhere, nor one of two forms.
        and not any("\ud800" <= one <= "\udfff" for one in part)
        and is_normalized("NFC", part)
    )
