"""The picture that front matter names."""

from __future__ import annotations

from newsgen.model.article import Image
from newsgen.reading.fields import Fields
from newsgen.reading.urls import scheme_of
from newsgen.reading.yaml_values import Scalar

IMAGE_KEYS = ("src", "alt", "caption", "credit")

_SRC_HINT = "Put the file under content/media/ and write `src: media/name.jpg`."


def read_image(fields: Fields, key: str = "image") -> Image | None:
    """The picture under `key`: a path alone, or a mapping with src, alt, caption and credit."""
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
    if src and (scheme_of(src) or src.startswith("//")):
        fields.note(
            entry.value,
            "NG024",
            f"`{src}` is on another host; a page loads nothing from elsewhere.",
            _SRC_HINT,
        )
        src = ""
    if inner is None:
        return Image(src, "", "", "", entry.value.line, entry.value.column) if src else None
    fields.adopt(inner)
    if not src:
        return None
    place = inner.entry("src") or entry
    return Image(
        src,
        inner.text("alt"),
        inner.text("caption"),
        inner.text("credit"),
        place.value.line,
        place.value.column,
    )
