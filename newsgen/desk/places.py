"""The place of a source in an article's front matter."""

from __future__ import annotations

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript, Sourced


def at_source(manuscript: Manuscript, source: Sourced, message: str) -> Mark:
    """A mark at the name of the source. Several sources may be on one line."""
    value = manuscript.keys.entries["sources"].value
    place = manuscript.source_places.get(source.given.id, value)
    return Mark(place.line, place.column, message)
