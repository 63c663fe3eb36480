"""Pictures damaged in every way: each is read, made into files, or named; nothing else is raised."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image

from newsgen.catalog.pictures import linked, shown
from newsgen.images.transcode import Transcoder
from newsgen.model.records import FileRecord
from newsgen.reading.files.file_type import picture_form
from newsgen.reading.images.decoding import UndecodableError
from newsgen.reading.images.pictures import read_picture
from tests.support.pictures import encoded, painted
from tests.support.problems import Placed, accepted, refused
from tests.support.site import SiteFolder

MUTATIONS = int(os.environ.get("NEWSGEN_PICTURE_MUTATIONS", "120"))


NAMES = (
    "baseline.jpg", "progressive.jpg", "cmyk.jpg", "rgb.png", "palette.png", "moving.png",
    "still.gif", "moving.gif", "lossy.webp", "lossless.webp", "moving.webp", "still.avif",
    "clear.avif", "a.tif", "a.bmp",
)  # fmt: skip


def _exif() -> Image.Exif:
    made = Image.Exif()
    made[0x010E] = "A bridge"
    made[0x0112] = 6
    made.get_ifd(0x8825)[1] = "N"
    return made


def whole() -> Iterator[tuple[str, bytes]]:
    image = painted(61, 43)
    frames = [painted(40, 30).rotate(90 * turn) for turn in range(3)]
    moving = {"save_all": True, "append_images": frames[1:], "loop": 0, "duration": 80}
    known = {"exif": _exif(), "icc_profile": _profile()}
    yield "baseline.jpg", encoded(image, "JPEG", **known)
    yield "progressive.jpg", encoded(image, "JPEG", progressive=True, **known)
    yield "cmyk.jpg", encoded(image.convert("CMYK"), "JPEG")
    yield "rgb.png", encoded(image, "PNG", **known)
    yield "palette.png", encoded(image.quantize(50), "PNG", transparency=3)
    yield "moving.png", encoded(frames[0], "PNG", **moving)
    yield "still.gif", encoded(image.quantize(50), "GIF")
    yield "moving.gif", encoded(frames[0], "GIF", **moving)
    yield "lossy.webp", encoded(image, "WEBP", **known)
    yield "lossless.webp", encoded(image.convert("RGBA"), "WEBP", lossless=True)
    yield "moving.webp", encoded(frames[0], "WEBP", **moving)
    yield "still.avif", encoded(image, "AVIF", **known)
    yield "clear.avif", encoded(image.convert("RGBA"), "AVIF")
    yield "a.tif", encoded(image, "TIFF", compression="tiff_lzw")
    yield "a.bmp", encoded(image, "BMP")


def _profile() -> bytes:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def mutated(content: bytes, noise: random.Random) -> bytes:
    """The file after one to eight accidents."""
    made = bytearray(content)
    for _ in range(noise.choice((1, 1, 1, 2, 3, 8))):
        # The beginnings of files say the most.
        at = noise.randrange(min(len(made), noise.choice((64, 300, len(made)))) or 1)
        match noise.randrange(7):
            case 0:
                made[at : at + 1] = bytes((noise.randrange(256),))
            case 1:
                made[at : at + 1] = bytes((made[at] ^ (1 << noise.randrange(8)),))
            case 2:
                made[at : at + 4] = noise.choice(
                    (
                        b"\0\0\0\0",
                        b"\xff\xff\xff\xff",
                        b"\x7f\xff\xff\xff",
                        b"\0\0\0\1",
                        b"\xff\xd9\0\0",
                    )
                )
            case 3:
                del made[at : at + noise.randrange(1, 40)]
            case 4:
                other = noise.randrange(len(made) or 1)
                made[at:at] = made[other : other + noise.randrange(1, 60)]
            case 5:
                made[at:at] = noise.randbytes(noise.randrange(1, 20))
            case _:
                del made[len(made) - noise.randrange(1, 60) :]
        if not made:
            made = bytearray(content[:20])
    return bytes(made)


def developed(name: str, content: bytes) -> str:
    """What becomes of the file: the code of its fault, "decoder", or "whole"."""
    form = picture_form(content[:16], name[name.index(".") :])
    if not form:
        return "NG200"
    head = read_picture(content, form)
    if head.fault:
        return head.fault.code
    path = f"content/media/{name}"
    record = FileRecord(path=path, kind="media", digest=str(hash(content)), head=head)
    recipes = [one.recipe for one in (*shown(path, record), linked(path, record))]
    darkroom, outcome = Transcoder(), "whole"
    if max(head.width, head.height) > 4000:
        recipes = recipes[:1]
    for recipe in recipes:
        try:
            made = darkroom.made(record.digest, lambda: content, recipe)
        except UndecodableError:
            outcome = "decoder"
        else:
            # Frames of a GIF that are not whole are shown as far as they go.
            if recipe.form != "gif":
                Image.open(BytesIO(made)).load()
    return outcome


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_nothing_but_a_fault_comes_of_a_damaged_picture(name: str) -> None:
    content = dict(whole())[name]
    assert "whole" == developed(name, content)
    noise = random.Random(name)
    outcomes = {developed(name, mutated(content, noise)) for _ in range(MUTATIONS)}
    assert outcomes <= {"NG200", "NG201", "NG202", "decoder", "whole"}
    assert 1 < len(outcomes)


def unreadable_avif() -> bytes:
    """An AVIF whose decoder says what no picture of another type has it say: a `RuntimeError`."""
    content = encoded(painted(61, 43), "AVIF")
    return content.replace(b"av01", b"zzzz").replace(b"ispe", b"zzzz")


def test_a_damaged_avif_that_nothing_uses_stops_nobody(site: SiteFolder) -> None:
    content = unreadable_avif()
    with pytest.raises(RuntimeError):
        Image.open(BytesIO(content))
    site.write("content/media/a.avif", content)
    site.article("world/strike.md")
    assert [] == accepted(site)
    path = site.article("world/strike.md", "![A](media/a.avif)\n")
    assert [Placed(path, 6, 6, "NG200")] == refused(site)


@pytest.mark.parametrize(
    "error", [MemoryError, RuntimeError, SystemError, OverflowError, BaseException]
)
def test_whatever_a_decoder_raises_is_a_fault_of_the_picture(error: type[BaseException]) -> None:
    from newsgen.reading.images.decoding import decoding

    with pytest.raises(UndecodableError), decoding():
        raise error("a panic")


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_who_ends_the_build_is_no_decoder(error: type[BaseException]) -> None:
    from newsgen.reading.images.decoding import decoding

    with pytest.raises(error), decoding():
        raise error
