"""Which other articles a reader of one is led to, with a bounded reach.

A new article must not make thousands of old pages stale. So an article is led
to earlier ones that share its tags, which a newer article cannot change, and
to the nearest later one of each tag, which a newer article changes only for
the newest of that tag.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping

from newsgen.catalog.entry import Entry
from newsgen.catalog.groups import Entries, Group
from newsgen.catalog.shelf import Shelved

RELATED = 5
FOLLOW_UPS = 2
WINDOW = 8
"""How many earlier articles of each tag are weighed."""


class Related:
    """What an article leads to by its tags; their lists are newest first."""

    def __init__(self, tags: Mapping[str, Group]) -> None:
        self._tags = tags
        self._dates: dict[str, array[int]] = {}

    def of(self, entry: Entry, excluded: frozenset[str]) -> tuple[Entry, ...]:
        """What `entry` leads to: follow-ups first, then earlier ones by tags in common."""
        later: dict[str, Entry] = {}
        earlier: dict[str, Entry] = {}
        shared: dict[str, int] = {}
        for tag in dict.fromkeys(slug for slug, _ in entry.tags):
            entries = self._tags[tag].entries
            index = self._position(tag, entries, entry)
            if index:
                nearest = entries[index - 1]
                later[nearest.head.path] = nearest
            for one in entries[index + 1 : index + 1 + WINDOW]:
                path = one.head.path
                earlier[path] = one
                shared[path] = shared.get(path, 0) + 1
        follow_ups = sorted(
            (one.head.date.seconds, key) for key, one in later.items() if key not in excluded
        )[:FOLLOW_UPS]
        ranked = sorted(
            (
                (shared[key], one.head.date.seconds, key)
                for key, one in earlier.items()
                if key not in excluded
            ),
            reverse=True,
        )[: RELATED - len(follow_ups)]
        return (
            *(later[key] for _, key in follow_ups),
            *(earlier[key] for _, _, key in ranked),
        )

    def _position(self, tag: str, entries: Entries, entry: Entry) -> int:
        """Where the entry stands; asked four times for an article's page, so told from dates alone."""
        if isinstance(entries, Shelved):
            return entries.position(entry)
        dates = self._dates.get(tag)
        if dates is None:
            dates = array("q", [-one.head.date.seconds for one in entries])
            self._dates[tag] = dates
        index = bisect_left(dates, -entry.head.date.seconds)
        while entries[index] is not entry:
            index += 1
        return index
