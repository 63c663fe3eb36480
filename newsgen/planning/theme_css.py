"""The theme's settings as design tokens: custom properties that go before the style's own."""

from __future__ import annotations

from newsgen.model.colour import DARK_GROUNDS, Colour, colour, lightened, mixed
from newsgen.model.theme import Theme

SCALES = {"small": "0.9375", "normal": "1", "large": "1.125"}

_GOOD_CONTRAST = 7.0
_BAR = 0.4
"""Bars have less weight than text: so much of the dark ground is in them."""


def tokens(theme: Theme) -> str:
    """The CSS that sets what the site changes, "" where it changes nothing."""
    everywhere: dict[str, str] = {}
    if theme.scale != "normal":
        everywhere["scale"] = SCALES[theme.scale]
    for name, face in (("text-face", theme.text_face), ("headline-face", theme.headline_face)):
        if face != "serif":
            everywhere[name] = f"var(--{face})"
    rules = _root(everywhere)
    # On paper the theme's own rules hold: black on white.
    accent = colour(theme.accent)
    if accent:
        rules += _in_media("screen", {"accent": str(accent), "bar": str(accent)})
    on_dark = _on_dark(theme, accent)
    if on_dark:
        bar = mixed(on_dark, DARK_GROUNDS[0], _BAR)
        colours = {"accent": str(on_dark), "bar": str(bar)}
        rules += _in_media("screen and (prefers-color-scheme: dark)", colours)
    return rules


def _on_dark(theme: Theme, accent: Colour | None) -> Colour | None:
    """The accent on a dark ground: as it is set, or the other one with white in it."""
    if theme.accent_dark:
        return colour(theme.accent_dark)
    return lightened(accent, DARK_GROUNDS, _GOOD_CONTRAST) if accent else None


def _root(properties: dict[str, str]) -> str:
    if not properties:
        return ""
    return f":root {{ {' '.join(f'--{key}: {value};' for key, value in properties.items())} }}\n"


def _in_media(query: str, properties: dict[str, str]) -> str:
    return f"@media {query} {{\n{_root(properties)}}}\n"
