"""Pictures that stand in a drawing itself: a PNG is kept without what it hides, another one is named."""

from __future__ import annotations

import base64
import io
import struct
import time
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from newsgen.reading.files.xml_tree import RefusedXmlError
from newsgen.reading.images.embedded import embedded
from newsgen.reading.images.svg import read_svg, safe_svg

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' width="40" height="30">'
)


def picture(form: str = "PNG", **settings: object) -> bytes:
    stream = io.BytesIO()
    image = Image.new("RGB", (4, 3), "#c00")
    image.save(stream, form, **settings)
    return stream.getvalue()


def with_words() -> bytes:
    words = PngInfo()
    words.add_text("Comment", "qzx-canary")
    return picture(pnginfo=words)


def address(content: bytes, form: str = "png") -> str:
    return f"data:image/{form};base64,{base64.b64encode(content).decode()}"


def kept(href: str) -> str:
    """What the drawing has of the picture at this address."""
    made = safe_svg(f'{OPEN}<image width="9" xlink:href="{href}"/></svg>'.encode()).decode()
    return made.partition('href="')[2].partition('"')[0]


def test_a_png_is_kept_without_what_it_hides() -> None:
    assert b"qzx-canary" in with_words()
    made = kept(address(with_words()))
    content = base64.b64decode(made.removeprefix("data:image/png;base64,"))
    assert b"qzx-canary" not in content
    assert (204, 0, 0) == Image.open(io.BytesIO(content)).convert("RGB").getpixel((1, 1))
    assert made == kept(made)
    assert () == read_svg(f'{OPEN}<image href="{made}"/></svg>'.encode()).lost


def test_a_picture_broken_into_lines_is_read() -> None:
    content = base64.encodebytes(with_words()).decode().replace("\n", "&#10; ")
    assert kept(f"DATA:image/PNG;base64, {content}") == kept(address(with_words()))


def enormous() -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    png = picture()
    return png[:12] + head + struct.pack(">I", zlib.crc32(head)) + png[33:]


def moving() -> bytes:
    frames = [Image.new("RGB", (4, 3), colour) for colour in ("red", "blue")]
    stream = io.BytesIO()
    frames[0].save(stream, "PNG", save_all=True, append_images=frames[1:])
    return stream.getvalue()


@pytest.mark.parametrize(
    "href",
    [
        "a.png", "https://a.example/a.png", "//a.example/a.png", "data:,x", "data:image/png,x",
        "data:image/png;base64,", "data:image/png;base64,qzx", "data:image/png;base64,%89PNG",
        "data:image/svg+xml;base64,PHN2Zy8+", "data:text/html;base64,PHA+", "#a",
        address(picture("JPEG"), "jpeg"), address(picture("JPEG")), address(picture("GIF"), "gif"),
        address(picture()[:40]), address(picture()[:-20]), address(enormous()), address(moving()),
        address(picture().replace(b"IDAT", b"IDAX")), address(picture(icc_profile=b"x" * 200)),
    ],
    ids=lambda href: href[:30],
)  # fmt: skip
def test_another_picture_goes_and_is_named(href: str) -> None:
    assert "" == embedded(href) == kept(href)
    content = f'{OPEN}<g/><image href="{href}"/>behind</svg>'.encode()
    assert ("`image`",) == read_svg(content).lost
    assert b"<g />behind</svg>" in safe_svg(content)


def test_where_no_picture_is_given_none_is_lost() -> None:
    assert () == read_svg(f'{OPEN}<image/><image href=" "/></svg>'.encode()).lost
    assert b"<image" not in safe_svg(f"{OPEN}<image/></svg>".encode())


def large(side: int) -> str:
    stream = io.BytesIO()
    Image.new("1", (side, side)).save(stream, "PNG")
    return address(stream.getvalue())


def test_pictures_of_too_many_pixels_together_go_before_any_is_unpacked() -> None:
    images = f'<image href="{large(3000)}"/>' * 200
    began = time.process_time()
    head = read_svg(f"{OPEN}{images}</svg>".encode())
    assert ("`image`",) == head.lost
    assert time.process_time() - began < 2


def test_a_picture_counts_by_its_pixels_wherever_it_is_copied() -> None:
    inner = f'<defs><image id="a" href="{large(1000)}"/></defs>'
    use = '<use href="#a"/>'
    safe_svg(f"{OPEN}{inner}{use * 20}</svg>".encode())
    with pytest.raises(RefusedXmlError, match="too much"):
        safe_svg(f"{OPEN}{inner}{use * 100}</svg>".encode())
