"""Puts a slot in the place of each picture of a body."""

from __future__ import annotations

import re

from newsgen.model.body_slots import MARK, PictureSlot, encoded

# As HTML is written by the sanitiser: in an attribute may stand whatever but a quotation mark.
_ATTRIBUTES = r'(?: [a-z]+="[^"]*+")*+'
_IMAGE = rf"<img{_ATTRIBUTES}>"
# Patterns of what few texts hold are compiled when they are first used.
_ALONE = rf"<p({_ATTRIBUTES})>\s*+((?:{_IMAGE}\s*+)++)</p>"
_ATTRIBUTE = r' ([a-z]+)="([^"]*)"'

_OF_FIGURE = ("class", "dir", "id", "lang")
_OF_IMAGE = (*_OF_FIGURE, "height", "width")


def with_picture_slots(marked: str) -> str:
    """The HTML with a slot for each picture.

    A `src` is marked with the number of the body's local file (see
    `reading.markdown.local_links`); a picture without one was refused and goes.
    """

    def slot(image: str, paragraph: str, *, is_alone: bool) -> str:
        attributes = dict(re.findall(_ATTRIBUTE, image))
        src = attributes.get("src", "")
        if not src.startswith(MARK):
            return ""
        others = "".join(
            f' {key}="{attributes[key]}"'
            for key in (_OF_FIGURE if is_alone else _OF_IMAGE)
            if key in attributes and f' {key}="' not in paragraph
        )
        return encoded(
            PictureSlot(
                number=int(src.removeprefix(MARK)),
                alt=attributes.get("alt", ""),
                caption=attributes.get("title", ""),
                credit=attributes.get("credit", ""),
                attributes=paragraph + others,
                is_alone=is_alone,
            )
        )

    def alone(match: re.Match[str]) -> str:
        images = re.findall(_IMAGE, match.group(2))
        # What was written of the paragraph is meant for the figure, if it is one.
        paragraph = match.group(1) if len(images) == 1 else ""
        return "\n".join(filter(None, (slot(one, paragraph, is_alone=True) for one in images)))

    return re.sub(
        _IMAGE, lambda match: slot(match.group(), "", is_alone=False), re.sub(_ALONE, alone, marked)
    )
