"""Writes the picture of an item by Media RSS 1.5."""

from __future__ import annotations

from newsgen.model.views import Picture
from newsgen.rendering.markup import escape, quoteattr

_TYPES = {
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp",
    "gif": "image/gif", "svg": "image/svg+xml",
}  # fmt: skip


def media(picture: Picture, url: str) -> list[str]:
    """The picture's element; an enclosure would need its size in bytes. `url` is the site's."""
    form = _TYPES.get(picture.src.rpartition(".")[2].lower())
    type_ = f' type="{form}"' if form else ""
    lines = [f'<media:content url={quoteattr(url + picture.src)} medium="image"{type_}>']
    if picture.alt:
        lines.append(f"<media:description>{escape(picture.alt)}</media:description>")
    if picture.credit:
        lines.append(f"<media:credit>{escape(picture.credit)}</media:credit>")
    return [*lines, "</media:content>"]
