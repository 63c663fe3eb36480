"""Takes lists and quotations out of the blocks that stand between blank lines."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.reading.markdown.commonmark.line_starts import (
    CODE_INDENT,
    Marker,
    begins_block,
    goes_on,
    indent_of,
    is_underline,
    item,
    quoted,
)


class Item:
    """One item: its lines without what indents them, blank ones among them."""

    def __init__(self, marker: Marker) -> None:
        self.lines = [marker.content]
        self.is_loose = False
        self._marker = marker
        self._inner: Marker | None = None
        self._is_open: bool | None = None
        """Whether a paragraph is open at its end; None until it has a second line, as most never have."""

    def add(self, line: str, blank: int) -> bool:
        """Adds a line behind so many blank ones, if it is indented as far as the item's content."""
        indent = indent_of(line)
        if indent < self._marker.least or (blank and not any(self.lines)):
            return False
        was_open = self._look() and not blank
        line = line[min(indent, self._marker.column) :]
        self.lines += [""] * blank
        self.lines.append(line)
        inner = self._inner
        if inner is not None and indent_of(line) >= inner.least:
            self._is_open = _is_open_behind(line[inner.least :], was_open)
            return True
        found = item(line)
        if blank and (found is None or inner is None or found.kind != inner.kind):
            # Two blocks of the item itself, with a blank line between them.
            self.is_loose = True
        if found is not None or blank:
            self._inner = found
        self._is_open = _is_open_behind(line, was_open)
        return True

    def add_lazily(self, line: str) -> bool:
        """Adds a line that is not indented, if it is more of the paragraph in which the item ends."""
        if begins_block(line) or not self._look():
            return False
        if is_underline(line):
            # Here it is text; so far to the right it is text in any case.
            line = " " * CODE_INDENT + line.lstrip(" ")
        self.lines.append(line)
        return True

    def _look(self) -> bool:
        if self._is_open is None:
            self._inner = item(self.lines[0])
            self._is_open = goes_on(self.lines[0])
        return self._is_open


class List:
    """The items of a list; it is loose where blank lines stand between them or within one."""

    def __init__(self, marker: Marker) -> None:
        self.kind = marker.kind
        self.start = marker.number
        self.items = [Item(marker)]
        self._is_loose = False

    @property
    def is_loose(self) -> bool:
        return self._is_loose or any(one.is_loose for one in self.items)

    def take(self, line: str, blank: int) -> bool:
        """Takes a line that has words, behind so many blank ones, unless it is no more of the list."""
        last = self.items[-1]
        if last.add(line, blank):
            return True
        marker = item(line)
        if marker is not None and marker.kind == self.kind:
            self._is_loose |= blank > 0
            self.items.append(Item(marker))
            return True
        return not blank and last.add_lazily(line)


def take_list(blocks: list[str]) -> List:
    """Takes a list from the beginning of the blocks, the first of which begins with an item."""
    left = iter(blocks)
    found, rest = list_of(left)
    blocks[:] = [rest, *left] if rest else [*left]
    return found


def list_of(blocks: Iterator[str]) -> tuple[List, str]:
    """The list with which the blocks begin, and what is left of the last block that it looked at."""
    found: List | None = None
    blank = 0
    for block in blocks:
        lines = block.split("\n")
        for index, line in enumerate(lines):
            if not line.strip(" "):
                blank += 1
                continue
            if found is None:
                marker = item(line)
                assert marker is not None
                found = List(marker)
            elif not found.take(line, blank):
                return found, "\n".join(lines[index:])
            blank = 0
        blank += 1
    assert found is not None
    return found, ""


def take_quotation(blocks: list[str]) -> str:
    """Takes the text of a quotation from the first of the blocks, which begins with its sign."""
    lines = blocks.pop(0).split("\n")
    taken: list[str] = []
    is_open = False
    for index, line in enumerate(lines):
        inner = quoted(line)
        if inner is None:
            if not is_open or begins_block(line):
                blocks.insert(0, "\n".join(lines[index:]))
                break
            if is_underline(line):
                line = " " * CODE_INDENT + line.lstrip(" ")
            taken.append(line)
            continue
        taken.append(inner)
        is_open = _is_open_behind(inner, is_open)
    return "\n".join(taken)


def _is_open_behind(line: str, was_open: bool) -> bool:
    """Whether a paragraph is open behind the line, which stands behind one that was open or not."""
    if not line or not was_open or begins_block(line):
        return goes_on(line)
    return not is_underline(line)
