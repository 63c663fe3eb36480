"""Reads what stands between blank lines: paragraphs, headings, lists, quotations and rules."""

from __future__ import annotations

import re

from newsgen.reading.markdown.commonmark import line_starts
from newsgen.reading.markdown.commonmark.containers import List, take_list
from newsgen.reading.markdown.heading_ids import with_dashes
from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError
from newsgen.reading.markdown.plainmarkdown.spans import MARK, Spans

_BLANK = re.compile(r"\n\n+")
_MARKED = re.compile(r"[#>\-+*:=~]|\d+[.)](?:\s|$)|\s")
"""How a block that may be no paragraph begins."""

_MARKED_LATER = re.compile(r"\n(?:[#>\-+*:=~\[\s]|1[.)] )| \n")
"""A later line that may be no part of the paragraph, or spaces that may be a line break."""

_SIMPLE_ITEM = re.compile(r"(?:([-+*])|([0-9]{1,9})([.)])) {1,4}(?=\S)")

_LEVELS = 6

_DEEPEST = 20
"""Lists and quotations nested deeper are left to Python-Markdown, which refuses what is too deep."""


def blocks(text: str, spans: Spans, depth: int = 0) -> list[str]:
    """The HTML of each block of the text, which has no blank line at its ends."""
    if depth > _DEEPEST:
        raise DeclinedError
    written: list[str] = []
    pending = _BLANK.split(text) if "\n\n\n" in text else text.split("\n\n")
    pending.reverse()
    while pending:
        block = pending.pop()
        # Asked first, for nearly every block begins with a letter.
        if block[0].isalpha() or not _MARKED.match(block):
            written.append(_paragraph(block, pending, spans))
            continue
        sign = block[0]
        if sign == "#":
            written.append(_heading(block, pending, spans))
        elif sign == ">":
            written.append(_quotation(block, spans, depth))
        elif (simple := _simple_list(block, pending, spans)) is not None:
            written.append(simple)
        elif line_starts.item(block.partition("\n")[0]) is not None:
            pending.append(block)
            pending.reverse()
            taken = take_list(pending)
            pending.reverse()
            written.append(_list(taken, spans, depth))
        elif line_starts.is_rule(block):
            written.append("<hr>")
        else:
            raise DeclinedError
    return written


def _paragraph(block: str, pending: list[str], spans: Spans) -> str:
    """The paragraph that the block begins with; lines that are none of it are a block of their own."""
    if "\n" in block:
        match = _MARKED_LATER.search(block)
        while match is not None:
            if match[0] == " \n":
                raise DeclinedError
            start = match.start() + 1
            end = block.find("\n", start)
            line = block[start:] if end < 0 else block[start:end]
            if line_starts.interrupts(line) or line[0] == ">" or line_starts.heading(line):
                pending.append(block[start:])
                block = block[: start - 1]
                break
            if line[0] != "#" or line[:2] == "##":
                raise DeclinedError
            match = _MARKED_LATER.search(block, start)
    return f"<p>{spans.typographic(block)}</p>"


def _heading(block: str, pending: list[str], spans: Spans) -> str:
    """The heading on the block's first line; the lines below it are a block of their own."""
    line, _, rest = block.partition("\n")
    words = line.lstrip("#")
    level = len(line) - len(words)
    if level == 1 and words[:1] not in ("", " "):
        # A word with its sign.
        return _paragraph(block, pending, spans)
    if words[:1] != " " or level > _LEVELS or "#" in words:
        raise DeclinedError
    words = words.strip(" ")
    if not words:
        raise DeclinedError
    if rest:
        pending.append(rest)
    if "--" in words:
        words = with_dashes(words)
    # A mark, for its tag is to have an `id`, which is made of the words as they will be.
    return f"{MARK}h{level}>{spans.typographic(words)}</h{level}>"


def _quotation(block: str, spans: Spans, depth: int) -> str:
    quoted = []
    for line in block.split("\n"):
        if line[:1] != ">" or line[1:3] == "  ":
            raise DeclinedError
        quoted.append(line[2:] if line[1:2] == " " else line[1:])
    text = "\n".join(quoted).lstrip("\n")
    if not text or text[-1] == "\n":
        raise DeclinedError
    return "<blockquote>\n" + "\n".join(blocks(text, spans, depth + 1)) + "\n</blockquote>"


def _simple_list(block: str, pending: list[str], spans: Spans) -> str | None:
    """A list of items of one line each, with nothing else in them; None where it may be another."""
    first = _SIMPLE_ITEM.match(block)
    if first is None:
        return None
    if pending and (pending[-1][0] == " " or _SIMPLE_ITEM.match(pending[-1])):
        return None
    kind = first[1] or first[3]
    items = []
    for line in block.split("\n"):
        match = _SIMPLE_ITEM.match(line)
        if match is None or (match[1] or match[3]) != kind or line[-1] == " ":
            return None
        if _MARKED.match(line, match.end()):
            return None
        items.append(f"<li>{spans.typographic(line[match.end() :])}</li>")
    written = "\n".join(items)
    if first[1]:
        return f"<ul>\n{written}\n</ul>"
    return f"{_ordered(int(first[2]), spans)}\n{written}\n</ol>"


def _ordered(start: int, spans: Spans) -> str:
    return "<ol>" if start == 1 else spans.mark(f'<ol start="{start}">')


def _list(taken: List, spans: Spans, depth: int) -> str:
    items = "\n".join(_item(one.lines, taken.is_loose, spans, depth) for one in taken.items)
    if taken.start is None:
        return f"<ul>\n{items}\n</ul>"
    return f"{_ordered(taken.start, spans)}\n{items}\n</ol>"


def _item(lines: list[str], is_loose: bool, spans: Spans, depth: int) -> str:
    text = "\n".join(lines)
    if not text or text[0] == "\n":
        raise DeclinedError
    written = blocks(text, spans, depth + 1)
    if is_loose:
        return "<li>\n" + "\n".join(written) + "\n</li>"
    # Of a tight list, the first paragraph stands in its item, and what follows it behind it.
    first, *others = written
    if not first.startswith("<p>") or any(one.startswith("<p>") for one in others):
        raise DeclinedError
    rest = "\n".join(others)
    return f"<li>{first[3:-4]}{rest}\n</li>" if rest else f"<li>{first[3:-4]}</li>"
