"""Reads the picture that front matter names."""

from __future__ import annotations

from math import nan

from newsgen.model.article import Image
from newsgen.model.picture import CENTRE, Focus
from newsgen.reading.urls import names_host_alone, scheme_of
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Items, Scalar

IMAGE_KEYS = ("src", "alt", "caption", "credit", "focus")

_SRC_HINT = "Put the file under content/media/ and write `src: media/name.jpg`."


def read_image(fields: Fields, key: str = "image") -> Image | None:
    """The picture under `key`: a path alone, or a mapping that says more."""
    entry = fields.entry(key)
    if entry is None:
        return None
    if isinstance(entry.value, Scalar):
        inner, src = None, fields.text(key)
    else:
        inner = fields.within(key, IMAGE_KEYS)
        if inner is None:
            return None
        inner.require("src", _SRC_HINT)
        src = inner.text("src")
    if src and (scheme_of(src) or names_host_alone(src)):
        fields.note(
            entry.value,
            "NG024",
            f"`{src}` is on another host; a page loads nothing from elsewhere.",
            _SRC_HINT,
        )
        src = ""
    if inner is None:
        return Image(src, "", "", "", entry.value.line, entry.value.column) if src else None
    place = inner.entry("src") or entry
    image = Image(
        src,
        inner.text("alt"),
        inner.text("caption"),
        inner.text("credit"),
        place.value.line,
        place.value.column,
        _focus(inner),
    )
    fields.adopt(inner)
    return image if src else None


def _focus(fields: Fields) -> Focus:
    """Two numbers from 0 to 1: how far from the left and from the top the crops look."""
    entry = fields.entry("focus")
    if entry is None:
        return CENTRE
    items = entry.value.items if isinstance(entry.value, Items) else ()
    try:
        x, y = (float(item.text) if isinstance(item, Scalar) else nan for item in items)
    except ValueError:
        x = y = nan
    # Written so that what is no number fails too.
    if 0 <= x <= 1 and 0 <= y <= 1:
        return x, y
    fields.wrong_type("focus", entry, "two numbers from 0 to 1, such as [0.5, 0.3]")
    return CENTRE
