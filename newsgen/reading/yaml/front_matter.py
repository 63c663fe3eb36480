"""A Markdown file to its front matter and its body, with the lines they stand on."""

from __future__ import annotations

import re

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem
from newsgen.reading.libraries.verified import is_verified
from newsgen.reading.yaml.plain_yaml import plain_yaml
from newsgen.reading.yaml.yaml_values import Keys

FENCE = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)
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
    opening = FENCE.search(text)
    if opening is None or text[: opening.start()].strip():
        return _none(path, text)
    first_line = text.count("\n", 0, opening.start()) + 1
    closing_at = text.find(_CLOSING_BEGINS, opening.end())
    closing = _CLOSING.search(text, closing_at) if closing_at >= 0 else None
    if closing is None:
        return _unclosed(path, first_line)
    # What is left of the fence's own line stands before the first line break.
    is_known = is_verified("yaml", "frontmatter")
    plain = plain_yaml(text[opening.end() : closing.start()], first_line) if is_known else None
    keys, problems = (plain, ()) if plain else _parsed(text, path, first_line)
    ink = _INK.search(text, closing.end())
    if ink is None:
        return FrontMatter(keys, "", text.count("\n", 0, closing.end()) + 1, problems)
    # The indentation of the first line means code in Markdown, and columns count it.
    start = text.rfind("\n", 0, ink.start()) + 1
    # A body that nothing is left to strip of is not copied once more.
    body = (text[start:-1] if text[-1] == "\n" else text[start:]).rstrip()
    return FrontMatter(keys, body, text.count("\n", 0, start) + 1, problems)


def _parsed(text: str, path: str, first_line: int) -> tuple[Keys | None, tuple[Problem, ...]]:
    """The keys and values, as a YAML parser reads them."""
    # By need: most front matter is plain.
    from newsgen.reading.yaml.frontmatter_adapter import parsed

    value, problems = parsed(text, path, first_line)
    if isinstance(value, Keys):
        return value, problems
    return None, problems or (_not_keys(path, first_line, value is None),)


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
