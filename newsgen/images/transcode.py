"""Transcodes pictures: a picture's bytes and a recipe give the bytes that readers get.

The result is made of pixels alone, so it carries no metadata of place or camera. It is a
pure function of its arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

from newsgen.model.digest import Digest
from newsgen.model.picture import Recipe
from newsgen.reading.files.file_type import picture_form
from newsgen.reading.files.xml_tree import RefusedXmlError
from newsgen.reading.images.decoding import UndecodableError, decoding, opened
from newsgen.reading.images.file_parts import CutOffError, NotBareError, structure, webp_durations
from newsgen.reading.images.pictures import orientation_of
from newsgen.reading.images.profiles import MAX_PROFILE_BYTES, is_srgb
from newsgen.reading.images.strip_metadata import BARE, bare
from newsgen.reading.images.svg import safe_svg

_ENOUGH, _SHORT_ENOUGH = 1920, 1000
"""A picture is decoded no smaller than this width and this shorter side: a fifth over the widest file
made of it, and over its crops. Scaling each file from 4,000 pixels takes three times as long."""

_WHOLE_PIXELS = {"jpg": 50_000_000, "png": 60_000_000, "webp": 20_000_000, "avif": 16_000_000}
"""The most pixels of a linked picture when it is encoded anew, by type: more take a gigabyte."""

_LOSSLESS_PIXELS = 16_000_000
"""The most pixels of a lossless WebP, which takes four times the memory of a lossy one."""

_FEW_COLOURS = 4096
"""A chart or a drawing has fewer, a photograph more. Unscaled, it is kept lossless."""

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}  # fmt: skip
_ON_THE_SIDE = (5, 6, 7, 8)
_SIXTEEN_BITS = 1 / 257
_BAND = 256
"""The rows converted at a time. All at once, they would be in memory twice."""
_EIGHT_BITS = ("RGB", "RGBA", "CMYK", "L", "LAB")
_JPEG_QUALITY = 82
_WEBP_QUALITY = 80
_WEBP_FLAT_QUALITY = 88
_AVIF_QUALITY = 80
_LINKED_QUALITY = 92
"""Of a linked JPEG or WebP: the loss cannot be seen beside the original."""


class _Base:
    """A picture, decoded once for all files made of it: upright, in sRGB, with 8 bits.

    It has up to `most` pixels; where that is None, as many as the files need. Call it
    within `decoding`.
    """

    def __init__(self, digest: Digest, content: bytes, most: int | None = None) -> None:
        self.digest = digest
        self.form = _form(content)
        with opened(content, self.form) as image:
            orientation = orientation_of(image)
            is_turned = orientation in _ON_THE_SIDE
            width, area = image.height if is_turned else image.width, image.width * image.height
            if self.form == "jpeg":
                if most is None:
                    image.draft(None, _least(image.size, is_turned=is_turned))
                elif area > most:
                    image.draft(None, (image.width // 2, image.height // 2))
            image.load()
            # A grey picture has no more than 256 shades, once each has eight bits.
            is_grey = image.mode.startswith(("I", "F"))
            self.is_flat = is_grey or image.getcolors(_FEW_COLOURS) is not None
            across, down = _least(image.size, is_turned=is_turned)
            # It is reduced by a whole number.
            steps = min(image.width // across, image.height // down)
            if most is not None:
                steps = 1 if image.width * image.height <= most else 2
            pixels = _in_srgb(image, steps)
        self.pixels = pixels.transpose(_TURNS[orientation]) if orientation in _TURNS else pixels
        self.scale = self.pixels.width / width
        self._last: tuple[tuple[object, ...], Image.Image] | None = None

    def part(self, recipe: Recipe) -> Image.Image:
        """The part of the picture that the recipe asks for, in its size."""
        size = (recipe.width, recipe.height)
        if not recipe.width:
            return self.pixels
        # Files of one width and several types follow each other.
        if self._last and self._last[0] == (size, recipe.box):
            return self._last[1]
        box = tuple(side * self.scale for side in recipe.box) if recipe.box else None
        if box is not None:
            # Rounding may put the box outside of the picture.
            right, bottom = min(box[2], self.pixels.width), min(box[3], self.pixels.height)
            box = (min(box[0], right - 1), min(box[1], bottom - 1), right, bottom)
        made = self.pixels.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
        self._last = ((size, recipe.box), made)
        return made


def _least(size: tuple[int, int], *, is_turned: bool) -> tuple[int, int]:
    """The least width and height, before turning, from which all files can be made."""
    least = [_SHORT_ENOUGH, _SHORT_ENOUGH]
    least[is_turned] = _ENOUGH
    return min(least[0], size[0]), min(least[1], size[1])


class Transcoder:
    """Makes files of pictures. The last picture stays decoded, since the next file is mostly of it, too."""

    def __init__(self) -> None:
        self._base: _Base | None = None

    def made(self, digest: Digest, content: Callable[[], bytes], recipe: Recipe) -> bytes:
        """The file made of the picture of this digest. Raises `UndecodableError`.

        Costs some ten milliseconds, and as many again for the first file of a picture.
        """
        given = content()
        try:
            if recipe.form == "svg":
                return safe_svg(given)
            with decoding():
                found = _bare(given, recipe) if recipe.bare else None
                return self._developed(digest, given, recipe) if found is None else found
        except (CutOffError, RefusedXmlError) as error:
            raise UndecodableError(str(error) or "it is cut off") from error

    def _developed(self, digest: Digest, content: bytes, recipe: Recipe) -> bytes:
        base = self._base
        if base is None or base.digest != digest or recipe.bare:
            # Two large pictures at once would take twice the memory.
            self._base = None
            base = _Base(digest, content, _WHOLE_PIXELS[recipe.form] if recipe.bare else None)
            self._base = None if recipe.bare else base
        # A scaled picture has a thousand shades along its edges, and takes too many bytes lossless.
        size = (recipe.width, recipe.height)
        is_whole = base.is_flat and base.scale == 1 and size in ((0, 0), base.pixels.size)
        return _encoded(base.part(recipe), recipe, is_flat=base.is_flat, is_whole=is_whole)


def _form(content: bytes) -> str:
    # The name matters for no picture: its type was checked when it was read.
    return picture_form(content[:16], ".bmp")


def _bare(content: bytes, recipe: Recipe) -> bytes | None:
    """The bytes without their metadata; None where the picture must be encoded anew."""
    form = _form(content)
    if form == "webp" and structure(content, form).frames > 1:
        return _moving(content)
    if form not in BARE:
        return None
    with opened(content, form) as image:
        orientation = orientation_of(image)
    try:
        return bare(content, form, orientation)
    except NotBareError as error:
        if form == "gif":
            raise UndecodableError("its codes have no meaning") from error
        return None


def _moving(content: bytes) -> bytes:
    """An animated WebP, encoded anew frame by frame."""
    stream = BytesIO()
    with opened(content, "webp") as image:
        loop = image.info.get("loop", 0)
        image.info = {}
        image.save(
            stream,
            "WEBP",
            save_all=True,
            duration=webp_durations(content),
            loop=loop,
            quality=_LINKED_QUALITY,
            lossless=b"VP8 " not in content,
            method=4,
        )
    return stream.getvalue()


def _in_srgb(image: Image.Image, steps: int) -> Image.Image:
    """The pixels in sRGB, reduced by `steps`."""
    profile = image.info.get("icc_profile")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    kept = image.mode if image.mode in _EIGHT_BITS else mode
    if image.mode != kept or steps > 1:
        image = _in_bands(image, kept, steps)
    if profile and len(profile) <= MAX_PROFILE_BYTES and not is_srgb(profile):
        converted = _converted(image, profile, mode)
        if converted is not None:
            return converted
    return image if image.mode == mode else image.convert(mode)


def _in_bands(image: Image.Image, mode: str, steps: int) -> Image.Image:
    """The pixels in this mode, each the mean of `steps` by `steps`; without a copy of the whole picture."""
    rows = max(1, _BAND // steps) * steps
    made = Image.new(mode, (-(-image.width // steps), -(-image.height // steps)))
    for top in range(0, image.height, rows):
        band = image.crop((0, top, image.width, min(top + rows, image.height)))
        if band.mode.startswith(("I", "F")):
            # Pillow has no profile for one channel of 16 bits, and cuts it instead of scaling it.
            band = band.convert("F").point(lambda value: value * _SIXTEEN_BITS).convert("L")
        band = band if band.mode == mode else band.convert(mode)
        if steps > 1:
            # Premultiplied: transparent pixels would lend their colour to edges.
            band = band.convert("RGBa").reduce(steps) if mode == "RGBA" else band.reduce(steps)
            band = band if band.mode == mode else band.convert(mode)
        made.paste(band, (0, top // steps))
    return made


def _converted(image: Image.Image, profile: bytes, mode: str) -> Image.Image | None:
    """The pixels converted by the file's profile; None where it is broken or does not fit the mode."""
    try:
        with decoding():
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            is_same = image.mode == mode
            made = ImageCms.profileToProfile(
                image, source, target, outputMode=mode, inPlace=is_same
            )
    except UndecodableError:
        return None
    return image if is_same else made


def _encoded(image: Image.Image, recipe: Recipe, *, is_flat: bool, is_whole: bool) -> bytes:
    # Pillow would write into the new file what it keeps of the old one: comments, profiles, Exif.
    image.info = {}
    stream = BytesIO()
    match recipe.form:
        case "jpg" if recipe.bare:
            # Neither optimised nor progressive: both would take all pixels in memory a second time.
            options: dict[str, Any] = {"subsampling": 0} if is_flat else {}
            _on_white(image).save(stream, "JPEG", quality=_LINKED_QUALITY, **options)
        case "jpg":
            # Thin coloured lines and letters bleed where the colours have half the resolution.
            options = {"subsampling": 0} if is_flat else {}
            _on_white(image).save(
                stream, "JPEG", quality=_JPEG_QUALITY, optimize=True, progressive=True, **options
            )
        case "webp":
            if is_whole and image.width * image.height <= _LOSSLESS_PIXELS:
                image.save(stream, "WEBP", lossless=True, quality=80, method=4)
            elif recipe.bare:
                image.save(stream, "WEBP", quality=_LINKED_QUALITY, method=4)
            else:
                quality = _WEBP_FLAT_QUALITY if is_flat else _WEBP_QUALITY
                image.save(stream, "WEBP", quality=quality, method=4)
        case "avif":
            image.save(stream, "AVIF", quality=_AVIF_QUALITY)
        case _:
            image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
