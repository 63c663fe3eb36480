"""Explains one output or one file: what it is made of, what it reaches, what is stale, and why.

The plan is made as a build makes it, and compared with the output records. Nothing is rendered.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from newsgen.build.change_scan import scan_changes
from newsgen.build.inspection import inspected
from newsgen.build.report import CheckRequest, with_absolute_paths
from newsgen.build.session import (
    Events,
    Session,
)
from newsgen.build.snapshot import Snapshot, load_site, take_snapshot
from newsgen.catalog.gate import Held
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.nearest import Nearest
from newsgen.model.output import OutputKind
from newsgen.model.problem import Problem
from newsgen.model.records import FileKind, FileRecord, PersonHead, TemplateHead
from newsgen.output.file_status import file_statuses
from newsgen.output.folder import folder_name
from newsgen.planning.diff import is_stale, reason, roles
from newsgen.planning.plan import Planned
from newsgen.reading.files.file_kinds import THEME
from newsgen.reading.files.listing import Stat, stat_of
from newsgen.store.output_records import OutputRecords

PartChange = Literal["same", "changed", "added", "removed", "unknown"]
"""How an input compares with the last build's; `unknown` where no inputs are recorded."""

BY_VALUE: frozenset[FileKind] = frozenset({"config", "registry", "front", "style-sheet", "words"})
"""Files whose values are inputs, each by itself: an input does not say which of these it is from."""

_STATIC = "static/"


class Part(NamedTuple):
    """One input: its role, what it is called ("" for a value), and its digests, "" where there is none."""

    role: str
    key: str
    before: Digest
    now: Digest
    change: PartChange


class ExplainedOutput(NamedTuple):
    """An output. `reason` is "" where it is up to date.

    One that is not `is_planned` goes with the next build; nothing says any more what it was made of.
    """

    path: str
    kind: OutputKind | str
    origin: str
    template: str
    is_planned: bool
    reason: str
    parts: tuple[Part, ...]


class Reached(NamedTuple):
    """An output that a file reaches, under which roles; `reason` is why it is stale, or ""."""

    path: str
    kind: str
    roles: tuple[str, ...]
    reason: str


class ExplainedFile(NamedTuple):
    """A file of the site with what it reaches. `held` is set for an article that is held back.

    `errors` counts its mistakes; with one it cannot be published.

    For a file of values (`BY_VALUE`) `reached` are the outputs that are stale now, whatever made them so.
    """

    path: str
    kind: FileKind
    held: Held | None
    errors: int
    reached: tuple[Reached, ...]


class Explanation(NamedTuple):
    """What was asked for: one of the two, or neither with the nearest name, or a failure."""

    output: ExplainedOutput | None = None
    file: ExplainedFile | None = None
    nearest: str = ""
    timezone: str = "UTC"
    failure: Problem | None = None


def explain(
    request: CheckRequest, output: Path, word: str, events: Events | None = None
) -> Explanation:
    """Explains the route, output or file that `word` names. Costs the plan of a full build."""
    events = events or Events()
    request = with_absolute_paths(request)
    found = inspected(
        request, events, lambda session: _explained(request, output, word, session, events)
    )
    return Explanation(failure=found) if isinstance(found, Problem) else found


def _explained(
    request: CheckRequest, output: Path, word: str, session: Session, events: Events
) -> Explanation:
    seen = scan_changes(request.site, session)
    if mistakes := seen.plugin_problems():
        # Without a plugin the content would be read as something else.
        return Explanation(failure=mistakes[0])
    loaded = load_site(seen, session, events)
    snapshot = take_snapshot(loaded, request.as_of, with_drafts=False)
    records = loaded.records
    recorded = _Recorded(output, request.site, session)
    found = next(
        (records[path] for path in _files(word, request.site) if path in records),
        None,
    )
    timezone = loaded.site.timezone
    if found is not None:
        file = _explained_file(found, snapshot, recorded)
        return Explanation(file=file, timezone=timezone)
    routes = _routes(word, output, loaded.site.url)
    planned: dict[str, Planned] = {}
    paths: list[str] = []
    for one in snapshot.planning().outputs():
        paths.append(one.output.path)
        if one.output.path in routes:
            planned[one.output.path] = one
    for route in routes:
        explained = recorded.explained(route, planned.get(route))
        if explained is not None:
            return Explanation(output=explained, timezone=timezone)
    nearest = Nearest((*paths, *records)).to(routes[0] if routes else word)
    return Explanation(nearest=nearest, timezone=timezone)


class _Recorded:
    """The output records of a folder beside its files."""

    def __init__(self, output: Path, site: Path, session: Session) -> None:
        self._output = output
        self._records = OutputRecords(session.state.connection, folder_name(output, site))

    def why_stale(self, planned: Planned) -> str:
        """Why the next build renders the output; "" where it does not."""
        path = planned.output.path
        known = self._records.output(path)
        if known is None:
            return "new"
        statuses = file_statuses(
            self._output, {path: known}, _stats(self._output, path), is_paranoid=False
        )
        there = statuses.recorded[path]
        if not is_stale(planned.fingerprint, there):
            return ""
        return reason(planned.parts, planned.fingerprint, there, self._records.parts(path))

    def explained(self, path: str, planned: Planned | None) -> ExplainedOutput | None:
        """The output at this path; None where it is neither planned nor recorded."""
        known = self._records.output(path)
        if planned is None:
            if known is None:
                return None
            parts = tuple(_parts(self._records.parts(path), ""))
            return ExplainedOutput(path, known.kind, "", "", False, "no longer planned", parts)
        before = self._records.parts(path) if known else ""
        output = planned.output
        return ExplainedOutput(
            path,
            output.kind,
            output.origin,
            output.template,
            True,
            self.why_stale(planned),
            tuple(_parts(before, planned.parts)),
        )


def _parts(before: str, now: str) -> Iterator[Part]:
    """The inputs in the order of the plan, those that are gone at the end of their role."""
    old, new = roles(before), roles(now)
    for role in {**new, **old}:
        was, has = old.get(role, {}), new.get(role, {})
        for key in {**has, **was}:
            first, second = was.get(key, ""), has.get(key, "")
            change: PartChange = "same" if first == second else "changed"
            if not before:
                change = "unknown"
            elif key not in was:
                change = "added"
            elif key not in has:
                change = "removed"
            yield Part(role, key, first, second, change)


def _explained_file(record: FileRecord, snapshot: Snapshot, recorded: _Recorded) -> ExplainedFile:
    held = {one.source: one for one in snapshot.full.admission.held}.get(record.path)
    keys = _keys(record)
    users = frozenset(_users(record, snapshot))
    reached = []
    for one in snapshot.planning().outputs():
        output = one.output
        found = [part.role for part in output.inputs if any(key in keys for key, _ in part.parts)]
        if output.origin == record.path and not found:
            found = ["origin"]
        if not found and output.origin in users and output.kind != "social-card":
            found = ["byline" if record.kind == "person" else "named in its text or front matter"]
        why = recorded.why_stale(one) if found or record.kind in BY_VALUE else ""
        if found or why:
            reached.append(Reached(output.path, output.kind, tuple(found), why))
    errors = sum(one.severity == "error" for one in record.problems)
    return ExplainedFile(record.path, record.kind, held, errors, tuple(reached))


def _keys(record: FileRecord) -> frozenset[str]:
    """The names under which an input may mention the file."""
    keys = {record.path}
    if isinstance(record.head, TemplateHead):
        keys.add(record.head.name)
    bare = record.path.removeprefix(THEME)
    if record.kind == "static" and bare.startswith(_STATIC):
        keys.add(bare.removeprefix(_STATIC))
    return frozenset(keys)


def _users(record: FileRecord, snapshot: Snapshot) -> Iterator[str]:
    """The articles and pages that show or lead to a picture or a document, or are by a person."""
    path, catalog = record.path, snapshot.catalog
    person = record.head.id if isinstance(record.head, PersonHead) else ""
    for entry in catalog.entries.values():
        files = {entry.image, *entry.links, *(file for file, _ in entry.media)}
        if path in files or (person and any(one.id == person for one in entry.authors)):
            yield entry.head.path
    if record.kind == "media":
        for edition in catalog.editions:
            yield from (page.head.path for page in edition.pages if path in page.links)


def _files(word: str, site: Path) -> list[str]:
    """The paths in the site that a word may mean: as it is, from the current folder, of the theme."""
    root = os.path.abspath(site)
    bare = word.removeprefix("./")
    below = os.path.relpath(os.path.abspath(word), root).replace(os.sep, "/")
    own = [one for one in (bare, below) if not one.startswith("../")]
    found = [*own, *(f"{THEME}{one}" for one in own)]
    return list(dict.fromkeys(found))


def _routes(word: str, output: Path, url: str) -> list[str]:
    """The outputs that a word may mean: an address, a route with or without its ending, a file."""
    bare = word.partition("#")[0].partition("?")[0]
    if url and f"{bare}/".startswith(url):
        bare = f"{bare}/"[len(url) :].removesuffix("/") + "/" * bare.endswith("/")
    folder = os.path.abspath(output)
    file = os.path.abspath(bare)
    found = []
    if file.startswith(folder + os.sep):
        found.append(os.path.relpath(file, folder).replace(os.sep, "/"))
    elif file == folder:
        found.append("")
    found.append(bare.strip("/"))
    routes = []
    for one in found:
        routes += [one, f"{one}/index.html".lstrip("/"), f"{one}.html"]
    return [one for one in dict.fromkeys(routes) if one]


def _stats(output: Path, path: str) -> dict[str, Stat]:
    try:
        return {path: stat_of(os.lstat(output / path))}
    except (FileNotFoundError, NotADirectoryError):
        return {}
