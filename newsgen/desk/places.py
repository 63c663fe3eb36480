"""Where in an article's front matter a source stands."""

from __future__ import annotations

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript, Sourced


def at_source(manuscript: Manuscript, source: Sourced, message: str) -> Mark:
    """A mark at the place where the article names the source; several may stand on one line."""
    value = manuscript.keys.entries["sources"].value
    place = manuscript.source_places.get(source.given.id, value)
    return Mark(place.line, place.column, message)
