"""Splits a Markdown file into its front matter and its body, with the lines they stand on.

python-frontmatter splits every file. The handler that it is given knows what the library does
not tell: on which lines the parts stand, and how the body's first line is indented. It reads
plain front matter off its lines, and gives all other to a YAML parser.
"""

from __future__ import annotations

import re

import frontmatter
from frontmatter.default_handlers import BaseHandler

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import TOP, Position, Problem
from newsgen.reading.libraries.verified import is_verified
from newsgen.reading.yaml.yaml_values import Document, Entry, Keys, parse_yaml

_FENCE = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
_CLOSING_BEGINS = "\n---"
_CLOSING = re.compile(r"\n---+[ \t]*$", re.MULTILINE)
_INK = re.compile(r"\S")


class FrontMatter(NamedTuple):
    """`keys` is None where there is none that can be read. The body begins on `body_line`."""

    keys: Keys | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]


def split_front_matter(text: str, path: str) -> FrontMatter:
    """The two parts of a file. `text` has "\\n" as its only line break."""
    handler = _LineHandler(text, path)
    frontmatter.parse(text, handler=handler)
    if handler.line == 0:
        return _none(path, text)
    if handler.document is None:
        return _unclosed(path, handler.line)
    keys, problems = handler.document
    if not isinstance(keys, Keys):
        problems = problems or (_not_keys(path, handler.line, keys is None),)
        keys = None
    return FrontMatter(keys, handler.body, handler.body_line, problems)


class _LineHandler(BaseHandler):
    """Splits one file and keeps where its parts stand.

    `line` is that of the opening fence, 0 where there is none. `document` is None
    where no fence closes the front matter.
    """

    FM_BOUNDARY = _FENCE

    def __init__(self, text: str, path: str) -> None:
        super().__init__()
        self.line = 0
        self.document: Document | None = None
        self.body = ""
        self.body_line = 1
        self._text = text
        self._path = path

    def split(self, text: str) -> tuple[str, str]:
        """The YAML and the body. Raises `ValueError` where the file does not have both.

        What the library gives is stripped. That would move columns and make fences
        of indented lines, so the file itself is split.
        """
        text = self._text
        opening = _FENCE.search(text)
        if opening is None or text[: opening.start()].strip():
            raise ValueError("no front matter")
        self.line = text.count("\n", 0, opening.start()) + 1
        closing_at = text.find(_CLOSING_BEGINS, opening.end())
        closing = _CLOSING.search(text, closing_at) if closing_at >= 0 else None
        if closing is None:
            raise ValueError("front matter that never closes")
        self.body, self.body_line = _body(text, closing.end())
        # What is left of the fence's own line stands before the first line break.
        return text[opening.end() : closing.start() + 1], self.body

    def load(self, fm: str, **_: object) -> dict[str, Entry]:
        """The keys and their values, which know their lines."""
        self.document = self._plain(fm) or parse_yaml(fm, self._path, self.line)
        value = self.document.value
        return value.entries if isinstance(value, Keys) else {}

    def _plain(self, fm: str) -> Document | None:
        if not is_verified("yaml"):
            return None
        from newsgen.reading.yaml.plain_yaml import plain_yaml

        keys = plain_yaml(fm[:-1], self.line)
        return Document(keys, ()) if keys else None


def _body(text: str, start: int) -> tuple[str, int]:
    """The body that begins behind the closing fence, and its first line."""
    ink = _INK.search(text, start)
    if ink is None:
        return "", text.count("\n", 0, start) + 1
    # The indentation of the first line means code in Markdown, and columns count it.
    start = text.rfind("\n", 0, ink.start()) + 1
    # A body that nothing is left to strip of is not copied once more.
    body = (text[start:-1] if text[-1] == "\n" else text[start:]).rstrip()
    return body, text.count("\n", 0, start) + 1


def _none(path: str, text: str) -> FrontMatter:
    problem = Problem.at(
        path,
        TOP,
        "NG010",
        "The file does not begin with front matter.",
        "Begin it with a line `---`, then headline, date and sources, then a line `---`.",
    )
    return FrontMatter(None, text, 1, (problem,))


def _unclosed(path: str, line: int) -> FrontMatter:
    problem = Problem.at(
        path,
        Position(line, 1),
        "NG011",
        "The front matter that begins here never closes.",
        "Put a line `---` between the front matter and the text.",
    )
    return FrontMatter(None, "", line, (problem,))


def _not_keys(path: str, line: int, is_empty: bool) -> Problem:
    return Problem.at(
        path,
        Position(line, 1),
        "NG016",
        (
            "The front matter is empty."
            if is_empty
            else "The front matter is not a list of keys and values."
        ),
        "Write one `key: value` a line, headline, date and sources among them.",
    )
