"""The pictures of a body: each a slot that the renderer fills with the files made of it.

A slot is "\\0p2" or "\\0i2" for the body's third local file, then, each behind
"\\x1f", the picture's alternative text, caption, credit and other attributes,
all of them HTML, then "\\0". With "p" the picture stands alone and becomes a
figure, with "i" it stands in a line of text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

SEPARATOR = "\x1f"
"""Between the parts of a slot; no text can hold it."""

# In attributes a "<" is written as a reference, so a tag ends before the next one begins.
_IMAGE = r"<img(?:\s[^<>]*+)?>"
_ALONE = re.compile(rf"<p((?:\s[^<>]*+)?)>\s*+((?:{_IMAGE}\s*+)++)</p>")
_ANY = re.compile(_IMAGE)
_ATTRIBUTE = re.compile(r'\s([a-z]+)="([^"]*)"')
_OF_FIGURE = ("class", "dir", "id", "lang")
_OF_IMAGE = (*_OF_FIGURE, "height", "width")


def with_picture_slots(clean: str, index_of: Callable[[str], int | None]) -> str:
    """The HTML with a slot for each picture.

    `index_of` tells of a `src`, as HTML, which of the body's local files it is,
    or None where it is refused; such a picture goes.
    """

    def slot(image: str, letter: str, paragraph: str) -> str:
        attributes = dict(_ATTRIBUTE.findall(image))
        index = index_of(attributes["src"]) if attributes.get("src") else None
        if index is None:
            return ""
        kept = _OF_FIGURE if letter == "p" else _OF_IMAGE
        others = "".join(
            f' {key}="{attributes[key]}"'
            for key in kept
            if key in attributes and f' {key}="' not in paragraph
        )
        alt, title = attributes.get("alt", ""), attributes.get("title", "")
        parts = (f"{letter}{index}", alt, title, attributes.get("credit", ""), paragraph + others)
        return f"\0{SEPARATOR.join(parts)}\0"

    def alone(match: re.Match[str]) -> str:
        images = _ANY.findall(match.group(2))
        # What was written of the paragraph is meant for the figure, if it is one.
        paragraph = match.group(1) if len(images) == 1 else ""
        return "\n".join(filter(None, (slot(image, "p", paragraph) for image in images)))

    return _ANY.sub(lambda match: slot(match.group(), "i", ""), _ALONE.sub(alone, clean))
