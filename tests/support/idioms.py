"""How a language writes, for tests."""

from __future__ import annotations

from newsgen.rendering.locale_format import LocaleFormat
from newsgen.rendering.pattern_extraction import locale_patterns


def idiom(lang: str, zone: str = "UTC") -> LocaleFormat:
    """The idiom of a language's readers in a time zone."""
    return LocaleFormat(lang, zone, locale_patterns(lang, zone))
