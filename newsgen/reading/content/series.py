"""Reads an article's place in a series."""

from __future__ import annotations

from newsgen.model.article import Reference, SeriesPart
from newsgen.model.slug import slug_fault, slug_of
from newsgen.reading.content.aliases import read_aliases
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Scalar

SERIES_KEYS = ("title", "part", "aliases")
MAX_PART = 10_000

_HINT = "Write series: and its title, or `title:` and `part:` below it."


def read_series(fields: Fields) -> SeriesPart | None:
    """The series under `series`: a title, or a mapping of title and part."""
    aliases: tuple[Reference, ...]
    entry = fields.entry("series")
    if entry is None:
        return None
    if isinstance(entry.value, Scalar):
        title, part, aliases = fields.text("series"), 0, ()
    else:
        inner = fields.within("series", SERIES_KEYS)
        if inner is None:
            return None
        inner.require("title", _HINT)
        title, part = inner.text("title"), inner.integer("part", 0, 1, MAX_PART)
        aliases = read_aliases(inner)
        fields.adopt(inner)
    if not title:
        return None
    slug = slug_of(title)
    fault = slug_fault(slug)
    if fault:
        fields.note(entry.value, "NG023", f"The series `{title}` {fault} as an address.", _HINT)
        return None
    return SeriesPart(slug, title, part, entry.line, aliases)
