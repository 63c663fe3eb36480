"""Says what is wrong with YAML, in the author's words and at the place in the file."""

from __future__ import annotations

import re

import yaml

from newsgen.model.problem import Position, Problem


def too_large(path: str, line: int, column: int, max_values: int, max_depth: int) -> Problem:
    """Of a document that outgrows the bounds at this key."""
    return Problem.at(
        path,
        Position(line, column),
        "NG015",
        (
            f"The YAML holds more than {max_values:,} values, or is nested more than"
            f" {max_depth} levels deep, once its aliases are followed."
        ),
        "Write the values out, without `&` and `*`.",
    )


def too_deep(path: str, line: int, column: int, max_depth: int) -> Problem:
    """Of a document that is nested too deeply at this place."""
    return Problem.at(
        path,
        Position(line, column),
        "NG015",
        f"The YAML is nested more than {max_depth} levels deep here.",
        "Look for brackets that should not be there.",
    )


def tagged(path: str, line: int, column: int) -> Problem:
    """Of a value that begins with a tag."""
    return Problem.at(
        path,
        Position(line, column),
        "NG012",
        "To YAML, a word that begins with `!` is no part of the value.",
        "Put the value in quotes.",
    )


def control_character(path: str, line: int, column: int) -> Problem:
    """Of an escape that names a control character."""
    return Problem.at(
        path,
        Position(line, column),
        "NG027",
        "The value holds a control character, which no page can show.",
        "In double quotes a backslash begins an escape: write two, or use single quotes.",
    )


def syntax_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """What the reader stumbled over, at the line of the file and in plain words."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = mark.line if mark is not None else 0
    column = mark.column + 1 if mark is not None else 1
    lines = text.split("\n")
    tab = _tab_near(lines, index)
    if tab is not None:
        return Problem.at(
            path,
            Position(tab + first_line, lines[tab].index("\t") + 1),
            "NG013",
            "There is a tab here, where YAML allows only spaces.",
            "Put spaces in its place.",
        )
    opened = _opened(error, text, path, first_line)
    if opened is not None:
        return opened
    what = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
    plain, hint = _in_plain_words(what, lines[index] if index < len(lines) else "")
    return Problem.at(
        path,
        Position(index + first_line, column),
        "NG012",
        f"The YAML does not parse: {plain}.",
        hint,
    )


_WIDE_COLON = "："

_OPENED = {
    "while scanning a quoted scalar": (
        "the quotation mark that opens here never closes",
        "Close it, or take it away.",
    ),
    "while parsing a flow sequence": (
        "the bracket `[` that opens here never closes",
        "Close it with `]`, with a comma between items.",
    ),
    "while parsing a flow mapping": (
        "the brace `{` that opens here never closes",
        "Close it with `}`, with a comma between keys.",
    ),
    "while scanning a simple key": (
        "this line has no `key:`",
        "Write `key: value` with a space, or indent the line under the text that it belongs to.",
    ),
}


def _opened(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem | None:
    """The problem at what was begun, where the reader stumbled only on a later line."""
    plain, hint = _OPENED.get(getattr(error, "context", None) or "", ("", ""))
    opened, stumbled = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    if not plain or opened is None or stumbled is None or stumbled.line <= opened.line:
        return None
    line = text.split("\n")[opened.line]
    if _WIDE_COLON in line and "`key:`" in plain:
        hint = f"Write the colon as `:` with a space behind it, and not as `{_WIDE_COLON}`."
    return Problem.at(
        path,
        Position(opened.line + first_line, opened.column + 1),
        "NG012",
        f"The YAML does not parse: {plain}.",
        hint,
    )


def _tab_near(lines: list[str], index: int) -> int | None:
    """The line at or just before the error whose indentation or separation holds a tab."""
    for candidate in (index, index - 1):
        if 0 <= candidate < len(lines) and re.match(r"[ ]*\t|[^\"'#]*:[ ]*\t", lines[candidate]):
            return candidate
    return None


_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        "there is a second colon in the value, or the line is indented under another",
        'A value with a colon in it needs quotes: headline: "Live: the vote".',
    ),
    (
        "did not find expected key",
        "something stands behind the end of the value",
        "Look at the indentation and the quotes of this line and the one before it.",
    ),
    (
        "cannot start any token",
        "a value cannot begin with this character",
        "A value that begins with @, `, % or another special character needs quotes.",
    ),
    (
        "found undefined alias",
        "a value cannot begin with `*`",
        "Put the value in quotes.",
    ),
    (
        "unknown escape character",
        "the backslash in double quotes begins no escape that YAML knows",
        "Write two backslashes, or use single quotes.",
    ),
    (
        "did not find expected comment or line break",
        "a text that begins with `|` or `>` begins on the next line",
        "Put the value in quotes, or begin the text on a line of its own.",
    ),
)
"""What libyaml says, the same in a journalist's words, and what to do."""


def _in_plain_words(what: str, line: str) -> tuple[str, str]:
    """What libyaml says of this line in plain words, and the hint."""
    if "did not find expected key" in what and line.count('"') > 2:
        return (
            "there is a double quotation mark inside double quotes",
            "A text with double quotes in it stands between single ones: 'She said \"no\"'.",
        )
    for said, plain, hint in _PLAIN_WORDS:
        if said in what:
            return plain, hint
    return what, "Look at the quotes, brackets and indentation around this line."
