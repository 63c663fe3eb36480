"""A Markdown file to its front matter and its body, with the lines they stand on."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from newsgen.model.problem import Problem
from newsgen.reading.plain_yaml import plain_yaml
from newsgen.reading.yaml_values import Document, Keys, parse_yaml

_FENCE = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)


class FrontMatter(NamedTuple):
    """`keys` is None where there is none that can be read. The body begins on `body_line`."""

    keys: Keys | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]


class _PositionedHandler(YAMLHandler):
    """Reads the YAML as values that know their lines."""

    FM_BOUNDARY = _FENCE

    def __init__(self, path: str, first_line: int) -> None:
        super().__init__()
        self.document = Document(None, ())
        self._path = path
        self._first_line = first_line

    def load(self, fm: str, **_: object) -> Any:
        # What is left of the fence's own line stands before the first line break.
        plain = plain_yaml(fm, self._first_line)
        self.document = (
            Document(plain, ()) if plain else parse_yaml(fm, self._path, self._first_line)
        )
        value = self.document.value
        return value.entries if isinstance(value, Keys) else {}


def split_front_matter(text: str, path: str) -> FrontMatter:
    """The two parts of a file. `text` has "\\n" as its only line break."""
    leading = len(text) - len(text.lstrip())
    fences = _FENCE.finditer(text)
    opening = next(fences, None)
    if opening is None or opening.start() > leading:
        return _none(path, text)
    closing = next(fences, None)
    first_line = text.count("\n", 0, opening.start()) + 1
    if closing is None:
        return _unclosed(path, first_line)
    handler = _PositionedHandler(path, first_line)
    _, body = frontmatter.parse(text, handler=handler)
    document = handler.document
    problems = document.problems
    keys = document.value
    if not isinstance(keys, Keys):
        if not problems:
            problems = (_not_keys(path, first_line, keys is None),)
        keys = None
    body_start = text.find(body, closing.end()) if body else closing.end()
    # The indentation of the first line means code in Markdown, and columns count it.
    line_start = text.rfind("\n", closing.end(), body_start) + 1
    if body and line_start:
        body, body_start = text[line_start:body_start] + body, line_start
    return FrontMatter(keys, body, text.count("\n", 0, body_start) + 1, problems)


def _none(path: str, text: str) -> FrontMatter:
    problem = Problem(
        path=path,
        line=1,
        column=1,
        code="NG010",
        message="The file does not begin with front matter.",
        hint="Begin it with a line `---`, then headline, date and sources, then a line `---`.",
    )
    return FrontMatter(None, text, 1, (problem,))


def _unclosed(path: str, line: int) -> FrontMatter:
    problem = Problem(
        path=path,
        line=line,
        column=1,
        code="NG011",
        message="The front matter that begins here never closes.",
        hint="Put a line `---` between the front matter and the text.",
    )
    return FrontMatter(None, "", line, (problem,))


def _not_keys(path: str, line: int, is_empty: bool) -> Problem:
    return Problem(
        path=path,
        line=line,
        column=1,
        code="NG016",
        message="The front matter is empty."
        if is_empty
        else "The front matter is not a list of keys and values.",
        hint="Write one `key: value` a line, headline, date and sources among them.",
    )
