"""How a language writes, for tests."""

from __future__ import annotations

from newsgen.rendering.idiom import Idiom
from newsgen.rendering.learning import customs


def idiom(lang: str, zone: str = "UTC") -> Idiom:
    """The idiom of a language's readers in a time zone."""
    return Idiom(lang, zone, customs(lang, zone))
