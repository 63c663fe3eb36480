"""Fills a stored body with what its links, pictures and citations are on one page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from newsgen.model.body_slots import (
    CitationSlot,
    EmbedSlot,
    FootnoteSlot,
    LinkSlot,
    PictureSlot,
    QuotationSlot,
    Slot,
    SourceNameSlot,
    filled_by,
)
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.views import Picture
from newsgen.rendering.pictures import BodyPictures
from newsgen.rendering.words import Words

BACK_TO_FOOTNOTE = "Jump back to footnote %(number)s in the text"
"""What the arrow at the end of a footnote is called, an interface word."""


ABOUT_EMBED = "On %(host)s. Nothing is loaded from there until you follow the link."
"""What is said beside a link to something embedded elsewhere, an interface word."""


class CitationHtml(NamedTuple):
    """What stands for a citation: its marker, the name of its source, and a `cite` attribute."""

    marker: str
    name: str
    attribute: str


def filled(
    body: str,
    fillings: Sequence[str | Picture],
    root: str,
    words: Words,
    citations: Sequence[CitationHtml] = (),
    *,
    lead: bool = False,
    is_text: bool = False,
) -> str:
    """The body as HTML. A link whose route is "" loses its attribute and stays as text.

    `fillings` are routes and pictures. With `lead` the page shows a picture
    before the body; in the text edition it shows none.
    """
    pictures = BodyPictures(fillings, root, lead=lead, is_text=is_text)

    def fill(slot: Slot) -> str:
        match slot:
            case LinkSlot(number, fragment):
                return _attribute(fillings[number], root, fragment)
            case PictureSlot():
                return pictures.html(slot)
            case CitationSlot(number):
                return citations[number].marker
            case SourceNameSlot(number):
                return citations[number].name
            case QuotationSlot(number):
                return citations[number].attribute
            case FootnoteSlot(number):
                back = words.get(BACK_TO_FOOTNOTE, BACK_TO_FOOTNOTE)
                return escape(back % {"number": number})
            case EmbedSlot(host):
                about = words.get(ABOUT_EMBED, ABOUT_EMBED)
                return escape(about % {"host": host})

    return filled_by(body, fill)


def _attribute(filling: str | Picture, root: str, fragment: str) -> str:
    route = filling if isinstance(filling, str) else filling.src
    return f' href="{escape(root + route)}{fragment}"' if route else ""
