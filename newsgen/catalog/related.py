"""Which other articles a reader of one is led to, with a bounded reach.

A new article must not make thousands of old pages stale. So an article is led
to earlier ones that share its tags, which a newer article cannot change, and
to the nearest later one of each tag, which a newer article changes only for
the newest of that tag.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsgen.catalog.entry import Entry
from newsgen.catalog.groups import Group, position

RELATED = 5
FOLLOW_UPS = 2
WINDOW = 8
"""How many earlier articles of each tag are weighed."""


class Related:
    """What an article leads to by its tags; their lists are newest first."""

    def __init__(self, tags: Mapping[str, Group]) -> None:
        self._tags = tags

    def of(self, entry: Entry, excluded: frozenset[str]) -> tuple[Entry, ...]:
        """What `entry` leads to: follow-ups first, then earlier ones by tags in common."""
        later: dict[str, Entry] = {}
        earlier: dict[str, Entry] = {}
        shared: dict[str, int] = {}
        for tag in dict.fromkeys(slug for slug, _ in entry.tags):
            entries = self._tags[tag].entries
            index = position(entries, entry)
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
