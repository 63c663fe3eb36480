"""Static files under names that follow their content, and style sheets that lead to them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from newsgen.catalog.addresses import Address, file_address
from newsgen.catalog.media import HASH_LENGTH
from newsgen.model.content import FileRecord, StaticHead
from newsgen.model.digest import digest_value
from newsgen.model.output import Input, PlannedOutput, SiteFile, given
from newsgen.model.problem import Problem

ROOT = "root/"
"""Static files below it keep their names and lie at the site's root: CNAME, .well-known, icons."""

ASSETS = "assets/"


class Statics:
    """The static files of a site, the site's own before the theme's, by name."""

    def __init__(self, records: Iterable[FileRecord]) -> None:
        self._records: dict[str, tuple[StaticHead, FileRecord]] = {
            record.head.name: (record.head, record)
            for record in records
            if isinstance(record.head, StaticHead)
        }
        self._addresses: dict[str, Address] = {}
        self.problems: list[Problem] = []
        for name in self._records:
            self._address(name, ())

    @property
    def addresses(self) -> Mapping[str, Address]:
        """Where each static file is published."""
        return self._addresses

    def file(self, name: str) -> SiteFile:
        """The file's bytes."""
        record = self._records[name][1]
        return SiteFile(record.path, record.digest)

    def outputs(self) -> Iterator[PlannedOutput]:
        """One output for each file; a style sheet that loads others is written with their names."""
        for name, address in self._addresses.items():
            head, record = self._records[name]
            file = self.file(name)
            file_input = Input("file", ((name, file.digest),), file)
            urls = self._urls(head)
            if urls:
                inputs = (file_input, given("urls", urls))
                yield PlannedOutput(
                    path=address.path, kind="style", inputs=inputs, origin=record.path
                )
            else:
                yield PlannedOutput(
                    path=address.path, kind="copy", inputs=(file_input,), origin=record.path
                )

    def _urls(self, head: StaticHead) -> tuple[tuple[str, str], ...]:
        """What the style sheet writes, and the relative URL that takes its place."""
        folder = posixpath.dirname(self._addresses[head.name].route)
        urls = []
        for reference in head.references:
            target = self._addresses.get(_beside(head.name, reference.target))
            if target is not None:
                urls.append((reference.target, posixpath.relpath(target.route, folder or ".")))
        return tuple(urls)

    def _address(self, name: str, users: tuple[str, ...]) -> Address:
        if name in self._addresses:
            return self._addresses[name]
        head, record = self._records[name]
        loaded = []
        for reference in head.references:
            target = _beside(name, reference.target)
            if target in users or target == name:
                continue
            if target in self._records:
                loaded.append(self._address(target, (*users, name)).path)
            else:
                self._missing(record.path, reference.target, reference.line)
        digest = digest_value((record.digest, loaded)) if loaded else record.digest
        if name.startswith(ROOT):
            address = file_address(name.removeprefix(ROOT))
        else:
            path = PurePosixPath(name)
            hashed = f"{path.stem}.{digest[:HASH_LENGTH]}{path.suffix}"
            address = file_address(ASSETS + str(path.with_name(hashed)))
        self._addresses[name] = address
        return address

    def _missing(self, path: str, target: str, line: int) -> None:
        self.problems.append(
            Problem(
                path=path,
                line=line,
                column=1,
                code="NG063",
                message=f"There is no static file `{target}`.",
                hint="A style sheet names files from its own folder.",
            )
        )


def _beside(name: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
