"""Reads files of an archive, or of a folder as if it were one. An archive is trusted with nothing."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path
from types import TracebackType

from newsgen.importing.source_folder import files_below

MOST_FILES = 200_000
MOST_BYTES = 20_000_000
"""Of one file of an archive, unpacked."""
MOST_IN_ALL = 4_000_000_000
_MOST_GROWTH = 1000


class UnsafeZipError(Exception):
    """The archive can't be read safely; the message says why, without a full stop."""


class ZipFiles:
    """The files by their names, which are never used as paths: nothing is unpacked to the disk."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._zip: zipfile.ZipFile | None = None
        self._folder: dict[str, Path] = {}
        self._sizes: dict[str, zipfile.ZipInfo] = {}
        if source.is_dir():
            self._folder = dict(files_below(source, ("",)))
            return
        self._zip = zipfile.ZipFile(source)
        infos = self._zip.infolist()
        if len(infos) > MOST_FILES:
            raise UnsafeZipError(f"it holds more than {MOST_FILES:,} files")
        if sum(one.file_size for one in infos) > MOST_IN_ALL:
            raise UnsafeZipError(f"it unpacks to more than {MOST_IN_ALL:,} bytes")
        for one in infos:
            is_link = stat.S_ISLNK(one.external_attr >> 16)
            if not one.is_dir() and not is_link and not one.flag_bits & 1:
                self._sizes.setdefault(one.filename, one)

    def __enter__(self) -> ZipFiles:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._zip:
            self._zip.close()

    def names(self) -> list[str]:
        """The names of all files; links and what is locked are not among them."""
        return list(self._folder or self._sizes)

    def read(self, name: str) -> bytes:
        """The bytes of a file. Raises `UnsafeZipError` where they are too many, or damaged."""
        if self._zip is None:
            with self._folder[name].open("rb") as opened:
                content = opened.read(MOST_BYTES + 1)
        else:
            info = self._sizes[name]
            if (
                info.file_size > max(info.compress_size, 1) * _MOST_GROWTH
                and info.file_size > 1_000_000
            ):
                raise UnsafeZipError(f"{name} grows more than a thousandfold")
            try:
                with self._zip.open(info) as packed:
                    content = packed.read(MOST_BYTES + 1)
            except (
                zipfile.BadZipFile,
                NotImplementedError,
                RuntimeError,
                OSError,
                EOFError,
            ) as error:
                raise UnsafeZipError(f"{name} is damaged: {error}") from error
            except Exception as error:  # zlib.error and lzma.LZMAError have no common class
                if type(error).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
                    raise UnsafeZipError(f"{name} is damaged: {error}") from error
                raise
        if len(content) > MOST_BYTES:
            raise UnsafeZipError(f"{name} has more than {MOST_BYTES:,} bytes")
        return content
