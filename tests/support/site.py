"""A site in a temporary folder: files to write, and builds of it."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsgen.build.pipeline import build
from newsgen.build.report import BuildReport, BuildRequest
from newsgen.runtime.user_folder import open_user_folder
from newsgen.store.seal import Seals

ARTICLES = "content/articles/"

AS_OF = int(datetime(2024, 12, 1, tzinfo=UTC).timestamp())
"""The moment that builds are made at; the default article of `SiteFolder.article` is older."""

CONFIG = "name: The Test Desk\nurl: https://test.example/\n"

FRONT_MATTER = {
    "headline": "A headline",
    "date": "2024-11-18",
    "sources": "[Reuters]",
}


def front_matter(**values: str | None) -> str:
    """Front matter with its fences: the required keys and `values`, one on each line.

    A value is the YAML behind its key; None leaves the key out. The fence is
    line 1, headline, date and sources are lines 2 to 4.
    """
    keys = {**FRONT_MATTER, **values}
    lines = [f"{key}: {value}" for key, value in keys.items() if value is not None]
    return "\n".join(["---", *lines, "---", ""])


class SiteFolder:
    """A site below `root`. Paths are relative to it, with "/"."""

    def __init__(self, root: Path, config: str | None = CONFIG) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        if config is not None:
            self.write("newsgen.yaml", config)

    def file(self, path: str) -> Path:
        """Where the file lies on disk."""
        return self.root / path

    def write(self, path: str, content: str | bytes) -> str:
        """Writes a file and its folders; returns the path. Text becomes UTF-8, line breaks stay."""
        file = self.file(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def article(self, name: str, body: str = "The text.\n", **values: str | None) -> str:
        """Writes the article `name` below content/articles/ and returns its path below the site.

        `values` are as in `front_matter`; with no others the body begins on line 6.
        """
        return self.write(ARTICLES + name, front_matter(**values) + body)

    def delete(self, path: str) -> None:
        """Deletes a file, or a folder with all that is in it."""
        file = self.file(path)
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)
        else:
            file.unlink()

    def rename(self, old: str, new: str) -> None:
        """Moves a file or folder; the new one's folders are made."""
        target = self.file(new)
        target.parent.mkdir(parents=True, exist_ok=True)
        self.file(old).rename(target)

    def build(self, **request: Any) -> BuildReport:
        """Builds the site in this process as of `AS_OF`; `request` are fields of `BuildRequest`."""
        fields = {"site": self.root, "output": self.dist, "as_of": AS_OF, "jobs": 1, **request}
        return build(BuildRequest(**fields))

    @property
    def dist(self) -> Path:
        """The output folder that `build` uses by default."""
        return self.root / "dist"

    def tree(self, folder: Path | None = None) -> dict[str, bytes]:
        """The bytes of every file below the output folder, or below `folder`, by path."""
        return tree(folder or self.dist)

    def page(self, path: str) -> str:
        """The text of a published file."""
        return (self.dist / path).read_text("utf-8")


def seal(state: Path) -> None:
    """Says that newsgen left the state file as it is now: as after a damage that no stat tells of."""
    Seals(state, open_user_folder()).seal()


def tree(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder, by path with "/"; empty where there is no folder."""
    # By `os`: the tests of histories read a hundred thousand files.
    found: dict[tuple[str, ...], bytes] = {}
    waiting: list[tuple[str, tuple[str, ...]]] = [(str(folder), ())]
    while waiting:
        place, parts = waiting.pop()
        try:
            entries = [*os.scandir(place)]
        except FileNotFoundError:
            continue
        for one in entries:
            if one.is_dir(follow_symlinks=False):
                waiting.append((one.path, (*parts, one.name)))
            elif one.is_file():
                found[(*parts, one.name)] = Path(one.path).read_bytes()
    return {"/".join(parts): found[parts] for parts in sorted(found)}
