"""A body for the text edition: what its pictures show stands in their places, as text."""

from __future__ import annotations

import re

# In an attribute that the sanitiser or newsgen wrote there is no ">".
_AROUND = re.compile(r"</?picture>|<source\b[^>]*>")
_IMAGE = re.compile(r"<img\b[^>]*>")
_ALT = re.compile(r'\salt="([^"]*)"')


def without_pictures(body: str) -> str:
    """The body with the alternative text of each picture, in square brackets, and no picture."""
    if "<img" not in body:
        return body
    return _IMAGE.sub(_described, _AROUND.sub("", body))


def _described(match: re.Match[str]) -> str:
    alt = _ALT.search(match.group())
    return f"[{alt.group(1)}]" if alt and alt.group(1) else ""
