"""Social cards: drawn for articles without a picture, where the site asks for them."""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageFont

import newsgen
from newsgen.catalog.social import DRAWABLE
from newsgen.images.social_card import drawn
from newsgen.model.picture import SocialCard
from tests.support.pictures import png
from tests.support.site import CONFIG, SiteFolder

FONT = Path(newsgen.__file__).parent / "fonts" / "NotoSerif-Bold.ttf"
PAGE = "world/2024/11/strike.html"
WHITE = (255, 255, 255)


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    site.write("newsgen.yaml", CONFIG + "social_cards: true\n")
    site.article("world/strike.md", headline="What happened")
    return site


def cards(site: SiteFolder) -> list[str]:
    return [path for path in site.tree() if path.endswith("-card.png")]


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content)).convert("RGB")


def test_an_article_without_a_picture_gets_a_card(desk: SiteFolder) -> None:
    assert () == desk.build().problems
    (path,) = cards(desk)
    assert re.fullmatch(r"media/strike\.[0-9a-f]{10}-card\.png", path)
    assert (1200, 630) == opened(desk.tree()[path]).size
    page = desk.page(PAGE)
    assert f'<meta property="og:image" content="https://test.example/{path}">' in page
    assert '<meta property="og:image:alt" content="What happened">' in page
    assert '"image"' not in page


def test_an_article_with_a_picture_gets_none(desk: SiteFolder) -> None:
    desk.write("content/media/a.png", png())
    desk.article("world/strike.md", image="media/a.png")
    desk.build()
    assert [] == cards(desk)


def test_a_drawing_is_no_preview_so_the_card_is(desk: SiteFolder) -> None:
    desk.write("content/media/a.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    desk.article("world/strike.md", image="{src: media/a.svg, alt: A chart}", headline="It")
    desk.build()
    assert 1 == len(cards(desk))
    assert '<meta property="og:image:alt" content="It">' in desk.page(PAGE)
    assert 1 == desk.page(PAGE).count('"@type":"ImageObject"')


@pytest.mark.parametrize("config", [CONFIG, "name: The Desk\nsocial_cards: true\n"])
def test_a_site_that_does_not_ask_or_has_no_address_has_none(desk: SiteFolder, config: str) -> None:
    desk.write("newsgen.yaml", config)
    desk.build()
    assert [] == cards(desk)


@pytest.mark.parametrize(
    ("headline", "count"),
    [
        ("Київ — столиця", 1), ("Zażółć gęślą jaźń", 1), ("Ελλάδα", 1), ("it‑s ‘so’\u00ad", 1),
        ("الرياض", 0), ("北京", 0), ("A 🎉", 0),
    ],
)  # fmt: skip
def test_a_headline_with_letters_that_the_font_lacks_gets_none(
    desk: SiteFolder, headline: str, count: int
) -> None:
    desk.article("world/strike.md", headline=headline)
    assert () == desk.build().problems
    assert count == len(cards(desk))


def test_the_font_has_every_letter_that_is_said_to_be_drawable() -> None:
    font = ImageFont.truetype(FONT, 20, layout_engine=ImageFont.Layout.BASIC)
    missing = bytes(font.getmask("\U000f0000"))
    letters = [chr(code) for code in range(32, 0x2300) if re.fullmatch(f"[{DRAWABLE}]", chr(code))]
    assert 1200 < len(letters)
    assert [] == [one for one in letters if bytes(font.getmask(one)) == missing]


def test_articles_of_one_name_and_headline_have_a_card_each(desk: SiteFolder) -> None:
    desk.article("home/strike.md", headline="What happened", kicker="K")
    desk.article("world/strike.md", headline="What happened", kicker="K")
    assert () == desk.build().problems
    assert 2 == len(cards(desk))


def test_an_edit_to_the_headline_draws_the_card_anew_and_to_the_text_does_not(
    desk: SiteFolder,
) -> None:
    desk.build()
    (before,) = cards(desk)
    desk.article("world/strike.md", "Another text.\n", headline="What happened")
    changed = [one.output for one in desk.build(explain=True).changes]
    assert [PAGE] == [one for one in changed if one.endswith((".html", ".png"))]
    desk.article("world/strike.md", "Another text.\n", headline="What happened next")
    desk.build()
    (after,) = cards(desk)
    assert before != after


def test_a_held_article_has_no_card(desk: SiteFolder) -> None:
    desk.article("world/strike.md", draft="true")
    desk.build()
    assert [] == cards(desk)


@pytest.mark.parametrize(
    "headline",
    [
        "A", "What happened", "A long headline of many words " * 8, "Wolf" * 60,
        "Donaudampfschifffahrtsgesellschaftskapitän " * 3, "Київ " * 40, "A " * 500,
    ],
)  # fmt: skip
def test_a_headline_of_any_length_stays_in_its_place(headline: str) -> None:
    card = SocialCard(headline.strip(), "World " * 40, "The Desk of a very long name " * 6, "")
    image = opened(drawn(card))
    for box in ((0, 20, 70, 630), (1130, 20, 1200, 630), (0, 521, 1200, 539), (0, 612, 1200, 630)):
        area = (box[2] - box[0]) * (box[3] - box[1])
        assert [(area, WHITE)] == image.crop(box).getcolors(), box


def test_the_card_shows_each_of_its_words() -> None:
    def bands(card: SocialCard) -> list[bytes]:
        edges = (20, 124, 520, 630)
        image = opened(drawn(card))
        return [image.crop((0, top, 1200, bottom)).tobytes() for top, bottom in pairwise(edges)]

    one = bands(SocialCard("A", "B", "C", ""))
    others = (("A", "X", "C"), ("X", "B", "C"), ("A", "B", "X"))
    for index, words in enumerate(others):
        other = bands(SocialCard(*words, ""))
        assert [index] == [place for place in range(3) if one[place] != other[place]]


def test_the_card_has_the_accent_of_the_theme() -> None:
    assert (0x11, 0x22, 0x33) == opened(drawn(SocialCard("A", "", "C", "#112233"))).getpixel((5, 5))
