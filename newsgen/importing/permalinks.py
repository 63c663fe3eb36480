"""Makes the old address of a piece by the pattern of the site that it was on."""

from __future__ import annotations

import re
from datetime import date

from newsgen.model.slug import slug_of
from newsgen.plugins.imported_pieces import Piece

_WORD = re.compile(r":(\w+)|\{(\w+)(?::[^{}]*)?\}")
_SLASHES = re.compile(r"/{2,}")


def permalink(pattern: str, piece: Piece, stem: str, day: str = "") -> str:
    """The address of the piece; `stem` is its file's name, `day` a date in it. "" where it can't be said."""
    written = (piece.date or day)[:10]
    try:
        when = date.fromisoformat(written)
    except ValueError:
        when = None
    if when is None and re.search(r":(?:i_)?(?:year|month|day)|\{(?:date|year)", pattern):
        return ""
    values = {
        "title": stem or slug_of(piece.headline),
        "slug": piece.slug or stem,
        "filename": stem,
        "contentbasename": stem,
        "slugorfilename": piece.slug or stem,
        "slugorcontentbasename": piece.slug or stem,
        "name": stem,
        "section": piece.section,
        "sections": piece.section,
        "categories": slug_of(piece.section),
        "category": slug_of(piece.section),
        "output_ext": ".html",
        "lang": piece.lang,
    }
    if when:
        values |= {
            "year": f"{when:%Y}", "month": f"{when:%m}", "day": f"{when:%d}", "i_month": str(when.month),
            "i_day": str(when.day), "short_year": f"{when:%y}", "y_day": f"{when:%j}",
            "yearday": f"{when:%j}",
            "week": f"{when:%V}", "short_month": f"{when:%b}", "monthname": f"{when:%B}", "date": str(when),
        }  # fmt: skip

    def value(match: re.Match[str]) -> str:
        word = match[1] or match[2]
        if word not in values:
            # `:title.html` and `:titleoutput_ext` are written without a sign between.
            return values.get(word.split("_")[0], "") if match[1] else ""
        return values[word]

    made = _SLASHES.sub("/", "/" + _WORD.sub(value, pattern))
    return "" if ":" in made or "{" in made else made
