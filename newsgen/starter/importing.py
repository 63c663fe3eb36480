"""Writes what a plugin's importer reads into the content of a site, and never over a file that is there."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsgen.build.list_plugins import site_plugins
from newsgen.build.verb_doors import Called, importer
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem, has_errors
from newsgen.plugins.importers import ImportedFile, Importer, path_fault
from newsgen.reading.files.file_kinds import CONTENT, kind_of
from newsgen.runtime.failures import as_problem
from newsgen.starter.writing import write_new


class ImportReport(NamedTuple):
    """What was written, by kind (`article`, `page`, `person`, `media`); what was there before, by path.

    A problem that is an error ended the import; what was written before it stays.
    """

    written: Mapping[str, int] = {}
    there: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def import_files(site: Path, source: Path, name: str) -> ImportReport:
    """Writes the files that the importer `name` reads from the source.

    Raises `UnknownNameError` where no plugin adds the importer.
    """
    found = site_plugins(site)
    if has_errors(found.problems):
        return ImportReport(problems=found.problems)
    called = importer(found, name)
    written: Counter[str] = Counter()
    there: list[str] = []
    given: set[str] = set()
    problem = None
    files = _files(called, source)
    while problem is None:
        one = next(files, None)
        if one is None:
            break
        if isinstance(one, Problem):
            problem = one
            break
        fault = _fault(one, site, given, found.site.documents)
        if fault:
            hint = "docs/plugins.md says which paths are taken."
            problem = called.problem("NG418", fault, hint)
            break
        given.add(one.path.casefold())
        path = CONTENT + one.path
        content = one.content.encode() if isinstance(one.content, str) else bytes(one.content)
        try:
            write_new(site / path, content)
            written[str(kind_of(path))] += 1
        except FileExistsError:
            there.append(path)
        except OSError as error:
            problem = as_problem(error, site)
    return ImportReport(dict(written), tuple(there), (problem,) if problem else ())


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
