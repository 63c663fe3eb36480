"""What a picture file hides: nothing of it is published, and its words fill what an article leaves out."""

from __future__ import annotations

import re
import struct
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageChops

from newsgen.reading.images.file_parts import CutOffError, structure
from newsgen.reading.images.pictures import read_picture
from newsgen.reading.images.strip_metadata import BARE, bare
from tests.support.pictures import (
    animated_gif,
    encoded,
    jpeg,
    painted,
    png,
    png_chunk,
    told_png,
    xmp,
)
from tests.support.site import SiteFolder

MARK = b"qzxhidden"
WORDS = {
    "caption": "A caption", "creator": "Ann Lee", "credit": "The Desk", "rights": "© 2024 Ann Lee",
}  # fmt: skip


def exif(**words: str) -> Image.Exif:
    """Exif with a place, a camera, and words in the fields 270 (caption), 315 and 33432."""
    made = Image.Exif()
    made[0x010F] = "qzxhidden maker"
    made[0x0110] = "qzxhidden model"
    made[0x0132] = "2024:11:18 10:00:00"
    gps = made.get_ifd(0x8825)
    gps[1], gps[2] = "N", (50.0, 27.0, 0.0)
    gps[3], gps[4] = "E", (30.0, 31.0, 0.0)
    gps[29] = "qzxhidden"
    for name, tag in (("caption", 0x010E), ("creator", 0x013B), ("rights", 0x8298)):
        if name in words:
            made[tag] = words[name]
    return made


def iptc(caption: str = "", creator: str = "", credit: str = "", rights: str = "") -> bytes:
    """A segment APP13 with these words, a city, and a mark, in UTF-8."""
    sets = [(90, "qzxhidden city"), (120, caption), (80, creator), (110, credit), (116, rights)]
    records = b"".join(
        struct.pack(">BBBH", 0x1C, 2, number, len(text.encode())) + text.encode()
        for number, text in sets
        if text
    )
    records += b"\0" * (len(records) % 2)
    content = b"Photoshop 3.0\0" + b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(records)) + records
    return segment(0xED, content)


def segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def with_segments(content: bytes, *segments: bytes) -> bytes:
    return content[:2] + b"".join(segments) + content[2:]


def loaded(**words: str) -> bytes:
    """A JPEG with everything in it that cameras and agencies put there."""
    plain = jpeg(600, 400, exif=exif(), comment=MARK)
    packet = xmp(**words) + b"<!-- qzxhidden -->"
    thumbnail = b"JFIF\0\1\1\0\0\1\0\1\1\3" + MARK
    marked = with_segments(
        plain,
        segment(0xE0, thumbnail),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet),
        iptc(),
        segment(0xE2, b"FPXR\0qzxhidden"),
        segment(0xE5, b"qzxhidden"),
    )
    return marked + jpeg(20, 20, exif=exif())


def webp(**options: Any) -> bytes:
    return encoded(painted(60, 40), "WEBP", exif=exif(), xmp=xmp() + MARK, **options)


def hidden_png() -> bytes:
    whole = png()
    chunks = (
        png_chunk(b"tEXt", b"Comment\0" + MARK)
        + png_chunk(b"zTXt", b"Comment\0\0" + MARK)
        + png_chunk(b"eXIf", exif().tobytes().removeprefix(b"Exif\0\0"))
        + png_chunk(b"tIME", b"\x07\xe8\x0b\x12\x0a\0\0")
        + png_chunk(b"qzXh", MARK)
    )
    return whole[:33] + chunks + whole[33:] + MARK


def hidden_gif() -> bytes:
    whole = animated_gif()
    comment = b"\x21\xfe" + bytes((len(MARK),)) + MARK + b"\0"
    packet = b"\x21\xff\x0bXMP DataXMP" + bytes((len(MARK),)) + MARK + b"\0"
    return whole[:-1] + comment + packet + b";" + MARK


FILES = {
    "a.jpg": loaded,
    "b.png": hidden_png,
    "c.webp": webp,
    "d.gif": hidden_gif,
    "e.avif": lambda: encoded(painted(60, 40), "AVIF", exif=exif(), xmp=xmp() + MARK),
    "f.tif": lambda: encoded(painted(60, 40), "TIFF", exif=exif()),
}


@pytest.mark.parametrize("name", FILES)
def test_no_published_file_tells_where_or_with_what_a_picture_was_taken(
    site: SiteFolder, name: str
) -> None:
    content = FILES[name]()
    assert MARK in content
    assert Image.open(BytesIO(content)).getexif() or name in ("b.png", "d.gif")
    site.write(f"content/media/{name}", content)
    site.article(
        "world/strike.md",
        f"![A](media/{name})\n\nIn ![B](media/{name}) a line, [whole](media/{name}).\n",
        image=f"media/{name}",
    )
    assert () == site.build().problems
    published = {path: made for path, made in site.tree().items() if path.startswith("media/")}
    assert 6 <= len(published)
    for path, made in site.tree().items():
        assert b"qzxhidden" not in made.lower(), path
    for path, made in published.items():
        image = Image.open(BytesIO(made))
        found = image.getexif()
        assert {} == dict(found), path
        assert {} == found.get_ifd(0x8825), path
        assert {"exif", "xmp", "comment", "photoshop", "icc_profile"}.isdisjoint(image.info), path


@pytest.mark.parametrize("name", ["b.png", "c.webp", "d.gif"])
def test_a_linked_picture_is_published_without_loss(site: SiteFolder, name: str) -> None:
    content = FILES[name]()
    site.write(f"content/media/{name}", content)
    site.article("world/strike.md", f"[The picture](media/{name})\n")
    assert () == site.build().problems
    (made,) = (made for path, made in site.tree().items() if path.startswith("media/"))
    before, after = Image.open(BytesIO(content)), Image.open(BytesIO(made))
    assert (before.format, before.size) == (after.format, after.size)
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()


def test_a_linked_jpeg_is_made_anew_in_its_size_with_nothing_lost_that_is_seen(
    site: SiteFolder,
) -> None:
    content = loaded()
    site.write("content/media/a.jpg", content)
    site.article("world/strike.md", "[The picture](media/a.jpg)\n")
    assert () == site.build().problems
    (made,) = (made for path, made in site.tree().items() if path.startswith("media/"))
    before, after = Image.open(BytesIO(content)), Image.open(BytesIO(made))
    assert (before.format, before.size) == (after.format, after.size)
    apart = ImageChops.difference(before.convert("RGB"), after.convert("RGB"))
    assert 12 > max(high for _, high in apart.getextrema())


@pytest.mark.parametrize("form", ["BMP", "TIFF"])
def test_a_linked_picture_of_another_type_keeps_every_pixel(site: SiteFolder, form: str) -> None:
    image = painted(4500, 2600)
    site.write("content/media/a.bmp", encoded(image, form))
    site.article("world/strike.md", "![A](media/a.bmp) and [all of it](media/a.bmp)\n")
    assert () == site.build().problems
    (made,) = (made for path, made in site.tree().items() if path.endswith(".png"))
    assert image.tobytes() == Image.open(BytesIO(made)).convert("RGB").tobytes()


def test_a_linked_png_says_still_how_it_is_to_be_turned() -> None:
    with_turn = exif()
    with_turn[0x0112] = 6
    content = encoded(painted(60, 40), "PNG", exif=with_turn)
    made = bare(content, "png", 6)
    assert {0x0112: 6} == dict(Image.open(BytesIO(made)).getexif())
    assert MARK not in made


@pytest.mark.parametrize(
    "content",
    [loaded(), hidden_png(), hidden_gif(), webp(), webp(lossless=True), jpeg(progressive=True)],
    ids=["jpeg", "png", "gif", "webp", "lossless webp", "progressive jpeg"],
)
def test_every_cut_of_a_picture_is_noticed_and_harms_nothing(content: bytes) -> None:
    head = content[:12]
    form = (
        "jpeg" if head.startswith(b"\xff\xd8") else "png" if head.startswith(b"\x89P")
        else "gif" if head.startswith(b"GIF") else "webp"
    )  # fmt: skip
    whole = bare(content, form) if form in BARE else content.partition(b"\xff\xd9")[0] + b"\xff\xd9"
    whole = content if form == "webp" else whole
    structure(whole, form)
    for size in range(len(whole) - 3, 16, -max(1, len(whole) // 300)):
        with pytest.raises(CutOffError):
            structure(whole[:size], form)


def test_what_is_bare_stays_as_it_is() -> None:
    for content, form in ((hidden_png(), "png"), (hidden_gif(), "gif")):
        once = bare(content, form)
        assert once == bare(once, form)


# Words


def as_xmp(**words: str) -> bytes:
    return told_png(**words)


def as_iptc(**words: str) -> bytes:
    return with_segments(jpeg(20, 20), iptc(**words))


def as_exif(**words: str) -> bytes:
    return jpeg(20, 20, exif=exif(**words))


@pytest.mark.parametrize(
    ("write", "credit"),
    [(as_xmp, "Ann Lee / The Desk"), (as_iptc, "Ann Lee / The Desk"), (as_exif, "Ann Lee")],
)
def test_words_of_the_file_are_read(write: Any, credit: str) -> None:
    content = write(**WORDS)
    head = read_picture(content, "png" if content.startswith(b"\x89PNG") else "jpeg")
    assert ("A caption", credit) == (head.caption, head.credit)
    assert head.copyright in ("© 2024 Ann Lee", "Â© 2024 Ann Lee", "? 2024 Ann Lee")


def test_who_holds_the_rights_is_credited_where_nobody_else_is() -> None:
    assert "© Ann Lee" == read_picture(as_xmp(rights="© Ann Lee"), "png").credit


@pytest.mark.parametrize(
    "packet",
    [
        b"<x:xmpmeta", b"\xff\xfe\x00", b"<a/>" * 3,
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        b"<a>" * 5000 + b"</a>" * 5000,
    ],
)  # fmt: skip
def test_words_that_do_not_parse_are_passed_over(packet: bytes) -> None:
    whole = png()
    content = whole[:33] + png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet) + whole[33:]
    head = read_picture(content, "png")
    assert (None, "", "") == (head.fault, head.caption, head.credit)


def test_words_of_the_file_fill_what_the_article_leaves_out(site: SiteFolder) -> None:
    site.write("content/media/a.png", told_png(caption="<i>It</i> says &amp;", creator="Ann Lee"))
    site.write("newsgen.yaml", "pictures: {words: from-file}\n")
    site.article(
        "world/strike.md",
        '![B](media/a.png)\n\n![C](media/a.png "Mine"){credit="Me"}\n',
        image="{src: media/a.png, alt: A, caption: Own}",
    )
    site.build()
    page = site.page("world/2024/11/strike.html")
    assert [
        'Own <span class="credit">Ann Lee</span>',
        '<span class="credit">Ann Lee</span>',
        'Mine <span class="credit">Me</span>',
    ] == [found.strip() for found in re.findall("<figcaption>(.*?)</figcaption>", page)]


def test_words_of_the_file_are_text_and_no_html(site: SiteFolder) -> None:
    told = told_png(caption="&lt;script&gt;alert(1)&lt;/script&gt;", creator="&quot;onload=&quot;")
    site.write("content/media/a.png", told)
    site.write("newsgen.yaml", "pictures: {words: from-file}\n")
    site.article("world/strike.md", "![B](media/a.png)\n", image="media/a.png")
    site.build()
    page = site.page("world/2024/11/strike.html")
    assert "<script>alert" not in page
    assert 2 == page.count("&lt;script&gt;alert(1)&lt;/script&gt;")


def test_what_cameras_write_into_every_picture_is_no_caption() -> None:
    assert "" == read_picture(as_exif(caption="OLYMPUS DIGITAL CAMERA"), "jpeg").caption
