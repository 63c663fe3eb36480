"""Reads what stands between blank lines, where a site has Python-Markdown's own dialect."""

from __future__ import annotations

import re

from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError
from newsgen.reading.markdown.plainmarkdown.spans import Spans

_BLANK = re.compile(r"\n\n+")
_MARKED = re.compile(r"[#>\-+*:=~]|\d+\.[ ]|\s")
"""How a block that may be no paragraph begins."""

_MARKED_LATER = re.compile(r"\n[#>\-+*:=~\[\s]| \n")
"""A later line that may be no part of the paragraph, or spaces that may be a line break."""

_RULE = re.compile(r"-{3,}")
_BULLET = re.compile(r"[-+*][ ]+(\S.*)")
_NUMBER = re.compile(r"\d+\.[ ]+(\S.*)")


_LEVELS = 6


def blocks(text: str, spans: Spans) -> list[str]:
    """The HTML of each block of the text, which has no blank line at its ends."""
    written: list[str] = []
    pending = _BLANK.split(text) if "\n\n\n" in text else text.split("\n\n")
    pending.reverse()
    while pending:
        block = pending.pop()
        # Asked first, for nearly every block begins with a letter.
        if block[0].isalpha() or not _MARKED.match(block):
            if "\n" in block and _MARKED_LATER.search(block):
                raise DeclinedError
            written.append(f"<p>{spans.html(block)}</p>")
        elif block[0] == "#":
            written.append(_heading(block, pending, spans))
        elif block[0] == ">":
            written.append(_quotation(block, pending, spans))
        elif _BULLET.match(block):
            written.append(f"<ul>\n{_items(block, pending, _BULLET, spans)}\n</ul>")
        elif _NUMBER.match(block):
            number = block[: block.index(".")]
            tag = "<ol>" if number == "1" else spans.mark(f'<ol start="{number}">')
            written.append(f"{tag}\n{_items(block, pending, _NUMBER, spans)}\n</ol>")
        elif _RULE.fullmatch(block):
            written.append("<hr>")
        else:
            raise DeclinedError
    return written


def _heading(block: str, pending: list[str], spans: Spans) -> str:
    """The heading on the block's first line; the lines below it are a block of their own."""
    line, _, rest = block.partition("\n")
    words = line.lstrip("#")
    level = len(line) - len(words)
    words = words.strip()
    if level > _LEVELS or not words or "#" in words:
        raise DeclinedError
    if rest:
        pending.append(rest)
    return spans.heading(level, words)


def _quotation(block: str, pending: list[str], spans: Spans) -> str:
    """The quotation in this block and in those behind it that go on with it."""
    quoted = []
    while True:
        for line in block.split("\n"):
            if line[:1] != ">" or line[1:3] == "  ":
                raise DeclinedError
            quoted.append(line[2:] if line[1:2] == " " else line[1:])
        if not pending or pending[-1][0] != ">":
            break
        quoted.append("")
        block = pending.pop()
    text = "\n".join(quoted).lstrip("\n")
    if not text or text[-1] == "\n":
        raise DeclinedError
    return "<blockquote>\n" + "\n".join(blocks(text, spans)) + "\n</blockquote>"


def _items(block: str, pending: list[str], item: re.Pattern[str], spans: Spans) -> str:
    """The items in this block and in those behind it that are more of the same list.

    What stands at both sides of a blank line is a paragraph in its item.
    """
    items: list[str] = []
    loose: set[int] = set()
    while True:
        for line in block.split("\n"):
            match = item.fullmatch(line)
            if match is None or _MARKED.match(match[1]):
                raise DeclinedError
            items.append(spans.html(match[1]))
        if not pending or not item.match(pending[-1]):
            break
        loose |= {len(items) - 1, len(items)}
        block = pending.pop()
    return "\n".join(
        f"<li>\n<p>{text}</p>\n</li>" if index in loose else f"<li>{text}</li>"
        for index, text in enumerate(items)
    )
