"""Takes what an importer yields, and names where it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from newsgen.build.verb_doors import Called
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.plugins.imported_pieces import ImportedPerson, PassedOver, Piece, SourceSite
from newsgen.plugins.importers import Imported, ImportedFile, Importer

_EXTRA = ("docutils", "html_to_markdown", "mammoth")
_HINT = "docs/plugins.md says which paths are taken."


def given_by(
    called: Called[Importer] | None,
    own: Importer | None,
    source: Path,
    fault_of: Callable[[ImportedFile], str],
) -> Iterator[Imported | Problem]:
    """What the importer yields; a problem at the end where it fails, or where a file can't be written."""
    if own is not None:
        try:
            for one in own.read(source):
                fault = fault_of(one) if isinstance(one, ImportedFile) else ""
                if fault:
                    yield Problem.at(
                        "content", WHOLE_FILE, "NG418", f"The importer `{own.name}` {fault}.", _HINT
                    )
                    return
                yield one
        except ModuleNotFoundError as error:
            if error.name not in _EXTRA:
                raise
            message = f"`{own.name}` needs {error.name}, which is not installed."
            hint = 'pip install "newsgen[import]"'
            yield Problem.at("", WHOLE_FILE, "NG482", message, f"Install it: {hint}.")
        return
    assert called is not None
    hint = "Look at the source and at the plugin's settings, or ask who wrote it."
    known = (ImportedFile, Piece, ImportedPerson, SourceSite, PassedOver)
    try:
        for one in called.added.read(source):
            if not isinstance(one, known):
                raise TypeError(f"it yields a {type(one).__name__} and no ImportedFile")
            if isinstance(one, ImportedFile):
                fault = _fault(one) or fault_of(one)
                if fault:
                    yield called.problem("NG418", fault, _HINT)
                    return
            yield one
    except (Exception, SystemExit) as error:  # noqa: BLE001 - code of others, which can raise whatever it likes
        yield called.failure("NG417", error, hint)


def _fault(one: ImportedFile) -> str:
    """What is wrong with the values of a file that an importer gives, as the end of a sentence."""
    path: object = one.path
    content: object = one.content
    if not isinstance(path, str):
        return f"gives the path {path!r}, which is no text"
    if not isinstance(content, str | bytes):
        return f"gives {path!r} a content that is a {type(content).__name__}, and no text or bytes"
    if isinstance(content, str) and any("\ud800" <= letter <= "\udfff" for letter in content):
        return f"gives {path!r} a text that can't be written in UTF-8"
    return ""
