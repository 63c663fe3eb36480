"""Pictures as readers get them: in which sizes and types, in which HTML, made once."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from newsgen.catalog.pictures import crops
from newsgen.images import picture_store
from newsgen.model.picture import Focus, PictureHead
from newsgen.model.records import FileRecord
from tests.support.pictures import animated_gif, encoded, jpeg, painted, png
from tests.support.site import SiteFolder

PAGE = "world/2024/11/strike.html"


def media(site: SiteFolder) -> dict[str, bytes]:
    """What is published below media/, by its name without the hash."""
    return {
        re.sub(r"\.[0-9a-f]{10}", "", path.removeprefix("media/")): content
        for path, content in site.tree().items()
        if path.startswith("media/")
    }


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def shown(site: SiteFolder, content: bytes, name: str = "a.jpg") -> str:
    """The page of an article whose text shows this picture alone."""
    site.write(f"content/media/{name}", content)
    site.article("world/strike.md", f"![A bridge](media/{name})\n")
    report = site.build()
    assert () == report.problems
    return site.page(PAGE)


# Files


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (30, {30}),
        (480, {480}),
        (500, {480}),
        (700, {480, 700}),
        (800, {480, 800}),
        (1000, {480, 800, 1000}),
        (1250, {480, 800, 1200}),
        (1600, {480, 800, 1200, 1600}),
        (2500, {480, 800, 1200, 1600}),
    ],
)
def test_a_picture_is_made_in_widths_that_do_not_exceed_its_own(
    site: SiteFolder, width: int, widths: set[int]
) -> None:
    shown(site, jpeg(width, 100))
    made = media(site)
    assert {f"a-{one}.{form}" for one in widths for form in ("webp", "jpg")} == set(made)
    for name, content in made.items():
        stem, _, form = name.partition(".")
        image = opened(content)
        assert {"webp": "WEBP", "jpg": "JPEG"}[form] == image.format
        assert int(stem.removeprefix("a-")) == image.width
        assert max(1, round(100 * image.width / width)) == image.height


def test_a_picture_with_transparency_stays_one_that_can_have_it(site: SiteFolder) -> None:
    image = painted(600, 400, "RGBA")
    image.putalpha(Image.linear_gradient("L").resize((600, 400)))
    shown(site, encoded(image, "PNG"), "a.png")
    made = media(site)
    assert {"a-480.webp", "a-480.png", "a-600.webp", "a-600.png"} == set(made)
    assert all(opened(content).has_transparency_data for content in made.values())


def test_a_picture_is_turned_upright(site: SiteFolder) -> None:
    image = Image.new("RGB", (60, 40), "white")
    image.paste("red", (0, 0, 20, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    shown(site, encoded(image, "JPEG", exif=exif, quality=95))
    made = opened(media(site)["a-40.jpg"])
    assert (40, 60) == made.size
    top, bottom = made.getpixel((20, 5)), made.getpixel((20, 50))
    assert isinstance(top, tuple) and isinstance(bottom, tuple)
    assert top[1] < 60 and bottom[1] > 200


def test_colours_of_another_profile_become_those_of_the_web(site: SiteFolder) -> None:
    # A profile in which red and blue have changed their places.
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for one, other in ((b"rXYZ", b"bXYZ"), (b"rTRC", b"bTRC")):
        profile = profile.replace(one, b"????").replace(other, one).replace(b"????", other)
    image = Image.new("RGB", (16, 16), (250, 10, 10))
    shown(site, encoded(image, "PNG", icc_profile=profile), "a.png")
    made = opened(media(site)["a-16.jpg"])
    assert "icc_profile" not in made.info
    red, _, blue = made.getpixel((8, 8))  # type: ignore[misc]
    assert red < 60 and blue > 200


@pytest.mark.parametrize(
    ("mode", "form"),
    [
        ("CMYK", "JPEG"), ("CMYK", "TIFF"), ("L", "JPEG"), ("1", "PNG"), ("P", "GIF"), ("P", "PNG"),
        ("LA", "PNG"), ("I;16", "PNG"), ("RGB", "BMP"), ("RGB", "WEBP"), ("RGB", "AVIF"),
        ("I;16", "TIFF"), ("F", "TIFF"),
    ],
)  # fmt: skip
def test_a_picture_of_any_kind_of_colours_is_one_for_browsers(
    site: SiteFolder, mode: str, form: str
) -> None:
    if mode == "I;16":
        image = Image.new("I;16", (64, 32), 40_000)
        image.paste(0, (32, 0, 64, 32))
    elif mode == "F":
        image = Image.new("F", (64, 32), 40_000.0)
        image.paste(0.0, (32, 0, 64, 32))
    else:
        image = Image.new("RGB", (64, 32), "white")
        image.paste("black", (32, 0, 64, 32))
        image = image.convert(mode)
    shown(site, encoded(image, form), f"a.{form.lower()}")
    for content in media(site).values():
        made = opened(content).convert("L")
        assert (64, 32) == made.size
        # Neither cut off nor turned into its negative.
        left, right = made.getpixel((8, 16)), made.getpixel((56, 16))
        assert isinstance(left, int) and isinstance(right, int)
        assert 120 < left and right < 20


def test_a_palette_with_a_transparent_colour_keeps_it(site: SiteFolder) -> None:
    image = Image.new("P", (20, 20), 3)
    image.putpalette([10, 20, 30] * 256)
    shown(site, encoded(image, "PNG", transparency=3), "a.png")
    assert 0 == opened(media(site)["a-20.png"]).convert("RGBA").getpixel((1, 1))[3]  # type: ignore[index]


def test_a_type_is_that_of_the_bytes_whatever_the_name_says(site: SiteFolder) -> None:
    shown(site, png(), "a.jpg")
    assert {"a-8.webp", "a-8.jpg"} == set(media(site))


def test_an_animation_moves_but_for_who_asked_for_less_motion(site: SiteFolder) -> None:
    page = shown(site, animated_gif(), "a.gif")
    assert {"a.gif", "a-20.webp", "a-20.jpg"} == set(media(site))
    moving = opened(media(site)["a.gif"])
    assert 2 == moving.n_frames  # type: ignore[attr-defined]
    assert 2 == page.count('media="(prefers-reduced-motion: reduce)"')
    assert re.search(r'<img src="[^"]*\.gif" alt="A bridge" width="20" height="10"', page)


def test_two_pictures_of_the_same_name_and_bytes_are_made_once(site: SiteFolder) -> None:
    site.write("content/media/a.png", png())
    site.write("content/articles/world/a.png", png())
    site.article("world/strike.md", "![x](a.png)\n\n![y](/media/a.png)\n")
    assert () == site.build().problems
    assert {"a-8.webp", "a-8.jpg"} == set(media(site))


# Crops


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((4000, 3000), [(1200, 1200), (1200, 900), (1200, 675)]),
        ((1000, 2000), [(1000, 1000), (1000, 750), (1000, 562)]),
        ((900, 300), [(300, 300), (400, 300), (533, 300)]),
        ((1, 1), [(1, 1), (1, 1), (1, 1)]),
    ],
)
def test_crops_are_1200_wide_where_the_picture_allows(
    size: tuple[int, int], expected: list[tuple[int, int]]
) -> None:
    found = crops("content/a.jpg", _record(*size), (0.5, 0.5))
    assert expected == [(one.width, one.height) for one, _ in found]


@pytest.mark.parametrize("focus", [(0.0, 0.0), (0.5, 0.5), (1.0, 1.0), (0.2, 0.9)])
@pytest.mark.parametrize("size", [(4000, 3000), (300, 2000), (2000, 300), (7, 5)])
def test_crops_lie_in_the_picture_and_hold_its_focus(size: tuple[int, int], focus: Focus) -> None:
    width, height = size
    for _, made in crops("content/a.jpg", _record(width, height), focus):
        assert made.recipe.box is not None
        left, top, right, bottom = made.recipe.box
        assert 0 <= left < right <= width and 0 <= top < bottom <= height
        assert left <= focus[0] * width <= right and top <= focus[1] * height <= bottom


def _record(width: int, height: int) -> FileRecord:
    head = PictureHead("jpeg", width, height)
    return FileRecord(path="content/a.jpg", kind="media", digest="0" * 32, head=head)


def test_the_crop_of_a_large_photograph_shows_the_part_that_the_focus_names(
    site: SiteFolder,
) -> None:
    image = Image.new("RGB", (6000, 1000), "white")
    image.paste("red", (5000, 0, 6000, 1000))
    site.write("content/media/a.jpg", encoded(image, "JPEG"))
    site.article("world/strike.md", image="{src: media/a.jpg, alt: A wall, focus: [1, 0.5]}")
    site.build()
    square = opened(media(site)["a-1x1.jpg"])
    assert (1000, 1000) == square.size
    for place in ((20, 500), (980, 500)):
        red, green, _ = square.getpixel(place)  # type: ignore[misc]
        assert red > 200 and green < 60


def test_an_article_describes_its_picture_to_machines(site: SiteFolder) -> None:
    site.write("content/media/a.jpg", jpeg(1300, 900))
    site.article("world/strike.md", image="{src: media/a.jpg, alt: A bridge, credit: Ann Lee}")
    site.build()
    page = site.page(PAGE)
    assert 3 == page.count('"@type":"ImageObject"')
    assert 3 == page.count('"creditText":"Ann Lee"')
    assert re.search(
        r'og:image" content="https://test\.example/media/a\.[0-9a-f]{10}-16x9\.jpg">\n'
        r'<meta property="og:image:width" content="1200">\n'
        r'<meta property="og:image:height" content="675">',
        page,
    )
    assert re.search(r'<media:content url="https://test\.example/media/a\.', site.page("feed.xml"))


def test_a_site_without_an_address_has_no_crops(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "name: The Desk\n")
    site.write("content/media/a.jpg", png())
    site.article("world/strike.md", image="media/a.jpg")
    site.build()
    assert {"a-8.webp", "a-8.jpg"} == set(media(site))


def test_a_chart_is_without_loss_in_its_own_size(site: SiteFolder) -> None:
    image = Image.new("RGB", (800, 600), "white")
    for number in range(0, 800, 7):
        image.paste((number % 256, 20, 90), (number, 0, number + 2, 600))
    shown(site, encoded(image, "PNG"), "a.png")
    assert image.tobytes() == opened(media(site)["a-800.webp"]).convert("RGB").tobytes()


# HTML


def test_a_picture_that_stands_alone_is_a_figure(site: SiteFolder) -> None:
    site.write("content/media/a.jpg", jpeg(1000, 600))
    site.article(
        "world/strike.md",
        '![A "bridge"](media/a.jpg "The <b>bridge</b>"){#it .wide credit="Ann & Bo"}\n',
    )
    assert () == site.build().problems
    found = re.search(r"<figure class.*?</figure>", site.page(PAGE), re.DOTALL)
    assert found is not None
    figure = re.sub(r"a\.[0-9a-f]{10}", "a", found.group())
    name = "../../../media/a"
    webp, known = (
        ", ".join(f"{name}-{width}.{form} {width}w" for width in (480, 800, 1000))
        for form in ("webp", "jpg")
    )
    sizes = 'sizes="(min-width: 41rem) 39rem, 100vw"'
    assert figure == (
        '<figure class="wide" id="it">\n'
        f'<picture><source type="image/webp" srcset="{webp}" {sizes}>'
        f'<img src="{name}-800.jpg" srcset="{known}" {sizes}'
        ' alt="A &quot;bridge&quot;" width="1000" height="600" fetchpriority="high"></picture>\n'
        '<figcaption>The &lt;b&gt;bridge&lt;/b&gt; <span class="credit">Ann &amp; Bo</span>'
        "</figcaption>\n</figure>"
    )


@pytest.mark.parametrize(
    ("body", "figures"),
    [
        ("![A](media/a.png)\n![B](media/b.png)\n", 2),
        ('![A](media/a.png "T")\n{: .wide }\n', 1),
        ("Text ![A](media/a.png) text.\n", 0),
        ("[![A](media/a.png)](https://a.example/)\n", 0),
        ("- ![A](media/a.png)\n", 0),
        ("> ![A](media/a.png)\n", 1),
        ('<figure><img src="media/a.png" alt="A"><figcaption>C</figcaption></figure>\n', 1),
    ],
)
def test_a_picture_in_a_line_stays_in_it(site: SiteFolder, body: str, figures: int) -> None:
    site.write("content/media/a.png", png())
    site.write("content/media/b.png", png((1, 2, 3)))
    site.article("world/strike.md", body)
    assert () == site.build().problems
    page = site.page(PAGE)
    assert figures == page.count("<figure")
    for image in re.findall("<img[^>]*>", page):
        assert 'width="8" height="6"' in image
        assert re.search(r'src="\.\./\.\./\.\./media/[ab]\.[0-9a-f]{10}-8\.jpg"', image)


def test_an_authors_own_size_of_a_picture_in_a_line_stays(site: SiteFolder) -> None:
    site.write("content/media/a.png", png())
    site.article("world/strike.md", 'Text <img src="media/a.png" alt="A" width="4"> text.\n')
    site.build()
    (image,) = re.findall("<img[^>]*>", site.page(PAGE))
    assert ' width="4"' in image and "height" not in image


@pytest.mark.parametrize("has_lead", [True, False])
def test_the_first_picture_of_a_page_is_loaded_first_and_the_others_when_they_are_seen(
    site: SiteFolder, has_lead: bool
) -> None:
    site.write("content/media/a.png", png())
    text = "![A](media/a.png)\n\nA line with ![B](media/a.png) in it.\n\n![C](media/a.png)\n"
    site.article("world/strike.md", text, image="media/a.png" if has_lead else None)
    site.build()
    images = re.findall("<img[^>]*>", site.page(PAGE))
    assert 3 + has_lead == len(images)
    assert 'fetchpriority="high"' in images[0] and "lazy" not in images[0]
    for image in images[1:]:
        assert 'loading="lazy" decoding="async"' in image and "fetchpriority" not in image


def test_a_feed_shows_pictures_by_absolute_addresses(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "name: D\nurl: https://test.example/\nfeed: {full_text: true}\n")
    shown(site, png())
    assert 'srcset="https://test.example/media/a.' in site.page("feed.xml").replace("&quot;", '"')


# Made once


def remembered(site: SiteFolder) -> dict[str, int]:
    """What is remembered of pictures, and when each was made."""
    folder = site.root / ".newsgen/pictures"
    return {file.name: file.stat().st_ino for file in folder.rglob("*") if file.is_file()}


def test_a_picture_is_made_once_whatever_becomes_of_the_output_and_of_its_name(
    site: SiteFolder,
) -> None:
    shown(site, jpeg())
    made = remembered(site)
    before = media(site)
    assert 6 == len(made)
    shutil.rmtree(site.dist)
    site.file("content/media/a.jpg").unlink()
    shown(site, jpeg(), "moved/b.jpg")
    assert made == remembered(site)
    assert list(before.values()) == list(media(site).values())


def test_what_is_remembered_of_a_picture_is_made_again_where_it_is_damaged(
    site: SiteFolder,
) -> None:
    shown(site, jpeg())
    before = site.tree()
    for file in (site.root / ".newsgen/pictures").rglob("*.*"):
        file.write_bytes(file.read_bytes()[:-5])
    shutil.rmtree(site.dist)
    assert not site.build().failed
    assert before == site.tree()


def test_what_was_made_of_a_picture_that_is_gone_is_forgotten_in_time(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(site, jpeg())
    old = set(remembered(site))
    shown(site, png())
    assert old < set(remembered(site))
    monkeypatch.setattr(picture_store, "KEPT_DAYS", -1)
    # As after every change of the configuration, the whole site is gone through.
    site.write("newsgen.yaml", "name: Another\nurl: https://test.example/\n")
    shown(site, png((1, 2, 3)))
    assert old.isdisjoint(remembered(site))
    assert remembered(site)


def test_what_another_pillow_made_is_forgotten_at_once(site: SiteFolder) -> None:
    shown(site, jpeg())
    (folder,) = (site.root / ".newsgen/pictures").iterdir()
    folder.rename(folder.with_name("0" * 32))
    shown(site, png())
    assert [folder.name] == [one.name for one in (site.root / ".newsgen/pictures").iterdir()]


def test_pictures_of_a_draft_are_not_made(site: SiteFolder) -> None:
    site.write("content/media/a.jpg", jpeg())
    site.article("world/strike.md", "![A](media/a.jpg)\n", draft="true", image="media/a.jpg")
    site.build()
    assert {} == media(site)
    assert {} == remembered(site)


def test_pictures_are_the_same_from_one_process_and_from_many(
    site: SiteFolder, tmp_path: Path
) -> None:
    for number in range(6):
        site.write(f"content/media/{number}.jpg", jpeg(500 + number, 300))
        site.article(f"world/{number}.md", image=f"media/{number}.jpg")
    site.build(jobs=1)
    alone = site.tree()
    site.build(output=tmp_path / "dist", jobs=2, processes_from=1, state_folder=tmp_path / "state")
    assert alone == site.tree(tmp_path / "dist")
