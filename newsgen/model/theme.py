"""What a site changes of the theme without a template of its own."""

from __future__ import annotations

from typing import Literal

from newsgen.model.article import Reference
from newsgen.model.fast_namedtuple import NamedTuple

Scale = Literal["small", "normal", "large"]
Face = Literal["serif", "sans"]

SCALES: tuple[Scale, ...] = ("small", "normal", "large")
FACES: tuple[Face, ...] = ("serif", "sans")


class Logo(NamedTuple):
    """The masthead as a picture; both are static files, `dark` None where one serves both.

    Sizes in CSS pixels, so that the page keeps its place for it.
    """

    file: Reference
    dark: Reference | None
    width: int
    height: int


class Theme(NamedTuple):
    """The theme's settings. Colours are `#rrggbb`, or "" for the theme's own.

    `style` is a static file whose rules follow those of the theme.
    """

    accent: str = ""
    accent_dark: str = ""
    scale: Scale = "normal"
    text_face: Face = "serif"
    headline_face: Face = "serif"
    logo: Logo | None = None
    style: Reference | None = None

    @property
    def files(self) -> tuple[Reference, ...]:
        """The static files that the settings name."""
        logos = (self.logo.file, self.logo.dark) if self.logo else ()
        return tuple(one for one in (*logos, self.style) if one is not None)
