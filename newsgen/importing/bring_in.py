"""Imports a source into a site: reads it, gives each piece its place, writes what is new, and reports."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, Any

from newsgen.build.list_plugins import site_plugins
from newsgen.build.verb_doors import importer
from newsgen.importing.composed_text import Surroundings, composed
from newsgen.importing.dialects import AUTO, own_importer, recognised
from newsgen.importing.front_dump import front_matter
from newsgen.importing.given_pieces import given_by
from newsgen.importing.import_record import NAME, ImportRecord, Remembered, digest_of
from newsgen.importing.loss_report import ImportReport, Outcome, Status
from newsgen.importing.media_files import MediaFiles
from newsgen.importing.options import ImportRequest, Options
from newsgen.importing.piece_places import Place, Places
from newsgen.importing.sound_site import Written, made_sound
from newsgen.importing.source_settings import site_file
from newsgen.model.digest import digest_bytes
from newsgen.model.names import some_of
from newsgen.model.problem import WHOLE_FILE, Problem, has_errors
from newsgen.model.site import Site
from newsgen.model.slug import slug_of
from newsgen.plugins.imported_pieces import ImportedPerson, PassedOver, Piece, SourceSite
from newsgen.plugins.importers import (
    Imported,
    ImportedFile,
    path_fault,
)
from newsgen.reading.files.file_kinds import CONTENT, kind_of
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.runtime.failures import as_problem
from newsgen.starter.writing import write_new

_LED_OUT = "Its folder in content/ is a link that leads out of it, so it was not written."
_IN_MEMORY = 32_000_000
"""Bytes of pieces that wait in memory; more wait in a file."""

Progress = Callable[[str, int], None]


class UnknownSourceError(Exception):
    """Nobody knows what the source is; the message says so."""


def bring_in(request: ImportRequest, progress: Progress | None = None) -> ImportReport:
    """Imports the source. `progress` is told what is being done and how far it has come.

    Raises `UnknownNameError` where there is no importer of the name, and `UnknownSourceError`
    where it is to be found by the source and none knows it.
    """
    found = site_plugins(request.folder)
    if has_errors(found.problems):
        return ImportReport(problems=found.problems)
    name = request.importer
    if name == AUTO:
        name = recognised(request.source)
        if not name:
            raise UnknownSourceError(f"Nobody knows what {request.source} is.")
    options = Options(found.site, request.renamed, request.date, request.section)
    own = own_importer(name, options)
    called = None if own else importer(found, name)
    try:
        record = ImportRecord(request.folder)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"The record of earlier imports can't be read: {error}."
        hint = "Bring it back from a backup; without it, an import would write everything anew."
        return ImportReport(problems=(Problem.at(NAME, WHOLE_FILE, "NG481", message, hint),))
    work = _Import(request, found.site, name, record, progress or (lambda _, __: None))
    try:
        return work.report(given_by(called, own, request.source, work.fault))
    except OSError as error:
        problem = as_problem(error, request.folder)
        if problem is None:
            raise
        return work.ended(problem)


class _Import:
    """One import while it runs."""

    def __init__(
        self,
        request: ImportRequest,
        site: Site,
        name: str,
        record: ImportRecord,
        progress: Progress,
    ) -> None:
        self._request = request
        self._site = site
        self._name = name
        self._record = record
        self._progress = progress
        self._places = Places(site, record, name)
        self._media = MediaFiles(request.folder, site.documents, is_dry=request.is_dry)
        self._source = SourceSite()
        self._people: dict[str, ImportedPerson] = {}
        self._outcomes: list[Outcome] = []
        self._problems: list[Problem] = []
        self._unkept: list[tuple[str, str]] = []
        self._notes: list[str] = []
        self._written: dict[str, Written] = {}
        self._given_paths: set[str] = set()
        self._new_people = 0
        self._authors: dict[str, str] = {}

    def report(self, given: Iterator[Imported | Problem]) -> ImportReport:
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as spool:
            pieces, files = self._read(given, spool)
            self._prepare()
            spool.seek(0)
            for number in range(pieces + files):
                self._bring(*pickle.load(spool))  # noqa: S301 - written above
                self._progress("Writing", number + 1)
        self._write_people()
        self._finish()
        return self._report()

    def ended(self, problem: Problem) -> ImportReport:
        """The report of an import that the disk ended."""
        self._problems.append(problem)
        if not self._request.is_dry:
            self._record.save()
        return self._report()

    def _report(self) -> ImportReport:
        media = self._media.copied
        return ImportReport(
            importer=self._name,
            outcomes=tuple(self._outcomes),
            problems=tuple(self._problems),
            media=len(media),
            media_bytes=sum(media.values()),
            people=self._new_people,
            unkept=tuple(self._unkept),
            notes=tuple(self._notes),
            is_dry=self._request.is_dry,
        )

    def _read(self, given: Iterator[Imported | Problem], spool: IO[bytes]) -> tuple[int, int]:
        """Reads the whole source: what a text leads to is known only when all are read."""
        pieces = files = 0
        for one in given:
            if isinstance(one, Problem):
                self._problems.append(one)
                if one.severity == "error":
                    break
            elif isinstance(one, SourceSite):
                self._learn(one)
            elif isinstance(one, ImportedPerson):
                self._people[one.id] = one
            elif isinstance(one, PassedOver):
                status: Status = "failed" if one.failed else "passed over"
                self._outcomes.append(Outcome(one.origin, "", "", status, why=one.why))
            elif isinstance(one, Piece):
                pickle.dump((one, self._places.assign(one)), spool, pickle.HIGHEST_PROTOCOL)
                pieces += 1
            else:
                pickle.dump((one, None), spool, pickle.HIGHEST_PROTOCOL)
                files += 1
            self._progress("Reading", pieces + files)
        return pieces, files

    def _learn(self, said: SourceSite) -> None:
        known = self._source
        changes: dict[str, Any] = {
            name: getattr(said, name)
            for name in ("name", "url", "description", "language", "timezone", "media", "uploads")
            if getattr(said, name)
        }
        sections = {**known.sections, **said.sections}
        self._source = replace(known, **changes, sections=sections)

    def _prepare(self) -> None:
        """Makes the site where there is none, and opens the folders of media."""
        folder, source = self._request.folder, self._source
        if not (folder / CONFIG).exists():
            text, site = site_file(source)
            self._site = site
            if not self._request.is_dry:
                folder.mkdir(parents=True, exist_ok=True)
                write_new(folder / CONFIG, text.encode())
            self._notes.append(f"{CONFIG} was written from what the source says of itself.")
        elif source.sections:
            listed = {one.slug for one in self._site.sections}
            others = [slug for slug in source.sections if slug not in listed]
            if listed and others:
                self._notes.append(
                    f"Sections that are not in the navigation of {CONFIG}: {', '.join(others)}."
                )
        self._media.add_roots(
            [one for one in (self._request.media, *source.media) if one], source.uploads
        )
        if self._request.media:
            self._media.by_name_below(self._request.media)
        fetch = None
        if self._request.fetch:
            from newsgen.importing.fetched_media import FetchedMedia

            fetch = FetchedMedia(self._request.folder, source.url, is_dry=self._request.is_dry)
        self._around = Surroundings(
            self._site, source, self._places, self._media, fetch.file if fetch else None
        )

    def _bring(self, one: Piece | ImportedFile, place: Place | None) -> None:
        if isinstance(one, ImportedFile):
            self._bring_file(one)
            return
        assert place is not None
        for name in one.authors:
            self._authors.setdefault(slug_of(name), " ".join(name.split()))
        made = composed(one, place, self._around)
        self._unkept += [(one.origin, address) for address in place.unkept]
        path = CONTENT + place.path
        status = self._put(one.origin, path, made.text.encode())
        if made.why and status in ("written", "updated"):
            status = "failed"
        why = made.why or (_LED_OUT if status == "failed" else "")
        self._outcomes.append(
            Outcome(one.origin, path, one.kind, status, made.carried, made.losses, why)
        )

    def fault(self, one: ImportedFile) -> str:
        """Why the file is not written at its path, as the end of a sentence; "" where it is."""
        fault = path_fault(one.path, self._site.documents)
        if fault:
            return f"gives the path {one.path!r}, which {fault}"
        if one.path.casefold() in self._given_paths:
            return f"gives the path {one.path!r} twice"
        if not self._is_inside(CONTENT + one.path):
            return f"gives the path {one.path!r}, which leads out of content/ by a link"
        self._given_paths.add(one.path.casefold())
        return ""

    def _bring_file(self, one: ImportedFile) -> None:
        origin = one.origin or one.path
        path = CONTENT + one.path
        content = one.content.encode() if isinstance(one.content, str) else bytes(one.content)
        status = self._put(origin, path, content)
        # It is written as it is, and so nothing in it is mended.
        self._written.pop(path, None)
        kind = str(kind_of(path))
        self._outcomes.append(Outcome(origin, path, kind, status, (), one.losses, one.note))

    def _is_inside(self, path: str) -> bool:
        """Whether the file would lie in the content, its folders' links followed."""
        own = os.path.realpath(self._request.folder / CONTENT)
        return os.path.realpath((self._request.folder / path).parent).startswith(own + os.sep)

    def _put(self, origin: str, path: str, content: bytes) -> Status:
        """Writes the file, unless somebody else's hand was on it since the last import."""
        file = self._request.folder / path
        known = self._record.get(self._name, origin)
        made = digest_bytes(content)
        there = digest_of(file)
        if known is not None and known.path == path:
            if not there:
                return "deleted"
            if there != known.written:
                return "edited"
            if made == known.made:
                return "unchanged"
        elif there:
            return "there"
        if not self._request.is_dry:
            if not self._is_inside(path):
                return "failed"
            if there:
                file.write_bytes(content)
            else:
                write_new(file, content)
            self._written[path] = Written(origin, made)
            self._record.put(self._name, origin, Remembered(path, made, made))
        return "updated" if there else "written"

    def _write_people(self) -> None:
        there = self._request.folder / CONTENT / "people"
        if self._people or any(there.glob("*.md")):
            # Once anybody has a file, a name without one is taken for a slip of the pen.
            known = {slug_of(one.name) for one in self._people.values()} | {*self._people}
            for slug, name in self._authors.items():
                if slug and slug not in known:
                    self._people[slug] = ImportedPerson(id=slug, name=name)
        for person in self._people.values():
            path = f"{CONTENT}people/{slug_of(person.id)}.md"
            if not slug_of(person.id) or (self._request.folder / path).exists():
                continue
            keys = {"name": person.name, "role": person.role, "contact": person.contact}
            text = front_matter(keys) + (f"{person.text.strip()}\n" if person.text.strip() else "")
            if not self._request.is_dry:
                write_new(self._request.folder / path, text.encode())
            self._new_people += 1

    def _finish(self) -> None:
        """Sees that the site builds with what was written, and remembers all of it."""
        passed = [one for one in self._outcomes if one.status == "passed over"]
        if passed:
            self._problems.append(_passed_over(passed))
        gone = self._record.gone(self._name, {one.origin for one in self._outcomes})
        if gone:
            self._notes.append(
                f"Of earlier imports {gone:,} are not in the source any more; they stay."
            )
        if self._request.is_dry:
            return
        # What was written is remembered, whatever becomes of the rest.
        self._record.save()
        if self._written:
            self._progress("Checking", len(self._written))
            sound = made_sound(self._request, self._written)
            self._problems += sound.problems
            if sound.changed:
                self._outcomes = [
                    one
                    if one.path not in sound.changed
                    else one._replace(
                        status="failed" if sound.changed[one.path].is_failure else one.status,
                        why=one.why or sound.changed[one.path].why,
                        losses=(*one.losses, *sound.changed[one.path].losses),
                        path=sound.changed[one.path].path,
                    )
                    for one in self._outcomes
                ]
                for path, change in sound.changed.items():
                    was = self._written[path]
                    written = digest_of(self._request.folder / change.path)
                    self._record.put(
                        self._name, was.origin, Remembered(change.path, was.made, written)
                    )
                self._record.save()


def _passed_over(passed: list[Outcome]) -> Problem:
    """One warning for all that was passed over; the report has each of them."""
    number = len(passed)
    is_are = "file was" if number == 1 else "files were"
    return Problem.at(
        passed[0].origin,
        WHOLE_FILE,
        "NG398",
        f"{number:,} {is_are} passed over: {some_of([one.origin for one in passed])}. {passed[0].why}",
        "The report says why of each: --report FILE.",
        severity="warning",
    )
