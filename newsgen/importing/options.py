"""What an import is asked for beside its source."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.site import Site


class Options(NamedTuple):
    """What newsgen's own importers are told.

    `renamed` are keys of the source's front matter, each with the key that it is read as; "" drops it.
    `date` and `section` are those of texts that say none.
    """

    site: Site = Site()
    renamed: Mapping[str, str] = {}
    date: str = ""
    section: str = ""


class ImportRequest(NamedTuple):
    """An import into the site in a folder. `importer` is a name or "auto"; `fetch` asks the network."""

    folder: Path
    source: Path
    importer: str = "auto"
    is_dry: bool = False
    renamed: Mapping[str, str] = {}
    media: Path | None = None
    fetch: bool = False
    date: str = ""
    section: str = ""
    jobs: int = 1
    as_of: int = 0
