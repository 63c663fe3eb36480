"""Writes what an importer reads into the content of a site, and never over a file that is there."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsgen.build.list_plugins import site_plugins
from newsgen.build.verb_doors import Called, importer
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import WHOLE_FILE, Problem, has_errors
from newsgen.model.site import Site
from newsgen.plugins.importers import OWN_IMPORTERS, ImportedFile, Importer, path_fault
from newsgen.reading.files.file_kinds import CONTENT, kind_of
from newsgen.runtime.failures import as_problem
from newsgen.starter.texts import ImportedText, read_texts
from newsgen.starter.writing import write_new


class ImportReport(NamedTuple):
    """What was written, by kind (`article`, `page`, `person`, `media`); what was there before, by path.

    A problem that is an error ended the import; what was written before it stays. `notes` say what
    was made of each file that was written.
    """

    written: Mapping[str, int] = {}
    there: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def import_files(site: Path, source: Path, name: str) -> ImportReport:
    """Writes the files that the importer `name` reads from the source.

    Raises `UnknownNameError` where it is neither newsgen's own nor a plugin's.
    """
    found = site_plugins(site)
    if has_errors(found.problems):
        return ImportReport(problems=found.problems)
    called = None if name in OWN_IMPORTERS else importer(found, name)
    written: Counter[str] = Counter()
    there: list[str] = []
    given: set[str] = set()
    problems: list[Problem] = []
    notes: list[str] = []
    for one in _texts(source, found.site) if called is None else _files(called, source):
        if isinstance(one, Problem):
            problems.append(one)
            if one.severity == "error":
                break
            continue
        file, note = one if isinstance(one, ImportedText) else (one, "")
        fault = _fault(file, site, given, found.site.documents)
        if fault:
            problems.append(_refused(called, fault))
            break
        given.add(file.path.casefold())
        path = CONTENT + file.path
        content = file.content.encode() if isinstance(file.content, str) else bytes(file.content)
        try:
            write_new(site / path, content)
            written[str(kind_of(path))] += 1
            notes += [note] if note else []
        except FileExistsError:
            there.append(path)
        except OSError as error:
            problem = as_problem(error, site)
            problems += [problem] if problem else []
            break
    return ImportReport(dict(written), tuple(there), tuple(problems), tuple(notes))


def _texts(source: Path, site: Site) -> Iterator[ImportedText | Problem]:
    """What newsgen's own importer makes of text files; a problem at the end where the disk fails."""
    try:
        yield from read_texts(source, site)
    except OSError as error:
        problem = as_problem(error, source)
        if problem:
            yield problem


def _refused(called: Called[Importer] | None, fault: str) -> Problem:
    hint = "docs/plugins.md says which paths are taken."
    if called is not None:
        return called.problem("NG418", fault, hint)
    return Problem.at("content", WHOLE_FILE, "NG418", f"The importer `text` {fault}.", hint)


def _files(called: Called[Importer], source: Path) -> Iterator[ImportedFile | Problem]:
    """What the importer yields; a problem at the end where it fails."""
    hint = "Look at the source and at the plugin's settings, or ask who wrote it."
    try:
        for one in called.added.read(source):
            if not isinstance(one, ImportedFile):
                raise TypeError(f"it yields a {type(one).__name__} and no ImportedFile")
            yield one
    except (Exception, SystemExit) as error:  # noqa: BLE001 - code of others, which can raise whatever it likes
        yield called.failure("NG417", error, hint)


def _fault(one: ImportedFile, site: Path, given: set[str], documents: tuple[str, ...]) -> str:
    """What is wrong with a file that an importer gives, as the end of a sentence; "" where nothing is."""
    path: object = one.path
    content: object = one.content
    if not isinstance(path, str):
        return f"gives the path {path!r}, which is no text"
    fault = path_fault(path, documents)
    if fault:
        return f"gives the path {path!r}, which {fault}"
    if path.casefold() in given:
        return f"gives the path {path!r} twice"
    if not isinstance(content, str | bytes):
        return f"gives {path!r} a content that is a {type(content).__name__}, and no text or bytes"
    if isinstance(content, str) and any("\ud800" <= letter <= "\udfff" for letter in content):
        return f"gives {path!r} a text that can't be written in UTF-8"
    # A link among the folders could lead anywhere.
    own = os.path.realpath(site / CONTENT)
    if not os.path.realpath((site / CONTENT / path).parent).startswith(own + os.sep):
        return f"gives the path {path!r}, which leads out of content/ by a link"
    return ""
