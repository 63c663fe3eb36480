"""A Markdown file to its front matter and its body, with the lines they stand on."""

from __future__ import annotations

import re
from typing import NamedTuple

from newsgen.model.problem import Problem
from newsgen.reading.plain_yaml import plain_yaml
from newsgen.reading.yaml_values import Document, Keys

FENCE = re.compile(r"^-{3,}[ \t]*$", re.MULTILINE)


class FrontMatter(NamedTuple):
    """`keys` is None where there is none that can be read. The body begins on `body_line`."""

    keys: Keys | None
    body: str
    body_line: int
    problems: tuple[Problem, ...]


def split_front_matter(text: str, path: str) -> FrontMatter:
    """The two parts of a file. `text` has "\\n" as its only line break."""
    leading = len(text) - len(text.lstrip())
    fences = FENCE.finditer(text)
    opening = next(fences, None)
    if opening is None or opening.start() > leading:
        return _none(path, text)
    closing = next(fences, None)
    first_line = text.count("\n", 0, opening.start()) + 1
    if closing is None:
        return _unclosed(path, first_line)
    # What is left of the fence's own line stands before the first line break.
    plain = plain_yaml(text[opening.end() : closing.start()], first_line)
    if plain is not None:
        document, body = Document(plain, ()), text[closing.end() :].strip()
    else:
        # By need: most front matter is plain.
        from newsgen.reading.positioned import parsed

        document, body = parsed(text, path, first_line)
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
