"""Reads the examples of a Markdown specification, and compares HTML as browsers show it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

_FENCE = "`" * 32

_BLOCKS = frozenset(
    ("blockquote", "br", "div", "hr", "li", "ol", "p", "pre", "table", "tbody", "td", "th", "thead",
     "tr", "ul", *(f"h{level}" for level in range(1, 7)))
)  # fmt: skip


class Example(NamedTuple):
    """One example: what is written, and the HTML that the specification has for it."""

    number: int
    section: str
    markdown: str
    html: str


def examples(specification: Path) -> Iterator[Example]:
    """The examples in their order; a tab is written as an arrow there."""
    section, number = "", 0
    lines = iter(specification.read_text(encoding="utf-8").split("\n"))
    for line in lines:
        if line.startswith(f"{_FENCE} example"):
            number += 1
            held: list[str] = []
            while (inner := next(lines)) != _FENCE:
                held.append(inner.replace("→", "\t"))
            cut = held.index(".")
            markdown, html = (
                "".join(f"{one}\n" for one in part) for part in (held[:cut], held[cut + 1 :])
            )
            yield Example(number, section, markdown, html)
        elif line.startswith("## "):
            section = line[3:].strip()


def shown(html: str) -> list[tuple[str, ...]]:
    """The tags and texts of HTML, without white space that no browser shows and without ids of headings."""
    parser = _Shown()
    parser.feed(html)
    parser.close()
    return [part for part in parser.parts if part != ("text", "")]


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[str, ...]] = []
        self._in_code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._trim(tag)
        held = sorted(f"{name}={value}" for name, value in attrs if name != "id")
        self.parts.append(("start", tag, *held))
        self._in_code += tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._trim(tag)
        self.parts.append(("end", tag))
        self._in_code -= tag == "pre"

    def handle_data(self, data: str) -> None:
        if not self._in_code:
            data = re.sub(r"\s+", " ", data)
            if not self.parts or (self.parts[-1][0] != "text" and self.parts[-1][1] in _BLOCKS):
                data = data.lstrip()
        if self.parts and self.parts[-1][0] == "text":
            data = self.parts.pop()[1] + data
        self.parts.append(("text", data))

    def _trim(self, tag: str) -> None:
        if not self._in_code and tag in _BLOCKS and self.parts and self.parts[-1][0] == "text":
            self.parts[-1] = ("text", self.parts[-1][1].rstrip())
