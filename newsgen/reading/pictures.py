"""A picture file to its record: its size and what it says of itself, without decoding its pixels."""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from newsgen.model.picture import NO_PICTURE, Fault, PictureHead
from newsgen.reading.bare import BARE, CutOffError, bare
from newsgen.reading.picture_words import credit_of, picture_words

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 120_000_000
"""The largest cameras have a hundred million; decoded, so many take 360 MB."""

MAX_SIDE = 65_000
"""A JPEG cannot be longer."""

MAX_PICTURE_BYTES = 200 * 1024 * 1024

PILLOW_FORMATS = {
    # An MPO is a JPEG with more pictures behind it.
    "jpeg": ("JPEG", "MPO"), "png": ("PNG",), "webp": ("WEBP",), "gif": ("GIF",),
    "avif": ("AVIF",), "tiff": ("TIFF",), "bmp": ("BMP",),
}  # fmt: skip

UNREADABLE = (
    OSError, ValueError, SyntaxError, TypeError, LookupError, EOFError, ArithmeticError,
    AttributeError, MemoryError, struct.error,
)  # fmt: skip
"""What Pillow raises of bytes that are not what their beginning says."""

ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)

DAMAGED = Fault(
    "NG201",
    "is cut off or damaged",
    "Copy the file again from where it came from.",
)
TOO_LARGE = Fault(
    "NG202",
    f"has more than {MAX_PIXELS:,} pixels, {MAX_SIDE:,} on a side, or {MAX_PICTURE_BYTES >> 20} MB",
    "Make it smaller; readers get at most 1,600 pixels of its width.",
)
NOT_BARE = Fault(
    "NG203",
    "may say where it was taken, which cannot be removed from a picture of this type",
    "Open it in an image editor and save it as JPEG or PNG.",
)


def read_picture(content: bytes, form: str) -> PictureHead:
    """The record of a picture of this form. Costs about a millisecond."""
    # By need: a build that reads no picture does not load Pillow.
    from PIL.Image import DecompressionBombError

    try:
        if form in BARE:
            # Walks the file to its end, and so sees whether there is one.
            bare(content, form)
        with opened(content, form) as image:
            if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
                return PictureHead(form, fault=TOO_LARGE)
            return _head(image, form)
    except DecompressionBombError:
        return PictureHead(form, fault=TOO_LARGE)
    except CutOffError:
        return PictureHead(form, fault=DAMAGED)
    except UNREADABLE:
        return PictureHead(form, fault=NO_PICTURE)


def opened(content: bytes, form: str) -> Image:
    """The picture, its pixels not yet decoded. Raises one of `UNREADABLE`, or `DecompressionBombError`."""
    from PIL.Image import open as open_image

    with warnings.catch_warnings():
        # Pillow warns of large pictures and of odd metadata; the bounds here are our own.
        warnings.simplefilter("ignore")
        return open_image(BytesIO(content), formats=PILLOW_FORMATS[form])


def orientation_of(image: Image) -> int:
    """How the picture is to be turned, as Exif counts: 1 for not at all."""
    found = _exif(image).get(ORIENTATION, 1)
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _head(image: Image, form: str) -> PictureHead:
    width, height = image.size
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if orientation_of(image) in _TURNED:
            width, height = height, width
        words = picture_words(_xmp(image), _iptc(image), _exif(image))
    return PictureHead(
        form=form,
        width=width,
        height=height,
        has_alpha=image.has_transparency_data,
        # Of a JPEG, further pictures are no frames: a camera's preview, or the other eye's.
        is_animated=form != "jpeg" and form != "tiff" and getattr(image, "is_animated", False),
        caption=words.caption,
        credit=credit_of(words),
        copyright=words.copyright,
    )


def _exif(image: Image) -> dict[int, Any]:
    """What the file says in Exif; nothing where that is damaged, for the picture may be whole."""
    from PIL.Image import Image as AnyImage

    try:
        # Pillow would decode a PNG first, for Exif may stand behind the picture in it.
        return dict(AnyImage.getexif(image) if image.format == "PNG" else image.getexif())
    except UNREADABLE:
        return {}


def _xmp(image: Image) -> bytes:
    found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return found.encode() if isinstance(found, str) else found


def _iptc(image: Image) -> dict[tuple[int, int], Any]:
    from PIL.IptcImagePlugin import getiptcinfo

    try:
        return getiptcinfo(image) or {}  # type: ignore[arg-type]
    except UNREADABLE:
        return {}
