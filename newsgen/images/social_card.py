"""Draws social cards: a bar, the kicker, the headline and the masthead, as a PNG of sixteen colours."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import newsgen
from newsgen.catalog.social import CARD_SIZE
from newsgen.model.picture import SocialCard

_FONT = "NotoSerif-Bold.ttf"

_PAPER, _INK, _ACCENT = "#ffffff", "#14171b", "#0b5a6e"
_MARGIN = 72
_LINE = 1056
"""The width of a line: the card's without two margins."""

_BAR = 16
_KICKER_TOP, _KICKER = 56, 34
_HEADLINE_TOP, _HEADLINE_END = 124, 520
_HEADLINE_SIZES = (76, 68, 60, 52, 44)
_LEADING = 1.18
_MASTHEAD_TOP = 540
_MASTHEAD_SIZES = (40, 32, 24)

_LEVELS = 8
"""The shades from paper to ink, and from paper to the accent. More could not be seen."""


def drawn(card: SocialCard) -> bytes:
    """The card as a PNG, the same for the same card. Costs about ten milliseconds."""
    image = Image.new("L", CARD_SIZE)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, CARD_SIZE[0], _BAR), fill=255)
    _write(draw, _KICKER_TOP, _fitted(card.kicker, (_KICKER,), _KICKER * _LEADING))
    height = _HEADLINE_END - _HEADLINE_TOP
    _write(draw, _HEADLINE_TOP, _fitted(card.headline, _HEADLINE_SIZES, height))
    _write(draw, _MASTHEAD_TOP, _fitted(card.masthead, _MASTHEAD_SIZES, 50))
    stream = BytesIO()
    _coloured(image, card.accent or _ACCENT).save(stream, "PNG", bits=4)
    return stream.getvalue()


@lru_cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    # The basic layout is part of Pillow; the other one depends on the machine.
    file = Path(newsgen.__file__).parent / "fonts" / _FONT
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def _fitted(text: str, sizes: tuple[int, ...], height: float) -> tuple[int, list[str]]:
    """The largest size in which the text fits, and its lines; cut where it fits in none."""
    for size in sizes:
        lines = _lines(text, _font(size))
        most = max(1, int(height // (size * _LEADING)))
        if len(lines) <= most and all(_font(size).getlength(line) <= _LINE for line in lines):
            return size, lines
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] += " …"
    return size, [_cut(line, _font(size)) for line in kept]


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > _LINE:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cut(line: str, font: ImageFont.FreeTypeFont) -> str:
    """The line, cut to fit: a single word or name may be too long."""
    while len(line) > 2 and font.getlength(line) > _LINE:
        line = line.removesuffix("…")[:-1].rstrip() + "…"
    return line


def _write(draw: ImageDraw.ImageDraw, top: float, fitted: tuple[int, list[str]]) -> None:
    size, lines = fitted
    for number, line in enumerate(lines):
        draw.text((_MARGIN, top + number * size * _LEADING), line, font=_font(size), fill=255)


def _coloured(image: Image.Image, accent: str) -> Image.Image:
    """Colours the grey image: the headline's band in ink, the bands above and below it in the accent."""
    levels = image.point([value * _LEVELS // 256 for value in range(256)])
    for top, bottom in ((0, _HEADLINE_TOP), (_HEADLINE_END, CARD_SIZE[1])):
        band = levels.crop((0, top, CARD_SIZE[0], bottom))
        levels.paste(band.point([min(value + _LEVELS, 255) for value in range(256)]), (0, top))
    made = levels.convert("P")
    made.putpalette([*_shades(_INK), *_shades(accent)])
    return made


def _shades(colour: str) -> list[int]:
    """The shades from paper to the colour, as a palette: red, green, blue, red and so on."""
    paper, full = (_rgb(one) for one in (_PAPER, colour))
    steps = [step / (_LEVELS - 1) for step in range(_LEVELS)]
    return [
        round(light + (dark - light) * step)
        for step in steps
        for light, dark in zip(paper, full, strict=True)
    ]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
