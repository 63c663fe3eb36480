"""The slots of a body, filled with where its links and citations lead from one page.

The form of a slot is defined where bodies are read (`reading.markdown.body`,
`reading.markdown.body_pictures` and `reading.markdown.citations`): between two NULs a letter, a
number, and perhaps a fragment. The slot of a footnote holds the number that a
reader sees, that of an embed the name of its host.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

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
    parts = body.split("\0")
    pictures = BodyPictures(fillings, root, lead=lead, is_text=is_text)
    for index in range(1, len(parts), 2):
        letter, rest = parts[index][0], parts[index][1:]
        if letter in "pi":
            parts[index] = pictures.html(parts[index])
            continue
        number, mark, fragment = rest.partition("#")
        match letter:
            case "h":
                parts[index] = _attribute(fillings[int(number)], root, mark + fragment)
            case "f":
                back = words.get(BACK_TO_FOOTNOTE, BACK_TO_FOOTNOTE)
                parts[index] = escape(back % {"number": number})
            case "e":
                about = words.get(ABOUT_EMBED, ABOUT_EMBED)
                parts[index] = escape(about % {"host": fragment})
            case "c":
                parts[index] = citations[int(number)].marker
            case "n":
                parts[index] = citations[int(number)].name
            case _:
                parts[index] = citations[int(number)].attribute
    return "".join(parts)


def _attribute(filling: str | Picture, root: str, fragment: str) -> str:
    route = filling if isinstance(filling, str) else filling.src
    return f' href="{escape(root + route)}{fragment}"' if route else ""
