"""The list of all files that newsgen wrote into output folders, in a file beside the state.

The state has them too. But a state can be damaged, or be another's. Then this list proves
which outputs are newsgen's own, so that they can still be deleted with their articles. Each
line has a MAC over itself and the MAC of the line before: without the user's key nobody can
add a line, or take one out of the middle.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from newsgen.model.digest import Digest
from newsgen.runtime.user_folder import keyed_digest

_PURPOSE = "newsgen outputs"
_MAC_CHARACTERS = 32
_MOST_LINES = 400
"""With more lines the list is compacted: written again, without deleted outputs."""

Outputs = Iterable[tuple[str, str, Digest]]
"""Outputs, each with its output folder's name in the state, its path there, and its digest."""


class OwnedOutputs:
    """The list in this file. Without a key it stays empty."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file = file
        self._key = key

    def read(self) -> list[tuple[str, str, str]]:
        """The outputs that the list proves to be newsgen's own, each with its possible digests.

        There may be two, separated by a space: the build that wrote the later one may have
        been interrupted.
        """
        owned: dict[tuple[str, str], tuple[Digest, ...]] = {}
        for _, line in self._proved(self._lines()):
            dist, added, deleted = json.loads(line)
            for path, digest in added.items():
                owned[dist, path] = (*owned.get((dist, path), ())[-1:], digest)
            for path in deleted:
                owned.pop((dist, path), None)
        return [(*one, " ".join(digests)) for one, digests in owned.items() if is_safe_path(one[1])]

    def add(
        self,
        dist: str,
        added: Mapping[str, Digest],
        deleted: Sequence[str],
        everything: Callable[[], Outputs],
    ) -> None:
        """Appends new and deleted outputs. To compact the list, `everything` gives all."""
        if not self._key or not (added or deleted):
            return
        lines = self._lines()
        last = lines[-2:]
        can_append = len(lines) <= _MOST_LINES and (not lines or self._is_last_line_proved(last))
        if can_append:
            before = lines[-1][:_MAC_CHARACTERS].decode("ascii") if lines else ""
            content = self._line(before, dist, added, deleted)
            with open(self._file, "ab", buffering=0) as stream:
                stream.write(content)
            return
        folders: dict[str, dict[str, Digest]] = {dist: {}}
        for folder, path, digest in everything():
            folders.setdefault(folder, {})[path] = digest
        folders[dist] |= added
        for path in deleted:
            folders[dist].pop(path, None)
        content = b""
        before = ""
        for folder, files in folders.items():
            line = self._line(before, folder, files, ())
            before = line[:_MAC_CHARACTERS].decode("ascii")
            content += line
        temporary = self._file.with_name(f"{self._file.name}.{os.urandom(8).hex()}")
        temporary.write_bytes(content)
        os.replace(temporary, self._file)

    def _line(
        self, before: str, dist: str, added: Mapping[str, Digest], deleted: Sequence[str]
    ) -> bytes:
        content = json.dumps([dist, {**added}, [*deleted]], separators=(",", ":")).encode()
        return f"{self._mac(before, content)} ".encode() + content + b"\n"

    def _mac(self, before: str, content: bytes) -> str:
        return keyed_digest(self._key, _PURPOSE, before.encode(), content)

    def _lines(self) -> list[bytes]:
        if not self._key:
            return []
        try:
            return self._file.read_bytes().splitlines(keepends=True)
        except FileNotFoundError:
            return []

    def _proved(self, lines: Sequence[bytes]) -> Iterable[tuple[str, bytes]]:
        """The lines up to the first whose MAC does not fit."""
        before = ""
        for line in lines:
            found, content = _mac_and_content(line)
            if found != self._mac(before, content) or not line.endswith(b"\n"):
                return
            before = found
            yield found, content

    def _is_last_line_proved(self, last: Sequence[bytes]) -> bool:
        """Whether the last line is whole and its MAC fits."""
        before = _mac_and_content(last[0])[0] if len(last) == 2 else ""
        found, content = _mac_and_content(last[-1])
        return last[-1].endswith(b"\n") and found == self._mac(before, content)


def _mac_and_content(line: bytes) -> tuple[str, bytes]:
    found = line[:_MAC_CHARACTERS].decode("ascii", "replace")
    return found, line[_MAC_CHARACTERS + 1 :].rstrip(b"\n")


def is_safe_path(path: str) -> bool:
    """Whether a path leads to a file below the output folder, as every output's must."""
    if not path or "\0" in path or "\\" in path or path.startswith("/"):
        return False
    parts = path.split("/")
    # A colon names a drive on Windows, or a stream of a file.
    return not any(part in ("", ".", "..") or ":" in part for part in parts)
