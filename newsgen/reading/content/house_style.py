"""Reads the newsroom's own style sheet: `content/style.yaml`, write this and not that."""

from __future__ import annotations

from datetime import UTC

from newsgen.model.digest import digest_bytes
from newsgen.model.problem import Problem, has_errors
from newsgen.model.records import FileRecord, HouseWord, StyleSheetHead
from newsgen.reading.files.text import decode_text
from newsgen.reading.files.well_known_paths import STYLE_SHEET
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Items, Keys, Value, parse_yaml

STYLE_KEYS = ("write", "not")

_HINT = "Write `- {write: Kyiv, not: [Kiev]}`."


def read_style_sheet(content: bytes) -> FileRecord:
    """The style sheet in these bytes: a list of mappings of `write` and `not`."""
    digest = digest_bytes(content)

    def record(problems: tuple[Problem, ...], head: StyleSheetHead | None) -> FileRecord:
        return FileRecord(
            path=STYLE_SHEET, kind="style-sheet", digest=digest, head=head, problems=problems
        )

    if not content.strip():
        return record((), StyleSheetHead(()))
    text = decode_text(content, STYLE_SHEET)
    if isinstance(text, Problem):
        return record((text,), None)
    document = parse_yaml(text, STYLE_SHEET)
    if document.value is None:
        return record(document.problems, None if document.problems else StyleSheetHead(()))
    if not isinstance(document.value, Items):
        problem = _at(document.value, "The style sheet is not a list of words.")
        return record((*document.problems, problem), None)
    problems = list(document.problems)
    words = tuple(
        word for value in document.value.items if (word := _word(value, problems)) is not None
    )
    has_head = not has_errors(problems)
    return record(tuple(sorted(problems)), StyleSheetHead(words) if has_head else None)


def _word(value: Value, problems: list[Problem]) -> HouseWord | None:
    if not isinstance(value, Keys):
        problems.append(_at(value, "An entry of the style sheet is `write` and `not`."))
        return None
    fields = Fields(value, STYLE_SHEET, STYLE_KEYS, UTC, " in an entry of the style sheet")
    is_whole = fields.require("write", _HINT) and fields.require("not", _HINT)
    word = HouseWord(fields.text("write"), fields.texts("not"))
    entry = fields.entry("write")
    if entry and word.write and word.write in word.avoid:
        message = f"`{word.write}` is what to write and what not to write."
        fields.note(entry.value, "NG026", message, "Take it out of one of the two.")
    problems += fields.problems
    return word if is_whole else None


def _at(value: Value, message: str) -> Problem:
    return Problem.at(STYLE_SHEET, value, "NG019", message, _HINT)
