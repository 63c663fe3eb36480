"""What is known of a picture file, and how the published files are made of it."""

from __future__ import annotations

from typing import Literal

from newsgen.model.fast_namedtuple import NamedTuple

Focus = tuple[float, float]
"""The point of a picture that a crop keeps, from the left and from the top, each from 0 to 1."""

CENTRE: Focus = (0.5, 0.5)


class Fault(NamedTuple):
    """Why a file cannot be published as a picture.

    `code` is the problem's; `what` ends a sentence that begins with the file's
    name; `hint` says what to do.
    """

    code: str
    what: str
    hint: str


NO_PICTURE = Fault(
    "NG200",
    "is no picture that newsgen can read",
    "Use JPEG, PNG, WebP, AVIF, GIF or SVG, and look whether the file opens elsewhere.",
)

PICTURE_NAMES = frozenset(
    {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff", ".bmp"}
)
"""The endings of names that promise a picture."""


class PictureHead(NamedTuple):
    """What is known of a picture file without its pixels.

    `form` is the type of its bytes, whatever its name says: jpeg, png, webp,
    gif, avif, tiff, bmp or svg. `width` and `height` are in pixels as it is
    shown, when it is turned upright; those of an svg are of its drawing, 0
    where it gives none. `caption`, `credit` and `copyright` are those that the
    file itself carries. `lost` names what an svg is published without and may
    have shown. With a `fault`, nothing else is known.
    """

    form: str
    width: int = 0
    height: int = 0
    has_alpha: bool = False
    is_animated: bool = False
    caption: str = ""
    credit: str = ""
    copyright: str = ""
    lost: tuple[str, ...] = ()
    fault: Fault | None = None


class Recipe(NamedTuple):
    """How a published file is made of a picture's bytes.

    `form` is the type of what comes out. `bare` takes the bytes themselves
    without what they hide: place, camera, program, or in a drawing whatever
    could act. Otherwise the part `box` of the picture (left, top, right and
    bottom in its own pixels, upright; None for the whole) becomes `width` by
    `height` pixels.
    """

    form: Literal["jpg", "png", "webp", "gif", "avif", "svg"]
    bare: bool = False
    width: int = 0
    height: int = 0
    box: tuple[int, int, int, int] | None = None


CARD = "card"
"""What a social card is called among the crops."""


class SocialCard(NamedTuple):
    """What is drawn for an article without a picture; `accent` is "" for the theme's own colour."""

    headline: str
    kicker: str
    masthead: str
    accent: str
