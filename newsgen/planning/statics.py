"""Static files under names that follow their content, and style sheets that lead to them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from newsgen.catalog.addresses import Address, file_address
from newsgen.catalog.pictures import HASH_LENGTH
from newsgen.model.article import Reference
from newsgen.model.digest import digest_value
from newsgen.model.lengths import NAME_BYTES, bounded
from newsgen.model.output import Input, PlannedOutput, SiteFile, StyleText, given
from newsgen.model.problem import Problem
from newsgen.model.records import FileRecord, StaticHead
from newsgen.model.theme import Theme
from newsgen.model.views import LogoView
from newsgen.planning.theme_css import tokens
from newsgen.reading.files.well_known_paths import CONFIG

ROOT = "root/"
"""Static files below it keep their names and lie at the site's root: CNAME, .well-known, icons."""

ASSETS = "assets/"

STYLE = "style.css"
"""The theme's style sheet, behind which the site's own tokens and rules are set."""

_GROUP = ("static", "", "")


class Statics:
    """The static files of a site, the site's own before the theme's, by name."""

    def __init__(self, records: Iterable[FileRecord], theme: Theme) -> None:
        self._records: dict[str, tuple[StaticHead, FileRecord]] = {
            record.head.name: (record.head, record)
            for record in records
            if isinstance(record.head, StaticHead)
        }
        self._addresses: dict[str, Address] = {}
        self.problems: list[Problem] = []
        self._theme = theme
        self._tokens = tokens(theme)
        for reference in theme.files:
            if reference.target not in self._records:
                self._missing(CONFIG, reference, "Put it below static/ and name it from there.")
        own = theme.style.target if theme.style else ""
        self._own = own if own in self._records and own != STYLE else ""
        for name in self._records:
            self._address(name, ())

    @property
    def addresses(self) -> Mapping[str, Address]:
        """Where each static file is published."""
        return self._addresses

    def head(self, name: str) -> tuple[StaticHead, str] | None:
        """What is known of the file beside its bytes, and its path in the site; None where there is none."""
        found = self._records.get(name)
        return (found[0], found[1].path) if found else None

    def file(self, name: str) -> SiteFile:
        """The file's bytes."""
        record = self._records[name][1]
        return SiteFile(record.path, record.digest)

    def style(self, name: str) -> StyleText:
        """The whole text of a style sheet: of the theme's, with what the site sets behind it."""
        if name != STYLE:
            return StyleText(self.file(name), "", None)
        return StyleText(self.file(name), self._tokens, self.file(self._own) if self._own else None)

    @property
    def logo(self) -> LogoView | None:
        """The masthead as a picture, with the published names of its files."""
        logo = self._theme.logo
        if logo is None or logo.file.target not in self._addresses:
            return None
        dark = self._addresses.get(logo.dark.target) if logo.dark else None
        src = self._addresses[logo.file.target].route
        return LogoView(src, dark.route if dark else "", logo.width, logo.height)

    def outputs(self) -> Iterator[PlannedOutput]:
        """One output for each file; a style sheet that loads others is written with their names."""
        for name, address in self._addresses.items():
            head, record = self._records[name]
            file, added = self.file(name), self._added(name)
            file_input = Input.of("file", ((name, file.digest),), file)
            urls = self._urls(head, name)
            if urls or added:
                inputs = (file_input, given("urls", urls), *added)
                yield PlannedOutput(
                    path=address.path, kind="style", inputs=inputs, origin=record.path, group=_GROUP
                )
            else:
                yield PlannedOutput(
                    path=address.path,
                    kind="copy",
                    inputs=(file_input,),
                    origin=record.path,
                    group=_GROUP,
                )

    def _added(self, name: str) -> tuple[Input, ...]:
        """What is set behind the theme's style sheet."""
        if name != STYLE or not (self._tokens or self._own):
            return ()
        inputs: tuple[Input, ...] = (given("tokens", self._tokens),)
        if self._own:
            own = self.file(self._own)
            urls = self._urls(self._records[self._own][0], name)
            inputs += (Input.of("own", ((self._own, own.digest),), own), given("own_urls", urls))
        return inputs

    def _urls(self, head: StaticHead, sheet: str) -> tuple[tuple[str, str], ...]:
        """What a style sheet writes, and the URL relative to `sheet` that takes its place."""
        folder = posixpath.dirname(self._addresses[sheet].route)
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
        loaded = self._loaded(head, record.path, (*users, name))
        if name == STYLE:
            if self._tokens:
                loaded.append(self._tokens)
            if self._own and self._own not in users:
                loaded.append(self._address(self._own, (*users, name)).path)
        digest = digest_value((record.digest, loaded)) if loaded else record.digest
        if name.startswith(ROOT):
            address = file_address(name.removeprefix(ROOT))
        else:
            path = PurePosixPath(name)
            ending = f".{digest[:HASH_LENGTH]}{path.suffix}"
            stem = bounded(path.stem, NAME_BYTES - len(ending.encode()))
            address = file_address(ASSETS + str(path.with_name(stem + ending)))
        self._addresses[name] = address
        return address

    def _loaded(self, head: StaticHead, path: str, users: tuple[str, ...]) -> list[str]:
        """The published names of what a style sheet loads."""
        loaded = []
        for reference in head.references:
            target = _beside(head.name, reference.target)
            if target in users:
                continue
            if target in self._records:
                loaded.append(self._address(target, users).path)
            else:
                self._missing(path, reference, "A style sheet names files from its own folder.")
        return loaded

    def _missing(self, path: str, reference: Reference, hint: str) -> None:
        self.problems.append(
            Problem.at(
                path, reference, "NG063", f"There is no static file `{reference.target}`.", hint
            )
        )


def _beside(name: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
