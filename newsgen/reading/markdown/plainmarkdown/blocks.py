"""Reads what stands between blank lines: paragraphs, headings, lists, quotations, tables, code and rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from newsgen.reading.markdown.commonmark import line_starts
from newsgen.reading.markdown.commonmark.containers import List, list_of, take_quotation
from newsgen.reading.markdown.commonmark.table_heads import begins_table
from newsgen.reading.markdown.plainmarkdown import box_blocks
from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError
from newsgen.reading.markdown.plainmarkdown.emphasis import is_settled
from newsgen.reading.markdown.plainmarkdown.table_blocks import table

_BLANK = re.compile(r"\n\n+")
_BLANKS = re.compile(r"(\n\n+)")
_CODE = " " * line_starts.CODE_INDENT
_MARKED = re.compile(rf"[#>\-+*:=~_!{line_starts.STX}]|\d+[.)](?:\s|$)|\s")
"""How a block that may be no paragraph begins."""

_MARKED_LATER = re.compile(rf"\n(?:[#>\-+*:=~|_\s{line_starts.STX}]|1[.)] )| \n")
"""A later line that may be no part of the paragraph, or spaces that may be a line break."""

_TERM = re.compile(r" {0,3}: {1,3}")
"""How the description of a term begins."""

_SIMPLE_ITEM = re.compile(r"(?:([-+*])|([0-9]{1,9})([.)])) {1,4}(?=\S)")

_ANY_TAG = re.compile(r"<[^<>]*+>")
_ANY_ITEM = re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])(?:[ \n]|\Z)")

_DEEPEST = 20
"""Lists and quotations nested deeper are left to Python-Markdown, which refuses what is too deep."""


class Spans(Protocol):
    """What reads the texts of one document's blocks."""

    def html(self, text: str) -> str:
        """The HTML of the text of a paragraph, an item or a cell."""
        ...

    def heading(self, level: int, words: str) -> str:
        """The heading of these words, with its id."""
        ...

    def mark(self, tag: str) -> str:
        """What stands for the tag until all blocks are read."""
        ...

    def code(self, text: str) -> str:
        """The HTML of code that is indented."""
        ...

    def set_aside(self, line: str) -> str:
        """The HTML for which the line stands."""
        ...

    def allow_odd_line(self) -> None:
        """Told of a line with spaces at its end, or with signs of a heading that make none."""
        ...


def blocks(text: str, spans: Spans, depth: int = 0) -> list[str]:
    """The HTML of each block of the text, which has no blank line at its ends."""
    if depth > _DEEPEST:
        raise DeclinedError
    written: list[str] = []
    pending = _BLANK.split(text) if "\n\n\n" in text else text.split("\n\n")
    if _CODE in text and ("\n" + _CODE in text or text.startswith(_CODE)):
        pending = _with_whole_code(text)
    pending.reverse()
    while pending:
        block = pending.pop()
        # Asked first, for nearly every block begins with a letter.
        if block[0].isalpha() or not _MARKED.match(block):
            written.append(_paragraph(block, pending, spans))
            continue
        line = block.partition("\n")[0]
        if block.startswith(_CODE):
            if written and written[-1].endswith("</code></pre>"):
                # It may go on with the code above it.
                raise DeclinedError
            written.append(_code(block, pending, spans))
        elif line_starts.is_rule(line):
            _put_back(block[len(line) + 1 :], pending)
            written.append("<hr>")
        elif (heading := line_starts.heading(line)) is not None:
            _put_back(block[len(line) + 1 :], pending)
            written.append(spans.heading(*heading))
        elif (simple := _simple_list(block, pending, spans)) is not None:
            written.append(simple)
        elif line_starts.item(line) is not None:
            pending.append(block)
            taken, rest = list_of(_popped(pending))
            _put_back(rest, pending)
            written.append(_list(taken, spans, depth))
        elif line_starts.quoted(line) is not None:
            written.append(_quotation(block, pending, spans, depth))
        elif block[0] == line_starts.STX:
            _put_back(block[len(line) + 1 :], pending)
            written.append(spans.set_aside(line))
        elif line.startswith(box_blocks.SIGN):
            box = box_blocks.take_box(block, pending)
            title = spans.html(box.title) if box.title else ""
            written.append(box_blocks.box_html(box, title, blocks(box.text, spans, depth + 1)))
        elif _TERM.match(line):
            raise DeclinedError
        else:
            if line.startswith("##"):
                spans.allow_odd_line()
            written.append(_paragraph(block, pending, spans))
    return [one for one in written if one]


def _popped(pending: list[str]) -> Iterator[str]:
    while pending:
        yield pending.pop()


def _put_back(rest: str, pending: list[str]) -> None:
    if rest:
        pending.append(rest)


def _paragraph(block: str, pending: list[str], spans: Spans) -> str:
    """The paragraph that the block begins with, which may be a heading or a table.

    Lines that are none of it are a block of their own.
    """
    is_table = False
    match = _MARKED_LATER.search(block) if "\n" in block else None
    while match is not None:
        if match[0] == " \n":
            spans.allow_odd_line()
            match = _MARKED_LATER.search(block, match.start() + 1)
            continue
        start = match.start() + 1
        end = block.find("\n", start)
        line = block[start:] if end < 0 else block[start:end]
        above = block.rfind("\n", 0, start - 1) + 1
        if not is_table and begins_table(block[above : start - 1], line):
            if above:
                pending.append(block[above:])
                block = block[: above - 1]
                break
            is_table = True
        elif not is_table and line_starts.is_underline(line):
            if line_starts.is_definition(block.partition("\n")[0]):
                pending.append(block[start:])
                block = block[: start - 1]
                break
            _put_back("" if end < 0 else block[end + 1 :], pending)
            words = "\n".join(one.strip(" ") for one in block[: start - 1].split("\n"))
            return spans.heading(1 if "=" in line else 2, words)
        elif line_starts.begins_block(line) and _interrupts(line):
            pending.append(block[start:])
            block = block[: start - 1]
            break
        elif _TERM.match(line):
            raise DeclinedError
        elif "##" in line:
            spans.allow_odd_line()
        match = _MARKED_LATER.search(block, start)
    if is_table:
        return table(block.split("\n"), spans.html)
    text = block.lstrip()
    return f"<p>{spans.html(text)}</p>" if text else ""


def _interrupts(line: str) -> bool:
    """Whether the line, which begins a block, does so within a paragraph: not each item does."""
    return line_starts.item(line) is None or line_starts.interrupts(line)


def _with_whole_code(text: str) -> list[str]:
    """The blocks of the text, with the blank lines between those that are code in one block."""
    found: list[str] = []
    code: list[str] = []
    gap = ""
    for part in _BLANKS.split(text):
        if part[:1] == "\n":
            gap = part
            continue
        is_code = part.startswith(_CODE)
        if code and not is_code:
            found.append("".join(code))
            code = []
        if not is_code:
            found.append(part)
            continue
        code += (gap, part) if code else (part,)
        if not all(line.startswith(_CODE) for line in part.split("\n")):
            # What stands below it is no code.
            found.append("".join(code))
            code = []
    if code:
        found.append("".join(code))
    return found


def _code(block: str, pending: list[str], spans: Spans) -> str:
    """Code that is indented; the lines below it are a block of their own."""
    lines = block.split("\n")
    taken: list[str] = []
    for line in lines:
        if line.startswith(_CODE):
            taken.append(line[len(_CODE) :])
        elif not line.strip():
            # Python-Markdown takes the code block by block.
            if not line and taken:
                taken[-1] = taken[-1].rstrip()
            taken.append("")
        else:
            break
    _put_back("\n".join(lines[len(taken) :]), pending)
    return spans.code("\n".join(taken))


def _quotation(block: str, pending: list[str], spans: Spans, depth: int) -> str:
    taken = [block]
    text = take_quotation(taken).lstrip("\n")
    if not text or text[-1] == "\n":
        raise DeclinedError
    pending += taken
    written = blocks(text, spans, depth + 1)
    if not written:
        raise DeclinedError
    return "<blockquote>\n" + "\n".join(written) + "\n</blockquote>"


def _simple_list(block: str, pending: list[str], spans: Spans) -> str | None:
    """A list of items of one line each, with nothing else in them; None where it may be another."""
    first = _SIMPLE_ITEM.match(block)
    if first is None:
        return None
    if pending and (pending[-1][0] == " " or _ANY_ITEM.match(pending[-1])):
        return None
    kind = first[1] or first[3]
    items = []
    for line in block.split("\n"):
        match = _SIMPLE_ITEM.match(line)
        if match is None or (match[1] or match[3]) != kind or line[-1] == " ":
            return None
        if _MARKED.match(line, match.end()):
            return None
        items.append(f"<li>{spans.html(line[match.end() :])}</li>")
    written = "\n".join(items)
    if first[1]:
        return f"<ul>\n{written}\n</ul>"
    return f"{_ordered(int(first[2]), spans)}\n{written}\n</ol>"


def _ordered(start: int, spans: Spans) -> str:
    return "<ol>" if start == 1 else spans.mark(f'<ol start="{start}">')


def _list(taken: List, spans: Spans, depth: int) -> str:
    is_loose = taken.is_loose
    items = "\n".join(_item(one.lines, is_loose, spans, depth) for one in taken.items)
    if taken.start is None:
        return f"<ul>\n{items}\n</ul>"
    return f"{_ordered(taken.start, spans)}\n{items}\n</ol>"


def _item(lines: list[str], is_loose: bool, spans: Spans, depth: int) -> str:
    text = "\n".join(lines)
    if not text or text[0] == "\n":
        raise DeclinedError
    written = blocks(text, spans, depth + 1)
    if not written:
        raise DeclinedError
    if is_loose:
        return "<li>\n" + "\n".join(written) + "\n</li>"
    # Of a tight list, the first paragraph stands in its item, and what follows it behind it.
    first, *others = written
    if not first.startswith("<p>") or any(one.startswith("<p>") for one in others):
        raise DeclinedError
    inner, rest = first[3:-4], "\n".join(others)
    if not rest:
        return f"<li>{inner}</li>"
    if not is_settled(_ANY_TAG.sub("", inner)):
        # Beside other blocks Python-Markdown reads it twice.
        raise DeclinedError
    return f"<li>{inner}{rest}\n</li>"
