"""Reads a picture file to its record: its size and what it says of itself; decodes no pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsgen.model.picture import NO_PICTURE, Fault, PictureHead
from newsgen.reading.images.decoding import TooLargeError, UndecodableError, decoding, opened
from newsgen.reading.images.file_parts import CutOffError, Structure, structure
from newsgen.reading.images.picture_words import credit_of, picture_words

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = {
    "jpeg": 120_000_000, "png": 120_000_000, "gif": 60_000_000, "webp": 40_000_000,
    "avif": 40_000_000, "tiff": 60_000_000, "bmp": 60_000_000,
}  # fmt: skip
"""By type, so that no decoder takes more than a gigabyte. The largest cameras have a hundred million."""

_MAX_PIXELS_IN_INKS = 60_000_000
"""Of a JPEG in CMYK, which comes to all its pixels in four inks at once."""

MAX_SIDE = 65_000
"""A JPEG cannot be longer."""

MAX_PICTURE_BYTES = {"gif": 32 * 1024 * 1024}
MAX_BYTES = 200 * 1024 * 1024
"""Of the other types."""

MAX_AREA = 500_000_000
"""Pixels in all frames of an animation: a minute of film in small, and as long a wait for who looks."""

MAX_MOVING_PIXELS = 16_000_000
"""In one frame of an animation, of which several are in memory."""

MAX_SCANS = 100
"""In which a JPEG comes. Ten are usual; each costs a reader's browser another pass over all pixels."""

ORIENTATION = 0x0112
_TURNED = (5, 6, 7, 8)

DAMAGED = Fault(
    "NG201",
    "is cut off or damaged",
    "Copy the file again from where it came from.",
)
NOT_BARE = Fault(
    "NG203",
    "may say where it was taken, which cannot be removed from a picture of this type",
    "Open it in an image editor and save it as JPEG or PNG.",
)
_TOO_LONG = Fault(
    "NG202",
    f"has frames of more than {MAX_MOVING_PIXELS:,} pixels, or of {MAX_AREA:,} together",
    "Make it smaller or shorter, or publish it as a film.",
)
_TOO_MANY_SCANS = Fault(
    "NG202", f"comes in more than {MAX_SCANS} scans", "Save it anew as an ordinary JPEG."
)


def max_bytes(form: str) -> int:
    """How many bytes a file of this type may have."""
    return MAX_PICTURE_BYTES.get(form, MAX_BYTES)


def too_large(form: str) -> Fault:
    """The fault of a picture that is larger than its type may be."""
    return Fault(
        "NG202",
        f"has more than {MAX_PIXELS[form]:,} pixels, {MAX_SIDE:,} on a side,"
        f" or {max_bytes(form) >> 20} MB, which are the most for its type",
        "Make it smaller; readers get at most 1,600 pixels of its width.",
    )


def read_picture(content: bytes, form: str) -> PictureHead:
    """The record of a picture of this form. Costs about a millisecond."""
    try:
        # Walks the file to its end, and so sees whether there is one.
        parts = structure(content, form)
    except CutOffError:
        return PictureHead(form, fault=DAMAGED)
    if parts.scans > MAX_SCANS:
        return PictureHead(form, fault=_TOO_MANY_SCANS)
    try:
        with decoding(), opened(content, form) as image:
            if image.width * image.height > _most(image, form) or max(image.size) > MAX_SIDE:
                raise TooLargeError
            head = _head(image, form)
    except TooLargeError:
        return PictureHead(form, fault=too_large(form))
    except UndecodableError:
        return PictureHead(form, fault=NO_PICTURE)
    return PictureHead(form, fault=_TOO_LONG) if _is_too_long(parts, head) else head


def _most(image: Image, form: str) -> int:
    is_in_inks = form == "jpeg" and image.mode == "CMYK"
    return _MAX_PIXELS_IN_INKS if is_in_inks else MAX_PIXELS[form]


def _is_too_long(parts: Structure, head: PictureHead) -> bool:
    if parts.frames == 1:
        return False
    # What the frames are shown on counts for each of them: a browser fills it again.
    pixels = head.width * head.height
    return pixels > MAX_MOVING_PIXELS or max(parts.area, parts.frames * pixels) > MAX_AREA


def orientation_of(image: Image) -> int:
    """How the picture is to be turned, as Exif counts: 1 for not at all. Within `decoding`."""
    found = _exif(image).get(ORIENTATION, 1)
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _head(image: Image, form: str) -> PictureHead:
    width, height = image.size
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
        with decoding():
            # Pillow would decode a PNG first, for Exif may stand behind the picture in it.
            return dict(AnyImage.getexif(image) if image.format == "PNG" else image.getexif())
    except UndecodableError:
        return {}


def _xmp(image: Image) -> bytes:
    found = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    return found.encode("utf-8", "ignore") if isinstance(found, str) else bytes(found)


def _iptc(image: Image) -> dict[tuple[int, int], Any]:
    from PIL.IptcImagePlugin import getiptcinfo

    try:
        with decoding():
            return getiptcinfo(image) or {}  # type: ignore[arg-type]
    except UndecodableError:
        return {}
