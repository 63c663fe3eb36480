"""A mark in every place of every type of picture where there is room for one: none of it is published."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from newsgen.reading.images.file_parts import png_chunks, webp_chunks
from newsgen.reading.images.profiles import is_srgb
from newsgen.reading.images.strip_metadata import bare
from tests.support.pictures import encoded, painted, png_chunk
from tests.support.site import SiteFolder

MARK = b"qzxcanary@50.4501N,30.5234E"


def segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def profile(*, mark: bool = True, primaries: bool = False) -> bytes:
    """A profile of sRGB, or with other primaries, that has the mark in place of its description."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    if primaries:
        at = made.index(b"rXYZ")
        (start,) = struct.unpack_from(">I", made, at + 4)
        made[start + 8 : start + 12] = struct.pack(">i", 30_000)
    if not mark:
        return bytes(made)
    (start, size) = struct.unpack_from(">II", made, made.index(b"desc", 128) + 4)
    made[start + 12 : start + size] = (MARK + bytes(size))[: size - 12]
    return bytes(made) + MARK


def jpegs() -> Iterator[tuple[str, bytes]]:
    image = painted(64, 48)
    for kind in ("baseline", "progressive"):
        whole = encoded(image, "JPEG", progressive=kind == "progressive", quality=90)
        gaps = [at for at in range(2, len(whole) - 1) if _is_marker(whole, at)]
        for number in (*range(0xE0, 0xF0), 0xFE, 0xF0, 0xFD):
            yield (
                f"{kind}, segment {number:x}",
                whole[:2] + segment(number, b"\0" * 30 + MARK) + whole[2:],
            )
        for nth, at in enumerate(gaps):
            for number in (0xE1, 0xFE):
                yield (
                    f"{kind}, segment {number:x} in gap {nth}",
                    whole[:at] + segment(number, MARK) + whole[at:],
                )
            if nth and whole[at + 1] in (0xC4, 0xD9):
                yield f"{kind}, bytes before marker {nth}", whole[:at] + MARK + whole[at:]
        yield f"{kind}, behind the end", whole + MARK
        tables = segment(0xDB, b"\x03" + (MARK * 3)[:64])
        yield f"{kind}, a table that nothing uses", whole[:2] + tables + whole[2:]
        codes = segment(0xC4, b"\x13" + b"\0" * 8 + bytes((len(MARK),)) + b"\0" * 7 + MARK)
        yield f"{kind}, codes that nothing uses", whole[:2] + codes + whole[2:]
    for name, icc in (("sRGB", profile()), ("others", profile(primaries=True))):
        yield f"profile of {name}", encoded(image, "JPEG", icc_profile=icc)
    exif = Image.Exif()
    exif[0x010E] = MARK.decode()
    exif[0xA430] = MARK.decode()
    second = Image.open(BytesIO(encoded(painted(32, 24), "JPEG", exif=exif, comment=MARK)))
    stream = BytesIO()
    image.save(stream, "MPO", save_all=True, append_images=[second], exif=exif)
    yield "pictures in a picture", stream.getvalue()


def _is_marker(content: bytes, at: int) -> bool:
    return content[at] == 0xFF and content[at + 1] in (0xC0, 0xC2, 0xC4, 0xDA, 0xDB, 0xD9)


def pngs() -> Iterator[tuple[str, bytes]]:
    whole = encoded(painted(64, 48), "PNG")
    names = (
        b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"iCCP", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs",
        b"cICP", b"hIST", b"sPLT", b"tIME", b"bKGD", b"tRNS", b"PLTE", b"acTL", b"fcTL", b"fdAT",
        b"gIFg", b"gIFt", b"gIFx", b"oFFs", b"pCAL", b"sCAL", b"sTER", b"dSIG", b"caBX", b"iDOT",
        b"prVt", b"qzXh", b"mDCV", b"cLLI",
    )  # fmt: skip
    begin = whole.index(b"IDAT") - 4
    end = len(whole) - 12
    contents = (MARK, MARK[:9], (MARK * 2)[:32], (MARK * 3)[:48], b"x\0\0" + zlib.compress(MARK))
    for name in names:
        for nth, content in enumerate(contents):
            for place, at in (("before", begin), ("behind", end)):
                made = whole[:at] + png_chunk(name, content) + whole[at:]
                yield f"{name.decode()} {nth} {place} the pixels", made
    yield "behind the end", whole + MARK
    yield "in the last chunk", whole[:end] + png_chunk(b"IEND", MARK)
    ((start, stop),) = ((a, b) for name, a, b in png_chunks(whole) if name == b"IDAT")
    pixels = whole[start:stop]
    for place, data in (
        ("behind the packed pixels", pixels + MARK),
        ("behind the pixels", zlib.compress(zlib.decompress(pixels) + MARK, 0)),
        ("in an empty part", pixels + zlib.compress(MARK, 0)),
    ):
        made = whole[: start - 8] + png_chunk(b"IDAT", data) + whole[stop + 4 :]
        yield place, made
    for name, icc in (("sRGB", profile()), ("others", profile(primaries=True))):
        packed = png_chunk(b"iCCP", MARK + b"\0\0" + zlib.compress(icc))
        yield f"profile of {name}", whole[:begin] + packed + whole[begin:]
    frames = [painted(20, 20).rotate(90 * turn) for turn in range(3)]
    moving = encoded(frames[0], "PNG", save_all=True, append_images=frames[1:])
    last = moving.rindex(b"fdAT") - 4
    (length,) = struct.unpack_from(">I", moving, last)
    data = moving[last + 8 : last + 8 + length]
    yield (
        "behind a frame",
        moving[:last] + png_chunk(b"fdAT", data + MARK) + moving[last + length + 12 :],
    )
    yield "before a frame", moving[:last] + png_chunk(b"qzXh", MARK) + moving[last:]


def gifs() -> Iterator[tuple[str, bytes]]:
    frames = [Image.new("P", (20, 10), colour) for colour in (1, 2, 3)]
    still = encoded(frames[0], "GIF")
    moving = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:], loop=0, duration=80)
    block = bytes((len(MARK),)) + MARK
    parts = {
        "comment": b"\x21\xfe" + block + b"\0",
        "application": b"\x21\xff\x0bqzxcanary@5" + block + b"\0",
        "loop": b"\x21\xff\x0bNETSCAPE2.0" + block + b"\0",
        "two loops": b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0" + block + b"\0",
        "text": b"\x21\x01\x0c" + bytes(12) + block + b"\0",
        "control": b"\x21\xf9" + block + b"\0",
        "unknown": b"\x21\x77" + block + b"\0",
    }
    for kind, whole in (("still", still), ("moving", moving)):
        at = 13 + (3 * (2 << (whole[10] & 7)) if whole[10] & 0x80 else 0)
        for name, part in parts.items():
            yield f"{name} in a {kind} one", whole[:at] + part + whole[at:]
            yield f"{name} at the end of a {kind} one", whole[:-1] + part + b";"
        yield f"behind a {kind} one", whole + MARK
        yield f"behind the pixels of a {kind} one", whole[:-2] + block + b"\0;"


def webps() -> Iterator[tuple[str, bytes]]:
    image = painted(64, 48)
    exif = Image.Exif()
    exif[0x010E] = MARK.decode()
    frames = [painted(40, 30).rotate(90 * turn) for turn in range(3)]
    files = {
        "lossy": encoded(image, "WEBP", exif=exif, xmp=MARK, icc_profile=profile()),
        "lossless": encoded(image, "WEBP", lossless=True, exif=exif, xmp=MARK),
        "clear": encoded(image.convert("RGBA"), "WEBP", exif=exif, xmp=MARK),
        "moving": encoded(
            frames[0], "WEBP", save_all=True, append_images=frames[1:], exif=exif, xmp=MARK
        ),
    }
    for kind, whole in files.items():
        yield kind, whole
        yield f"behind a {kind} one", whole + MARK
        for name, start, end in webp_chunks(whole):
            extra = b"qzxh" + struct.pack("<I", len(MARK) + 1) + MARK + b"\0"
            yield (
                f"before {name.decode()} of a {kind} one",
                _riff(whole, start - 8, start - 8, extra),
            )
            longer = whole[start:end] + MARK + b"\0" * ((end - start + len(MARK)) % 2)
            sized = name + struct.pack("<I", len(longer)) + longer
            yield (
                f"at the end of {name.decode()} of a {kind} one",
                _riff(whole, start - 8, end + (end - start) % 2, sized),
            )


def _riff(whole: bytes, start: int, end: int, part: bytes) -> bytes:
    body = whole[8:start] + part + whole[end:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def avifs() -> Iterator[tuple[str, bytes]]:
    exif = Image.Exif()
    exif[0x010E] = MARK.decode()
    whole = encoded(painted(64, 48), "AVIF", exif=exif, xmp=MARK, icc_profile=profile())
    yield "items", whole
    yield "behind the end", whole + MARK
    for name in (b"free", b"uuid", b"skip", b"mdat"):
        yield f"box {name.decode()}", whole + struct.pack(">I", 8 + len(MARK)) + name + MARK


def others() -> Iterator[tuple[str, bytes]]:
    exif = Image.Exif()
    exif[0x010E] = MARK.decode()
    exif[0x013B] = MARK.decode()
    yield "a.tif", encoded(painted(64, 48), "TIFF", exif=exif, icc_profile=profile()) + MARK
    yield "b.bmp", encoded(painted(64, 48), "BMP") + MARK


TYPES = {"jpg": jpegs, "png": pngs, "gif": gifs, "webp": webps, "avif": avifs, "bmp": others}


@pytest.mark.parametrize("form", TYPES)
def test_a_mark_in_no_place_of_a_picture_is_published(site: SiteFolder, form: str) -> None:
    places = list(TYPES[form]())
    names = [f"p{number:03}.{form}" for number in range(len(places))]
    for name, (place, content) in zip(names, places, strict=True):
        assert MARK[:9] in content or b"x\x9c" in content, place
        site.write(f"content/media/{name}", content)
    shown = "".join(f"![A](media/{name})\n\n[whole](media/{name})\n\n" for name in names)
    site.article("world/strike.md", shown)
    report = site.build()
    left = names
    while report.problems:
        # A decoder may refuse what no program writes; then it is named, and the others are looked at.
        assert {one.code for one in report.problems} <= {"NG200", "NG201", "NG202"}
        damaged = {one.path.removeprefix("content/media/") for one in report.problems}
        damaged |= {left[(one.line - 6) // 4] for one in report.problems if one.line}
        left = [name for name in left if name not in damaged]
        shown = "".join(f"![A](media/{name})\n\n[whole](media/{name})\n\n" for name in left)
        site.article("world/strike.md", shown)
        report = site.build()
    assert len(names) * 0.7 < len(left)
    published = {path: made for path, made in site.tree().items() if path.startswith("media/")}
    assert len(left) <= len(published)
    place_of = dict(zip(names, (place for place, _ in places), strict=True))
    for path, made in published.items():
        place = place_of.get(f"{path[6:10]}.{form}", path)
        assert b"qzx" not in made.lower() and b"50.4501N" not in made, place
        if path.endswith(".png"):
            for name, start, end in png_chunks(made):
                assert name in (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"sRGB", b"gAMA",
                                b"cHRM", b"cICP", b"acTL", b"fcTL", b"fdAT"), place  # fmt: skip
                if name == b"IDAT" and made.count(b"IDAT") == 1:
                    unpacked = zlib.decompressobj()
                    assert MARK not in unpacked.decompress(made[start:end]), place
                    assert b"" == unpacked.unused_data, place


def test_a_profile_of_srgb_is_known_whatever_it_says_of_itself() -> None:
    assert is_srgb(profile()) and is_srgb(profile(mark=False))
    assert not is_srgb(profile(primaries=True))
    assert not is_srgb(b"") and not is_srgb(profile()[:200])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_bare_png_keeps_every_pixel(mode: str) -> None:
    image = painted(61, 43).convert("L" if mode == "I;16" else mode)
    image = (
        image.convert("I").point(lambda value: value * 257).convert(mode) if ";" in mode else image
    )
    content = encoded(image, "PNG")
    made = Image.open(BytesIO(bare(content, "png")))
    assert (image.mode, image.tobytes()) == (made.mode, made.tobytes())


def test_a_bare_gif_keeps_every_pixel_of_every_frame() -> None:
    noise = random.Random(1)
    frames = [
        Image.frombytes("RGB", (97, 61), noise.randbytes(97 * 61 * 3)).quantize(colours)
        for colours in (2, 16, 200, 256)
    ]
    content = encoded(
        frames[-1],
        "GIF",
        save_all=True,
        append_images=frames,
        loop=3,
        duration=[10, 20, 30, 40, 50],
    )
    before, after = Image.open(BytesIO(content)), Image.open(BytesIO(bare(content, "gif")))
    assert before.info["loop"] == after.info["loop"]
    for number in range(5):
        before.seek(number)
        after.seek(number)
        assert before.info["duration"] == after.info["duration"]
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


def test_a_linked_animation_keeps_its_frames_and_their_times(site: SiteFolder) -> None:
    frames = [painted(40, 30).rotate(90 * turn) for turn in range(3)]
    content = encoded(
        frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=[50, 70, 90], loop=2
    )
    site.write("content/media/a.webp", content)
    site.article("world/strike.md", "[It](media/a.webp)\n")
    assert () == site.build().problems
    (made,) = (made for path, made in site.tree().items() if path.startswith("media/"))
    image = Image.open(BytesIO(made))
    assert (3, (40, 30), 2) == (image.n_frames, image.size, image.info["loop"])
    times = []
    for number in range(3):
        image.seek(number)
        image.load()
        times.append(image.info["duration"])
    assert [50, 70, 90] == times
