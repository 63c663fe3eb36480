"""Picture files that are not what they should be: each is named where an article uses it."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from newsgen.reading.images import media
from newsgen.reading.images.pictures import MAX_PIXELS
from tests.support.pictures import animated_gif, encoded, jpeg, painted, png, png_chunk
from tests.support.problems import Placed, accepted, refused
from tests.support.site import SiteFolder

ARTICLE = "content/articles/world/strike.md"


def huge_png(width: int, height: int, *, whole: bool = False) -> bytes:
    """A PNG that says it is so large; unless it is `whole`, what is behind that is next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", head)
        + png_chunk(b"IDAT", zlib.compress(bytes(height * (1 + 3 * width) if whole else 1000), 1))
        + png_chunk(b"IEND", b"")
    )


BAD = {
    "no picture": (b"This is a text.", "NG200"),
    "nothing": (b"", "NG200"),
    "a web page": (b"<!DOCTYPE html><script>alert(1)</script>", "NG200"),
    "only the beginning of a PNG": (png()[:20], "NG201"),
    "a JPEG that was cut off": (jpeg()[:-2000], "NG201"),
    "a PNG that was cut off": (png()[:-20], "NG201"),
    "a GIF that was cut off": (animated_gif()[:-30], "NG201"),
    "a WebP that was cut off": (encoded(painted(90, 90), "WEBP")[:-50], "NG201"),
    "40,000 by 40,000 pixels": (huge_png(40_000, 40_000), "NG202"),
    "a little too many pixels": (huge_png(MAX_PIXELS["png"] // 1000 + 1, 1000), "NG202"),
    "a line too long": (huge_png(70_000, 2), "NG202"),
    "a width of nothing": (huge_png(0, 10), "NG200"),
}


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.gif", "a.webp", "a.avif", "a.tif"])
@pytest.mark.parametrize(("content", "code"), BAD.values(), ids=BAD)
def test_a_bad_picture_is_named_where_an_article_uses_it(
    site: SiteFolder, name: str, content: bytes, code: str
) -> None:
    site.write(f"content/media/{name}", content)
    text = f"![A](media/{name})\n\n[A](media/{name})\n"
    site.article("world/strike.md", text, image=f"media/{name}")
    assert [
        Placed(ARTICLE, 5, 8, code),
        Placed(ARTICLE, 7, 6, code),
        Placed(ARTICLE, 9, 5, code),
    ] == refused(site)


def test_a_file_of_too_many_bytes_is_named(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media, "max_bytes", lambda form: 5000)
    site.write("content/media/a.jpg", jpeg())
    site.article("world/strike.md", image="media/a.jpg")
    assert [Placed(ARTICLE, 5, 8, "NG202")] == refused(site)


def many_scans(count: int) -> bytes:
    """A progressive JPEG whose last scan comes so many times."""
    whole = encoded(painted(40, 30), "JPEG", progressive=True)
    at = whole.rindex(b"\xff\xda")
    return whole[:at] + whole[at:-2] * count + whole[-2:]


def animation(width: int, height: int, frames: int) -> bytes:
    """A GIF of so many frames that say how large they are, and have next to nothing in them."""
    screen = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    one = b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\0"
    return screen + one * frames + b";"


@pytest.mark.parametrize(
    ("name", "content", "is_taken"),
    [
        ("a.jpg", many_scans(80), True),
        ("a.jpg", many_scans(101), False),
        ("a.gif", animation(1000, 1000, 500), True),
        ("a.gif", animation(1000, 1000, 501), False),
        ("a.gif", animation(5000, 4000, 2), False),
        ("a.gif", animation(5000, 4000, 1), True),
    ],
)
def test_a_picture_that_keeps_a_browser_busy_is_named(
    site: SiteFolder, name: str, content: bytes, is_taken: bool
) -> None:
    site.write(f"content/media/{name}", content)
    site.article("world/strike.md", f"[A](media/{name})\n")
    codes = [(one.code, one.line) for one in site.build().problems]
    assert codes == ([] if is_taken else [("NG202", 6)])


def test_a_jpeg_in_inks_is_bounded_more_narrowly(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsgen.reading.images import pictures

    monkeypatch.setattr(pictures, "_MAX_PIXELS_IN_INKS", 1000)
    site.write("content/media/a.jpg", encoded(painted(40, 30).convert("CMYK"), "JPEG"))
    site.write("content/media/b.jpg", encoded(painted(40, 30), "JPEG"))
    site.article("world/strike.md", "![A](media/a.jpg)\n\n![B](media/b.jpg)\n")
    assert [Placed(ARTICLE, 6, 6, "NG202")] == refused(site)


@pytest.mark.long
def test_a_large_picture_takes_less_than_a_gigabyte(tmp_path: Path) -> None:
    """Of the types one that has the most pixels, and three numbers in each.

    What `getrusage` tells of a process counts the one that began it, too.
    """
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell a process what it took")
    file = tmp_path / "a.png"
    file.write_bytes(huge_png(12_000, 10_000, whole=True))
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from newsgen.catalog.pictures import linked, shown\n"
        "from newsgen.images.transcode import Transcoder\n"
        "from newsgen.reading.images.media import read_media\n"
        "record = read_media('content/media/a.png', Path(sys.argv[1]))\n"
        "transcoder = Transcoder()\n"
        "for one in (*shown('a.png', record), linked('a.png', record)):\n"
        "    transcoder.made(record.digest, Path(sys.argv[1]).read_bytes, one.recipe)\n"
        "status = Path('/proc/self/status').read_text().split('\\n')\n"
        "print(next(line.split()[1] for line in status if line.startswith('VmHWM:')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True
    )
    assert 0 < int(done.stdout) < 700_000


def test_a_bad_picture_that_nothing_uses_stops_nobody(site: SiteFolder) -> None:
    site.write("content/media/a.png", b"no picture")
    site.article("world/strike.md")
    assert [] == accepted(site)


def test_a_bad_picture_of_a_draft_is_a_warning(site: SiteFolder) -> None:
    site.write("content/media/a.png", b"no picture")
    site.article("world/strike.md", image="media/a.png", draft="true")
    assert [Placed(ARTICLE, 5, 8, "NG200", "warning")] == accepted(site)


def test_a_bad_portrait_is_named_at_the_person(site: SiteFolder) -> None:
    site.write("content/media/a.png", b"no picture")
    person = site.write("content/people/ann.md", "---\nname: Ann\nimage: media/a.png\n---\n")
    assert [Placed(person, 3, 8, "NG200")] == refused(site)


@pytest.mark.parametrize("name", ["a.heic", "a.HEIF", "a.jp2", "a.jxl", "a.dng", "a.cr2", "a.psd"])
def test_a_picture_whose_place_cannot_be_removed_is_refused_even_as_a_link(
    site: SiteFolder, name: str
) -> None:
    site.write(f"content/media/{name}", b"II*\0" + bytes(100))
    site.article("world/strike.md", f"[A](media/{name})\n")
    assert [Placed(ARTICLE, 6, 5, "NG203")] == refused(site)


@pytest.mark.parametrize("name", ["paper.pdf", "numbers.csv"])
def test_another_file_is_no_picture_but_can_be_linked(site: SiteFolder, name: str) -> None:
    site.write(f"content/media/{name}", b"%PDF")
    site.article("world/strike.md", f"![A](media/{name}) and [it](media/{name})\n")
    assert ["NG200"] == [one.code for one in refused(site)]
    site.article("world/strike.md", f"[it](media/{name})\n")
    assert [] == accepted(site)


def test_an_article_is_no_picture(site: SiteFolder) -> None:
    site.article("world/other.md")
    site.article("world/strike.md", "![A](other.md)\n")
    assert [Placed(ARTICLE, 6, 6, "NG200")] == refused(site)


def test_a_picture_that_breaks_while_it_is_decoded_is_named_and_nothing_is_written(
    site: SiteFolder,
) -> None:
    whole = png(width=400, height=300)
    at = whole.index(b"IDAT") + 8
    broken = whole[:at] + bytes(10) + whole[at + 10 :]
    site.article("world/strike.md")
    accepted(site)
    before = site.tree()
    site.write("content/media/a.png", broken)
    site.article("world/strike.md", image="media/a.png")
    assert {Placed("content/media/a.png", 0, 0, "NG201")} == set(refused(site))
    assert before == site.tree()


def test_a_picture_that_changes_while_the_site_is_built_is_not_published(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from newsgen.images import transcode

    file = site.file(site.write("content/media/a.jpg", jpeg()))
    site.article("world/strike.md", image="media/a.jpg")
    develop = transcode.Transcoder.__init__

    def changed(self: transcode.Transcoder) -> None:
        file.write_bytes(jpeg(500, 300))
        develop(self)

    monkeypatch.setattr(transcode.Transcoder, "__init__", changed)
    assert ["NG006"] == [one.code for one in site.build().problems]


@pytest.mark.parametrize(
    "focus", ["0.5", "[0.5]", "[0.5, 2]", "[-1, 0]", "[a, b]", "[nan, 0]", "{x: 1}", "[1, 1, 1]"]
)
def test_a_focus_that_is_no_point_of_the_picture(site: SiteFolder, focus: str) -> None:
    site.write("content/media/a.png", png())
    site.article("world/strike.md", image=f"{{src: media/a.png, alt: A, focus: {focus}}}")
    assert [("NG019", 5)] == [(one.code, one.line) for one in refused(site)]
