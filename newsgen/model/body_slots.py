"""The slots of a stored body: what stands in its HTML for what only the page around it knows.

A body is read once and shown on pages in several folders, before and after the files that it leads
to are published. So it is stored with a slot wherever it depends on them. A slot stands between
two NULs, which no text can hold: a letter for its kind, then its parts.

- `h3#part`: the attribute `href` of a link to the body's fourth local file, with its fragment.
- `p2`, `i2`: the picture that is the third local file, alone in its paragraph or in a line of text;
  then, each behind U+001F, its alternative text, caption, credit and other attributes, all HTML.
- `c4`: the marker of the fifth citation. `n4`: the name of its source. `q4`: the attribute `cite`
  of the quotation that it ends.
- `f1`: what the way back to a footnote is called, with the number that a reader sees.
- `e0#YouTube`: what is said of the host of an embed, by its name as HTML.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from newsgen.model.fast_namedtuple import NamedTuple

MARK = "\0"
"""Begins and ends a slot."""

SLOT = r"\0[^\0]*+\0"
"""The expression of any slot, for those who look through a body for something else."""

CITATION_SLOT = r"\0c[0-9]++\0"
"""The expression of the slot of a citation's marker."""

ENTRY_MARK = "\1"
"""Stands in a live article's body between its introduction and its entries; no text can hold it."""

_PART = "\x1f"


class LinkSlot(NamedTuple):
    """The attribute `href`. `fragment` is HTML, with its "#", or ""."""

    number: int
    fragment: str


class PictureSlot(NamedTuple):
    """A picture. All texts are HTML; `attributes` begins with a space where it is not ""."""

    number: int
    alt: str
    caption: str
    credit: str
    attributes: str
    is_alone: bool


class CitationSlot(NamedTuple):
    """The marker of a citation."""

    number: int


class SourceNameSlot(NamedTuple):
    """The name of the source of a citation."""

    number: int


class QuotationSlot(NamedTuple):
    """The attribute `cite` of a quotation that ends with this citation."""

    number: int


class FootnoteSlot(NamedTuple):
    """What the way back to a footnote is called; its number is a text of digits."""

    number: str


class EmbedSlot(NamedTuple):
    """What is said of a host; its name is HTML."""

    host: str


Slot: TypeAlias = (
    LinkSlot
    | PictureSlot
    | CitationSlot
    | SourceNameSlot
    | QuotationSlot
    | FootnoteSlot
    | EmbedSlot
)


def encoded(slot: Slot) -> str:
    """The slot as it stands in a body."""
    match slot:
        case LinkSlot(number, fragment):
            written = f"h{number}{fragment}"
        case PictureSlot(number, alt, caption, credit, attributes, is_alone):
            letter = "p" if is_alone else "i"
            written = _PART.join((f"{letter}{number}", alt, caption, credit, attributes))
        case CitationSlot(number):
            written = f"c{number}"
        case SourceNameSlot(number):
            written = f"n{number}"
        case QuotationSlot(number):
            written = f"q{number}"
        case FootnoteSlot(number):
            written = f"f{number}"
        case EmbedSlot(host):
            written = f"e0#{host}"
    return f"{MARK}{written}{MARK}"


def filled_by(body: str, fill: Callable[[Slot], str]) -> str:
    """The body with what `fill` gives for each slot, called in their order."""
    parts = body.split(MARK)
    for index in range(1, len(parts), 2):
        parts[index] = fill(_decoded(parts[index]))
    return "".join(parts)


def citation_numbers(html: str) -> list[int]:
    """The numbers of the citations whose markers stand in the HTML."""
    return [int(written[1:]) for written in html.split(MARK)[1::2] if written[0] == "c"]


def count_pictures(body: str) -> int:
    """How many pictures the body has. Costs two searches."""
    return body.count(f"{MARK}p") + body.count(f"{MARK}i")


def _decoded(written: str) -> Slot:
    letter, rest = written[0], written[1:]
    match letter:
        case "h":
            number, mark, fragment = rest.partition("#")
            return LinkSlot(int(number), mark + fragment)
        case "p" | "i":
            number, alt, caption, credit, attributes = rest.split(_PART)
            return PictureSlot(int(number), alt, caption, credit, attributes, letter == "p")
        case "c":
            return CitationSlot(int(rest))
        case "n":
            return SourceNameSlot(int(rest))
        case "q":
            return QuotationSlot(int(rest))
        case "f":
            return FootnoteSlot(rest)
        case _:
            return EmbedSlot(rest.removeprefix("0#"))
