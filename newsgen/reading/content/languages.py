"""Reads language tags, as far as a newsroom writes them."""

from __future__ import annotations

import re

# BCP 47: a language, and perhaps a script and a region.
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")

LANGUAGE_HINT = "Write a tag such as en, uk or pt-BR."


def is_language(tag: str) -> bool:
    """Whether the text is a language tag in its usual upper and lower case."""
    return LANGUAGE_TAG.fullmatch(tag) is not None
