"""Reads a data file of `content/data/`: YAML, JSON, or CSV with a row of headers."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from pathlib import PurePosixPath
from typing import Any

from newsgen.model.digest import digest_bytes, digest_text
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.model.records import DataHead, FileRecord, ReadFile
from newsgen.model.values import Value, Values, frozen, values_text
from newsgen.reading.files.file_kinds import DATA
from newsgen.reading.files.text import CONTROL, decode_text
from newsgen.reading.yaml.core_schema import number_of, plain_value
from newsgen.reading.yaml.yaml_values import MAX_DEPTH, parse_yaml
from newsgen.reading.yaml.yaml_values import Value as YamlValue

SUFFIXES = (".yaml", ".yml", ".json", ".csv")

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_HINTS = {
    "NG002": "Keep only what the pages show.",
    "NG003": "Write the data, or delete the file.",
}
# One that never closes is a string to the end, lest its end be looked for again and again.
_JSON_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SEPARATORS = ",;\t"


class _DataError(Exception):
    """What is wrong with the data; `line` and `column` are 0 where it is not known."""

    def __init__(
        self, message: str, hint: str, line: int = 0, column: int = 0, code: str = "NG333"
    ) -> None:
        super().__init__(message)
        self.message, self.hint, self.code = message, hint, code
        self.line, self.column = line, column


def read_data(path: str, content: bytes) -> ReadFile:
    """The values in these bytes; they are stored as text, in the place of a body."""
    digest = digest_bytes(content)

    def failed(*problems: Problem) -> ReadFile:
        return ReadFile(FileRecord(path=path, kind="data", digest=digest, problems=problems))

    fault = _name_fault(path)
    if fault is not None:
        return failed(fault)
    text = decode_text(content, path)
    if isinstance(text, Problem):
        return failed(text._replace(hint=_HINTS.get(text.code, text.hint)))
    name = PurePosixPath(path).stem
    values = _values(path, text)
    if isinstance(values, list):
        return failed(*values)
    stored = values_text(values)
    head = DataHead(name, digest_text(stored))
    record = FileRecord(path=path, kind="data", digest=digest, head=head)
    return ReadFile(record=record, body=stored.encode())


def _name_fault(path: str) -> Problem | None:
    name = PurePosixPath(path.removeprefix(DATA))
    if len(name.parts) > 1:
        what, hint = "It lies in a folder of its own.", f"Move it to {DATA}."
    elif name.suffix not in SUFFIXES:
        what, hint = f"Data files end in {', '.join(SUFFIXES)}.", "Move it to content/media/."
    elif not _NAME.fullmatch(name.stem):
        what = f"A template cannot write `data.{name.stem}`."
        hint = "Rename the file with letters, digits and underscores."
    else:
        return None
    return Problem.at(path, WHOLE_FILE, "NG335", what, hint)


def _values(path: str, text: str) -> Value | list[Problem]:
    """The values, or what is wrong with them."""
    if path.endswith((".yaml", ".yml")):
        return _of_yaml(path, text)
    try:
        return _of_json(text) if path.endswith(".json") else _of_csv(text)
    except _DataError as fault:
        return [Problem.at(path, fault, fault.code, fault.message, fault.hint)]


def _of_yaml(path: str, text: str) -> Value | list[Problem]:
    document = parse_yaml(text, path)
    problems = list(document.problems)
    if document.value is None:
        return problems or None

    def note(value: YamlValue, message: str) -> None:
        problems.append(Problem.at(path, value, "NG333", message, "Write it as text, in quotes."))

    values = plain_value(document.value, note)
    return problems or values


def _of_json(text: str) -> Value:
    bare = _JSON_STRING.sub(_blanked, text)
    _check_depth(bare)

    def number(word: str) -> int | float:
        try:
            found = number_of(word)
        except ValueError:
            found = None
        if found is None:
            raise _DataError(
                f"`{word[:40]}` is no number that a page can show.",
                "Write another number, null, or a text in quotes.",
                *_place(bare, bare.find(word)),
            )
        return found

    try:
        value = json.loads(
            text,
            object_pairs_hook=_mapping,
            parse_constant=number,
            parse_int=number,
            parse_float=number,
        )
    except json.JSONDecodeError as error:
        message = f"The JSON does not parse: {error.msg}."
        hint = "Look at the quotes, commas and brackets around this place."
        raise _DataError(message, hint, error.lineno, error.colno) from None
    if "\\u" in text:
        _check_characters(value, text)
    return frozen(value)


def _blanked(string: re.Match[str]) -> str:
    """As long as the string, with its line breaks."""
    found = string.group()
    return "\n".join(" " * len(line) for line in found.split("\n"))


def _check_depth(bare: str) -> None:
    depth = 0
    for bracket in _BRACKET.finditer(bare):
        depth += 1 if bracket.group() in "[{" else -1
        if depth > MAX_DEPTH:
            message = f"The data is nested more than {MAX_DEPTH} levels deep."
            raise _DataError(message, "Put it into fewer levels.", *_place(bare, bracket.start()))


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise _DataError(
            f"The key `{twice}` stands twice in one object.", "Keep one of them.", code="NG014"
        )
    return found


def _check_characters(value: object, text: str) -> None:
    """Looks for control characters and halves of characters, which only escapes can write."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str):
            found = CONTROL.search(one) or _SURROGATE.search(one)
            if found:
                escape = f"\\u{ord(found.group()):04x}"
                raise _DataError(
                    f"`{escape}` is no character that a page can show.",
                    "Delete it.",
                    *_place(text, text.lower().find(escape)),
                    code="NG027",
                )


def _place(text: str, index: int) -> tuple[int, int]:
    if index < 0:
        return 0, 0
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _of_csv(text: str) -> Value:
    """The rows as mappings of the headers to texts. What separates is what the first row has most of."""
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    headers: list[str] = []
    rows: list[Values] = []
    line = 1
    try:
        for row in reader:
            if row and not headers:
                headers = _headers(row, line)
            elif row:
                if len(row) != len(headers):
                    message = (
                        f"The row has {len(row)} fields, and the first row has {len(headers)}."
                    )
                    hint = f"Put a field that holds `{separator.strip() or 'a tab'}` into quotes."
                    raise _DataError(message, hint, line, 1)
                rows.append(Values(zip(headers, row, strict=True)))
            line = reader.line_num + 1
    except csv.Error as error:
        hint = "Look at the quotes on this line and those before it."
        raise _DataError(f"The CSV does not parse: {error}.", hint, line, 1) from None
    return tuple(rows)


def _headers(row: list[str], line: int) -> list[str]:
    headers = [one.strip() for one in row]
    for number, header in enumerate(headers, 1):
        if not header:
            hint = "Every column needs a name in the first row."
            raise _DataError(f"Column {number} has no header.", hint, line, 1)
        if headers.count(header) > 1:
            message = f"Two columns have the header `{header}`."
            raise _DataError(message, "Rename one of the two.", line, 1, "NG014")
    return headers
