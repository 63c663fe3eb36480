"""Which files are made of a picture, under which names; a function of the picture's record alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from newsgen.catalog.addresses import Address, file_address
from newsgen.model.article import Image
from newsgen.model.digest import digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.lengths import NAME_BYTES, bounded
from newsgen.model.picture import Focus, PictureHead, Recipe
from newsgen.model.records import FileRecord
from newsgen.model.slug import slug_of
from newsgen.model.views import Crop, Picture

HASH_LENGTH = 10
"""Hexadecimal characters of a digest in a file's name: 40 bits, enough to tell versions apart."""

MEDIA = "media/"

WIDTHS = (480, 800, 1200, 1600)

PICTURES_VERSION = 2
"""Raised whenever the same picture would come out otherwise: its files get other names."""

_FALLBACK_WIDTH = 800
_WORTH_IT = 1.1
"""A picture that is so much wider than the last step is there in its own width too."""

_MAX_WEBP_SIDE = 16_383
_CROPS = (("1x1", 1, 1), ("4x3", 4, 3), ("16x9", 16, 9))
_CROP_WIDTH = 1200

_STEM_BYTES = NAME_BYTES - HASH_LENGTH - 11
"""What a hash and the longest ending, ".-1600.webp", leave of a name for the picture's own."""

_BARE = {"jpeg": "jpg", "png": "png", "webp": "webp", "gif": "gif", "svg": "svg", "avif": "avif"}
"""The types that a linked picture keeps; others become PNG, which loses nothing."""

_MOVING = ("gif", "webp", "png")


class Made(NamedTuple):
    """A file that is made of a picture, and how."""

    address: Address
    recipe: Recipe


def is_picture(record: FileRecord) -> bool:
    """Whether the file is a picture by its bytes."""
    return isinstance(record.head, PictureHead) and record.head.form != ""


def picture(
    path: str, record: FileRecord, image: Image | None = None, *, with_words: bool
) -> Picture | None:
    """The picture as templates see it; `with_words`, what `image` leaves out is what the file says itself."""
    head = record.head
    if not isinstance(head, PictureHead) or not head.form or head.fault:
        return None
    words = (
        image.alt if image else "",
        (image.caption if image else "") or (head.caption if with_words else ""),
        (image.credit if image else "") or (head.credit if with_words else ""),
        head.copyright if with_words else "",
    )
    if head.form == "svg":
        route = linked(path, record).address.route
        return Picture(route, *words, head.width, head.height, "", (), (), "")
    widths, types = _widths(head), _types(head)
    stem = file_address(_stem(path, record.digest)).route
    shown = next((one for one in widths if one >= _FALLBACK_WIDTH), widths[-1])
    return Picture(
        f"{stem}-{shown}.{types[-1]}",
        *words,
        widths[-1],
        _height(head, widths[-1]),
        stem,
        widths,
        types,
        linked(path, record).address.route if _moves(head) else "",
    )


def linked(path: str, record: FileRecord) -> Made:
    """The picture itself, without what it hides."""
    head = record.head
    assert isinstance(head, PictureHead)
    form = _BARE.get(head.form, "png")
    address = file_address(f"{_stem(path, record.digest)}.{form}")
    return Made(address, Recipe(form, bare=True))  # type: ignore[arg-type]


def shown(path: str, record: FileRecord) -> Iterator[Made]:
    """The files that a page needs to show the picture."""
    head = record.head
    if not isinstance(head, PictureHead) or head.fault:
        return
    if head.form == "svg" or _moves(head):
        yield linked(path, record)
    if head.form == "svg":
        return
    stem = _stem(path, record.digest)
    for width in _widths(head):
        for form in _types(head):
            recipe = Recipe(form, width=width, height=_height(head, width))  # type: ignore[arg-type]
            yield Made(file_address(f"{stem}-{width}.{form}"), recipe)


def crops(path: str, record: FileRecord, focus: Focus) -> tuple[tuple[Crop, Made], ...]:
    """The picture in the shapes that search engines and social media ask for, about its focus."""
    head = record.head
    if not isinstance(head, PictureHead) or head.fault or head.form == "svg":
        return ()
    found = []
    for name, across, down in _CROPS:
        box = _box(head, across, down, focus)
        width = min(_CROP_WIDTH, box[2] - box[0])
        height = max(1, round(width * down / across))
        stem = _stem(path, digest_value((record.digest, box)))
        address = file_address(f"{stem}-{name}.jpg")
        recipe = Recipe("jpg", width=width, height=height, box=box)
        found.append((Crop(name, address.route, width, height), Made(address, recipe)))
    return tuple(found)


def _stem(path: str, digest: str) -> str:
    name = bounded(slug_of(PurePosixPath(path).stem) or "file", _STEM_BYTES)
    return f"{MEDIA}{name}.{digest_value((PICTURES_VERSION, digest))[:HASH_LENGTH]}"


def _widths(head: PictureHead) -> tuple[int, ...]:
    steps = tuple(width for width in WIDTHS if width <= head.width)
    largest = steps[-1] if steps else 0
    is_own = head.width < WIDTHS[-1] and head.width > _WORTH_IT * largest
    return (*steps, head.width) if is_own else steps


def _types(head: PictureHead) -> tuple[str, ...]:
    """Endings, the one that is best first, the one that every browser knows last.

    WebP and not AVIF: its files are half as large again and take a quarter of
    the time to make, which is what the first build of an archive consists of.
    """
    known = "png" if head.has_alpha else "jpg"
    is_long = _height(head, _widths(head)[-1]) > _MAX_WEBP_SIDE
    return (known,) if is_long else ("webp", known)


def _height(head: PictureHead, width: int) -> int:
    return max(1, round(head.height * width / head.width))


def _moves(head: PictureHead) -> bool:
    return head.is_animated and head.form in _MOVING


def _box(head: PictureHead, across: int, down: int, focus: Focus) -> tuple[int, int, int, int]:
    """The largest part of this shape that has the focus as near to its middle as the picture allows."""
    width = min(head.width, max(1, head.height * across // down))
    height = min(head.height, max(1, head.width * down // across))
    left = min(max(0, round(focus[0] * head.width - width / 2)), head.width - width)
    top = min(max(0, round(focus[1] * head.height - height / 2)), head.height - height)
    return left, top, left + width, top + height
