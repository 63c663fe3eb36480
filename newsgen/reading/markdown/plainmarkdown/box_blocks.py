"""Takes boxes out of the blocks of a text: the line that opens one, and what is indented behind it."""

from __future__ import annotations

import re

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.markdown.commonmark.line_starts import CODE_INDENT
from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError

SIGN = "!!!"

_OPENING = re.compile(r'!!! ?((?i:fact|method|quote))(?: +"([^"\n]*)")? *$')
_INDENT = " " * CODE_INDENT
_BLANK = re.compile(r"\n\n+")


class Box(NamedTuple):
    """A box: its kind, its title or whose words it holds, and its text."""

    kind: str
    title: str
    text: str


def take_box(block: str, pending: list[str]) -> Box:
    """The box that the block begins with. `pending` are the blocks behind it, the last of them first."""
    line, _, text = block.partition("\n")
    opening = _OPENING.match(line)
    if opening is None:
        raise DeclinedError
    held: list[str] = []
    rest = ""
    if text:
        indented, rest = _indented(text)
        held.append(indented)
    while not rest and pending and pending[-1].startswith(_INDENT):
        indented, rest = _indented(pending.pop())
        held.append(indented)
    if rest:
        pending.append(rest)
    inner = _BLANK.sub("\n\n", "\n\n".join(held)).strip("\n")
    if not inner.strip():
        # It holds nothing, and is named where the whole text is converted.
        raise DeclinedError
    return Box(opening[1].lower(), opening[2] or "", inner)


def _indented(text: str) -> tuple[str, str]:
    """The indented lines that the text begins with, and the others."""
    lines = text.split("\n")
    taken: list[str] = []
    for line in lines:
        if line.startswith(_INDENT):
            taken.append(line[CODE_INDENT:])
        elif not line.strip(" "):
            taken.append("")
        elif not line.strip():
            raise DeclinedError
        else:
            break
    return "\n".join(taken), "\n".join(lines[len(taken) :])


def box_html(box: Box, title: str, written: list[str]) -> str:
    """The box with the HTML of its title and of its blocks."""
    inner = "\n".join(written)
    if box.kind == "quote":
        by = f'\n<p class="quote-by">{title}</p>' if title else ""
        return f'<aside class="pull-quote">\n<blockquote>\n{inner}\n</blockquote>{by}\n</aside>'
    head = f'<p class="box-title">{title}</p>\n' if title else ""
    return f'<aside class="box {box.kind}">\n{head}{inner}\n</aside>'
