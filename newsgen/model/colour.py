"""Colours as sRGB triples, and how well one is read on another."""

from __future__ import annotations

import re

from newsgen.model.fast_namedtuple import NamedTuple

LEAST_CONTRAST = 4.5
"""Of text on its ground, by WCAG 2.2, 1.4.3 (AA)."""

HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class Colour(NamedTuple):
    """Red, green and blue, from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


WHITE = Colour(255, 255, 255)

LIGHT_GROUNDS = (WHITE, Colour(0xF1, 0xF4, 0xF5))
DARK_GROUNDS = (Colour(0x12, 0x14, 0x17), Colour(0x1C, 0x20, 0x24))
"""What the theme sets text on: `--paper` and `--tint` of its style, in light and in dark."""


def colour(text: str) -> Colour | None:
    """The colour of `#0b5a6e` or `#05a`; None where the text is none."""
    if not HEX_COLOUR.fullmatch(text):
        return None
    digits = text[1:] if len(text) == 7 else "".join(2 * one for one in text[1:])
    return Colour(*(int(digits[start : start + 2], 16) for start in (0, 2, 4)))


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(one: Colour, grounds: tuple[Colour, ...]) -> float:
    """The lowest contrast of the colour with one of these grounds."""
    return min(contrast(one, ground) for ground in grounds)


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """The colour mixed with this share of another."""
    return Colour(*(round(a + (b - a) * share) for a, b in zip(one, other, strict=True)))


def lightened(one: Colour, grounds: tuple[Colour, ...], wanted: float) -> Colour:
    """The colour mixed with white until it reaches this contrast on dark grounds."""
    steps = 20
    return next(
        light
        for step in range(steps + 1)
        if least_contrast(light := mixed(one, WHITE, step / steps), grounds) >= wanted
    )


def _luminance(one: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in one)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    if part <= 0.04045:
        return part / 12.92
    linear: float = ((part + 0.055) / 1.055) ** 2.4
    return linear
