"""The titles of the pages that newsgen names itself."""

from __future__ import annotations

TITLES = {
    "archive": "Archive",
    "corrections": "Corrections",
    "people": "People",
    "sources": "Sources",
    "tags": "Topics",
    "feeds": "Our feeds",
    "404": "Page not found",
    "tombstone": "This article was withdrawn",
}
"""By kind of page. Each is an interface word, which a page shows in its language."""
