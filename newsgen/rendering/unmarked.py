"""Writes sanitised HTML as Markdown, or as plain text: once through it, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser

from newsgen.model.fast_namedtuple import NamedTuple

_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd",
    "mark", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strong", "sub",
    "sup", "time", "u", "var", "wbr",
))  # fmt: skip
_VOID = frozenset(("br", "col", "hr", "img", "source", "wbr"))
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**", "del": "~~", "s": "~~"}
_HEADING = re.compile("h[1-6]")

_MOST_DEPTH = 60
"""What is nested more deeply is written as if it were not: no text of a newsroom is."""

_SPACES = re.compile(r"[ \t\n\r\f]+")
_ACTIVE = re.compile(r"[\\`*_\[\]<>&~|]")
_LEADING = re.compile(r"^([^\S\n]*+)([#+=-]|\d+(?=[.)]))", re.MULTILINE)
_BACKTICKS = re.compile("`+")
_IN_URLS = {ord(sign): f"%{ord(sign):02X}" for sign in " ()<>\\\n"}


class _Element(NamedTuple):
    name: str
    attributes: dict[str, str]
    content: list[object]


class _Tree(HTMLParser):
    """Makes a tree of elements and texts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Element("", {}, [])
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = _Element(tag, {name: value or "" for name, value in attrs}, [])
        self._open[-1].content.append(made)
        if tag not in _VOID:
            # Deeper elements are siblings then, and their ends find them all the same.
            shallow = len(self._open) < _MOST_DEPTH
            self._open.append(made if shallow else self._open[-1]._replace(name=tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or len(self._open) == 1:
            return
        if self._open[-1].name == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].content.append(data)


def as_markdown(html: str) -> str:
    """The HTML as Markdown (CommonMark, tables as GitHub has them). No text of it can be a mark."""
    return "\n\n".join(_Writer(is_marked=True).blocks(_tree(html).content))


def as_text(html: str) -> str:
    """The HTML as plain text, blocks apart by an empty line."""
    return "\n\n".join(_Writer(is_marked=False).blocks(_tree(html).content))


def in_markdown(text: str) -> str:
    """A text on one line as Markdown that shows it as it is."""
    return _LEADING.sub(r"\1\\\2", _ACTIVE.sub(r"\\\g<0>", text))


def link_in_markdown(words: str, url: str) -> str:
    """A link; `words` are Markdown already."""
    return f"[{words}]({url.translate(_IN_URLS)})"


def _tree(html: str) -> _Element:
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tree.root


class _Writer:
    """Writes a tree, with marks or without."""

    def __init__(self, *, is_marked: bool) -> None:
        self._is_marked = is_marked

    def blocks(self, content: Iterable[object]) -> list[str]:
        """The blocks of an element's content; text beside blocks is a paragraph."""
        found: list[str] = []
        line: list[object] = []
        for one in content:
            if isinstance(one, _Element) and one.name not in _INLINE:
                found += self._paragraph(line)
                line = []
                found += self._block(one)
            else:
                line.append(one)
        return found + self._paragraph(line)

    def _paragraph(self, content: Iterable[object]) -> list[str]:
        text = self._inline(content).strip(" \t\n")
        if not text:
            return []
        return [_LEADING.sub(r"\1\\\2", text) if self._is_marked else text]

    def _block(self, one: _Element) -> list[str]:
        match one.name:
            case "p" | "dt" | "summary" | "figcaption" | "caption" | "address":
                return self._paragraph(one.content)
            case "ul":
                return self._list(one, lambda number: "- ")
            case "ol":
                start = one.attributes.get("start", "")
                first = int(start) if start.isdecimal() and len(start) < 9 else 1
                return self._list(one, lambda number: f"{first + number}. ")
            case "pre":
                return self._preformatted(one)
            case "blockquote":
                return self._quoted(one)
            case "table":
                return self._table(one)
            case "hr":
                return ["---"] if self._is_marked else []
            case name if _HEADING.fullmatch(name):
                text = " ".join(self._inline(one.content).split("\n")).strip()
                return (
                    [f"{'#' * int(name[1]) + ' ' if self._is_marked else ''}{text}"] if text else []
                )
            case _:
                return self.blocks(one.content)

    def _list(self, one: _Element, marker: Callable[[int], str]) -> list[str]:
        items = [
            self.blocks(item.content)
            for item in one.content
            if isinstance(item, _Element) and item.name == "li"
        ]
        is_tight = all(len(blocks) < 2 for blocks in items)
        written = []
        for number, blocks in enumerate(items):
            mark = marker(number)
            written.append(mark + _indented("\n\n".join(blocks), len(mark)))
        joined = ("\n" if is_tight else "\n\n").join(written)
        return [joined] if joined else []

    def _quoted(self, one: _Element) -> list[str]:
        text = "\n\n".join(self.blocks(one.content))
        if not self._is_marked or not text:
            return [text] if text else []
        return ["\n".join(f"> {line}".rstrip() for line in text.split("\n"))]

    def _preformatted(self, one: _Element) -> list[str]:
        text = "".join(_texts(one)).strip("\n")
        if not self._is_marked:
            return [text] if text else []
        longest = max(map(len, _BACKTICKS.findall(text)), default=0)
        fence = "`" * max(3, longest + 1)
        return [f"{fence}\n{text}\n{fence}"]

    def _table(self, one: _Element) -> list[str]:
        found = [
            self._paragraph(part.content)
            for part in one.content
            if isinstance(part, _Element) and part.name == "caption"
        ]
        blocks = [block for caption in found for block in caption]
        rows = [
            [self._cell(cell) for cell in row.content if isinstance(cell, _Element)]
            for row in _rows(one)
        ]
        if not rows:
            return blocks
        if not self._is_marked:
            return [*blocks, "\n".join("\t".join(row) for row in rows)]
        width = max(map(len, rows))
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        return [*blocks, "\n".join(lines)]

    def _cell(self, cell: _Element) -> str:
        return " ".join(self._inline(_flat(cell.content)).replace("\\\n", " ").split())

    def _inline(self, content: Iterable[object]) -> str:
        parts: list[str] = []
        for one in content:
            if isinstance(one, str):
                text = _SPACES.sub(" ", one)
                parts.append(_ACTIVE.sub(r"\\\g<0>", text) if self._is_marked else text)
            elif isinstance(one, _Element):
                parts.append(self._element(one))
        return "".join(parts)

    def _element(self, one: _Element) -> str:
        name = one.name
        if name == "br":
            return "\\\n" if self._is_marked else "\n"
        if name == "img":
            return self._image(one)
        if name in ("source", "wbr", "rp"):
            return ""
        if name == "code" and self._is_marked:
            return _code("".join(_texts(one)))
        inner = self._inline(_flat(one.content))
        bare = inner.strip()
        if not bare:
            return inner
        if name == "q":
            return f"“{inner}”"
        if name == "rt":
            return f" ({bare})"
        if not self._is_marked:
            return f"({bare})" if name == "sup" and "citation" not in _classes(one) else inner
        if name == "a" and (url := one.attributes.get("href", "")) and not url.startswith("#"):
            return link_in_markdown(inner, url)
        if name in ("sub", "sup") and "citation" not in _classes(one):
            return f"<{name}>{bare}</{name}>"
        mark = _MARKS.get(name)
        if mark is None:
            return inner
        # A mark beside a space is none.
        before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
        return f"{before}{mark}{bare}{mark}{after}"

    def _image(self, one: _Element) -> str:
        alt = _SPACES.sub(" ", one.attributes.get("alt", "")).strip()
        if not self._is_marked:
            return f"[{alt}]" if alt else ""
        return "!" + link_in_markdown(_ACTIVE.sub(r"\\\g<0>", alt), one.attributes.get("src", ""))


def _classes(one: _Element) -> list[str]:
    return one.attributes.get("class", "").split()


def _rows(table: _Element) -> Iterator[_Element]:
    for one in table.content:
        if isinstance(one, _Element):
            if one.name == "tr":
                yield one
            elif one.name in ("thead", "tbody", "tfoot"):
                yield from _rows(one)


def _flat(content: Iterable[object]) -> Iterator[object]:
    """The content without what makes a block of it."""
    for one in content:
        if isinstance(one, _Element) and one.name not in _INLINE:
            yield " "
            yield from _flat(one.content)
            yield " "
        else:
            yield one


def _texts(one: _Element) -> Iterator[str]:
    for part in one.content:
        if isinstance(part, str):
            yield part
        elif isinstance(part, _Element):
            yield "\n" if part.name == "br" else "".join(_texts(part))


def _code(text: str) -> str:
    text = _SPACES.sub(" ", text)
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if text[:1] in ("`", "") or text[-1:] == "`" else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _indented(text: str, width: int) -> str:
    return text.replace("\n", f"\n{' ' * width}").replace(f"\n{' ' * width}\n", "\n\n")
