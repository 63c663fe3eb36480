"""Which pictures and files are published, and under which names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from newsgen.catalog.addresses import Address, file_address
from newsgen.model.content import FileRecord
from newsgen.model.slug import slug_of

HASH_LENGTH = 10
"""Hexadecimal characters of a digest in a file's name: 40 bits, enough to tell versions apart."""


class Media:
    """The files that visible content uses, and only those; the name of a file follows its bytes."""

    def __init__(self, records: Mapping[str, FileRecord]) -> None:
        self._records = records
        self.published: dict[str, Address] = {}

    def publish(self, path: str) -> str:
        """The route of the file at `path`, which becomes an output by being asked for."""
        address = self.published.get(path)
        if address is None:
            address = self.published[path] = media_address(path, self._records[path].digest)
        return address.route


def media_address(path: str, digest: str) -> Address:
    """The address of a file of these bytes; hosts may keep it for ever."""
    name = PurePosixPath(path)
    stem = slug_of(name.stem) or "file"
    return file_address(f"media/{stem}.{digest[:HASH_LENGTH]}{name.suffix.lower()}")
