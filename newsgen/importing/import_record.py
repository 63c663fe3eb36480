"""Remembers what was imported to which file, so that the next import changes only what changed.

It lies in the site, beside `newsgen.yaml`: it belongs to the content, and `.newsgen/` may be deleted.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from newsgen.model.digest import digest_bytes
from newsgen.model.fast_namedtuple import NamedTuple

NAME = "imported.json"
_VERSION = 1


class Remembered(NamedTuple):
    """Where a part of a source went. `made` is the digest of what was made of it, `written` of the file."""

    path: str
    made: str
    written: str


class ImportRecord:
    """What all imports into one site have written, by the importer's name and the origin."""

    def __init__(self, folder: Path) -> None:
        """Raises `OSError`, and `ValueError` where the record can't be read."""
        self._file = folder / NAME
        self._known: dict[str, Remembered] = {}
        if not self._file.is_file():
            return
        content = json.loads(self._file.read_text("utf-8"))
        if not isinstance(content, dict) or content.get("version") != _VERSION:
            raise ValueError(f"{NAME} is of another version of newsgen")
        for key, value in content["files"].items():
            path, made, written = value
            self._known[key] = Remembered(str(path), str(made), str(written))

    def get(self, importer: str, origin: str) -> Remembered | None:
        """Where this part of this source went."""
        return self._known.get(f"{importer}:{origin}")

    def put(self, importer: str, origin: str, remembered: Remembered) -> None:
        """Remembers where it went."""
        self._known[f"{importer}:{origin}"] = remembered

    def gone(self, importer: str, origins: set[str]) -> int:
        """How many parts this importer brought once that are not among these."""
        begin = f"{importer}:"
        return sum(
            key.startswith(begin) and key.removeprefix(begin) not in origins for key in self._known
        )

    def save(self) -> None:
        """Writes the record, whole or not at all."""
        files = {key: list(value) for key, value in sorted(self._known.items())}
        lines = ",\n".join(
            f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
            for key, value in files.items()
        )
        text = f'{{"version": {_VERSION}, "files": {{\n{lines}\n}}}}\n'
        beside = self._file.with_name(f".{NAME}.tmp")
        beside.write_text(text, "utf-8")
        os.replace(beside, self._file)


def digest_of(file: Path) -> str:
    """The digest of a file's bytes; "" where there is no file."""
    try:
        return digest_bytes(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return ""
