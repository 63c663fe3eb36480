"""Renders a picture as HTML, with the attributes that a browser chooses a file by."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape, unescape

from newsgen.model.body_slots import PictureSlot
from newsgen.model.views import Picture

BODY_SIZES = "(min-width: 41rem) 39rem, 100vw"
"""How wide a figure of the text is in the theme: its measure, or the screen."""

_MIME = {"webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


def picture_html(
    picture: Picture,
    root: str,
    *,
    sizes: str = "100vw",
    eager: bool = False,
    alt: str | None = None,
    css: str = "",
    still: bool = False,
) -> str:
    """A `picture` element, or an `img` where there is one file.

    `eager` is for the first one of a page. `alt` None takes the picture's own.
    `still` shows an animation's first frame alone.
    """
    src = root + (picture.moving if picture.moving and not still else picture.src)
    loading = ' fetchpriority="high"' if eager else ' loading="lazy" decoding="async"'
    described = escape(picture.alt if alt is None else alt)
    class_ = f' class="{escape(css)}"' if css else ""
    size = f' width="{picture.width}" height="{picture.height}"'
    if not picture.types:
        return f'<img src="{escape(src)}" alt="{described}"{size}{class_}{loading}>'
    ordered = [_source(picture, root, form, sizes) for form in picture.types[:-1]]
    srcset = f' srcset="{picture.srcset(root, picture.types[-1])}" sizes="{escape(sizes)}"'
    if picture.moving and not still:
        # Who asked for less motion gets the still, everybody else what moves.
        known = picture.types[-1]
        ordered.append(_source(picture, root, known, sizes))
        reduced = ' media="(prefers-reduced-motion: reduce)">'
        ordered = [one.removesuffix(">") + reduced for one in ordered]
        srcset = ""
    image = f'<img src="{escape(src)}"{srcset} alt="{described}"{size}{class_}{loading}>'
    return f"<picture>{''.join(ordered)}{image}</picture>"


def _source(picture: Picture, root: str, form: str, sizes: str) -> str:
    srcset = escape(picture.srcset(root, form))
    return f'<source type="{_MIME[form]}" srcset="{srcset}" sizes="{escape(sizes)}">'


class BodyPictures:
    """The pictures of one body in their order; `lead` where the page shows one before them.

    In the text edition what they show stands in their places, in square brackets.
    """

    def __init__(
        self, fillings: Sequence[str | Picture], root: str, *, lead: bool, is_text: bool
    ) -> None:
        self._is_text = is_text
        self._fillings = fillings
        self._root = root
        self._is_first = not lead

    def html(self, slot: PictureSlot) -> str:
        """What stands in the place of a slot."""
        number, alt, caption, credit, attributes, is_alone = slot
        if self._is_text:
            words = " ".join(filter(None, (alt and f"[{alt}]", caption, credit)))
            return f"<p>{words}</p>" if is_alone and words else words
        filling = self._fillings[number]
        if not filling:
            # Nothing is published there: what the picture shows stays as text.
            return f"<p>{alt}</p>" if is_alone and alt else alt
        eager, self._is_first = self._is_first, False
        if isinstance(filling, str):
            # A file of the site itself, of which nothing is known.
            loading = ' fetchpriority="high"' if eager else ' loading="lazy" decoding="async"'
            image = f'<img src="{escape(self._root + filling)}" alt="{alt}"{loading}>'
        elif is_alone:
            image = picture_html(
                filling, self._root, sizes=BODY_SIZES, eager=eager, alt=unescape(alt)
            )
            caption = caption or escape(filling.caption)
            credit = credit or escape(filling.credit)
        else:
            return _inline(filling, self._root, alt, attributes, eager=eager)
        if not is_alone:
            return image
        return f"<figure{attributes}>\n{image}\n{_below(caption, credit)}</figure>"


def _inline(picture: Picture, root: str, alt: str, attributes: str, *, eager: bool) -> str:
    """A picture in a line of text, as wide as it is or as its author says."""
    width = picture.width
    size = (
        ""
        if " width=" in attributes or " height=" in attributes
        else (f' width="{width}" height="{picture.height}"')
    )
    srcset = ""
    if picture.types and not picture.moving:
        sizes = f"(max-width: {width}px) 100vw, {width}px"
        srcset = f' srcset="{escape(picture.srcset(root, picture.types[-1]))}" sizes="{sizes}"'
    src = escape(root + (picture.moving or picture.src))
    loading = ' fetchpriority="high"' if eager else ' loading="lazy" decoding="async"'
    return f'<img src="{src}"{srcset} alt="{alt}"{size}{attributes}{loading}>'


def _below(caption: str, credit: str) -> str:
    if not caption and not credit:
        return ""
    named = f'<span class="credit">{credit}</span>' if credit else ""
    return f"<figcaption>{' '.join(filter(None, (caption, named)))}</figcaption>\n"
