"""Writes tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from newsgen.reading.markdown.commonmark.table_heads import cells
from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError

_MOST_CELLS = 50_000
_TICKS = re.compile(r"`++")


def table(lines: list[str], html: Callable[[str], str]) -> str:
    """The table of these lines: its head, the line of hyphens, and its rows.

    `html` gives the HTML of what stands in a cell. A bar in code or behind a backslash is declined.
    """
    if any(_may_hide_bar(line) for line in lines):
        raise DeclinedError
    if lines[1].count("|") * len(lines) > _MOST_CELLS:
        # Rows of a few words become as many cells as the head has: Python-Markdown counts that.
        raise DeclinedError
    aligned = [_alignment(one.strip(" ")) for one in cells(lines[1])]
    rows = "".join(_row("td", line, aligned, html) for line in lines[2:])
    head = f"<thead>\n{_row('th', lines[0], aligned, html)}</thead>\n"
    body = f"<tbody>\n{rows}</tbody>\n" if rows else ""
    return f"<table>\n{head}{body}</table>"


def _may_hide_bar(line: str) -> bool:
    if "\\" in line:
        return True
    return "`" in line and any(len(_TICKS.findall(one)) % 2 for one in line.split("|"))


def _row(element: str, line: str, aligned: Sequence[str], html: Callable[[str], str]) -> str:
    found = [one.strip(" ") for one in cells(line)]
    found += [""] * (len(aligned) - len(found))
    written = []
    for number, text in enumerate(found):
        style = aligned[number] if number < len(aligned) else ""
        written.append(f"<{element}{style}>{html(text) if text else ''}</{element}>\n")
    return f"<tr>\n{''.join(written)}</tr>\n"


def _alignment(delimiters: str) -> str:
    left, right = delimiters[:1] == ":", delimiters[-1:] == ":"
    if left or right:
        side = "center" if left and right else "left" if left else "right"
        return f' style="text-align: {side};"'
    return ""
