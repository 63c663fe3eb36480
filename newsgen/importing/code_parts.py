"""Parts a Markdown text into code and what is none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from newsgen.importing.enclosed import Elements

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})([^\n]*)")


def parts(text: str) -> Iterator[tuple[bool, str]]:
    """The parts of the text in their order, each with whether it is code: a fenced block, code in a line."""
    if "`" not in text and "~~~" not in text and "<pre" not in text:
        if text:
            yield False, text
        return
    prose: list[str] = []
    code: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if fence:
            code.append(line)
            if (
                match
                and match[1][0] == fence[0]
                and len(match[1]) >= len(fence)
                and not match[2].strip()
            ):
                yield True, "".join(code)
                code, fence = [], ""
        elif match and not (match[1][0] == "`" and "`" in match[2]):
            yield from _of_lines("".join(prose))
            prose, fence, code = [], match[1], [line]
        else:
            prose.append(line)
    if code:
        yield True, "".join(code)
    yield from _of_lines("".join(prose))


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text with all that is no code changed."""
    return "".join(part if is_code else change(part) for is_code, part in parts(text))


def _of_lines(text: str) -> Iterator[tuple[bool, str]]:
    """The parts of a text without fenced blocks."""
    if not text:
        return
    if "`" not in text and "<pre" not in text:
        yield False, text
        return
    runs = [(match.start(), match.end()) for match in re.finditer(r"(?<![\\`])`+", text)]
    closing: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(runs):
        closing.setdefault(end - start, []).append(index)
    at, index = 0, 0
    while index < len(runs):
        start, end = runs[index]
        same = closing[end - start]
        while same and same[0] <= index:
            same.pop(0)
        # Code in a line ends with its paragraph.
        close = same[0] if same else -1
        if close < 0 or "\n\n" in text[end : runs[close][0]]:
            index += 1
            continue
        if start > at:
            yield from _of_html(text[at:start])
        yield True, text[start : runs[close][1]]
        at, index = runs[close][1], close + 1
    if at < len(text):
        yield from _of_html(text[at:])


_PRE = Elements("pre")


def _of_html(text: str) -> Iterator[tuple[bool, str]]:
    if "<pre" not in text:
        yield False, text
        return
    at = 0
    for one in _PRE.finditer(text):
        if one.start > at:
            yield False, text[at : one.start]
        yield True, text[one.start : one.end]
        at = one.end
    if at < len(text):
        yield False, text[at:]
