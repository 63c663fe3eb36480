"""Which other articles a reader of one is led to, with a bounded reach.

A new article must not make thousands of old pages stale. So an article is led
to earlier ones that share its tags, which a newer article cannot change, and
to the nearest later one of each tag, which a newer article changes only for
the newest of that tag.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsgen.catalog.entry import Entry

RELATED = 5
FOLLOW_UPS = 2
WINDOW = 8
"""How many earlier articles of each tag are weighed."""


class Positions:
    """Where each article stands in the list of each of its tags; the lists are newest first."""

    def __init__(self, tagged: Mapping[str, Sequence[Entry]]) -> None:
        self._tagged = tagged
        self._positions = {
            tag: {entry.head.path: index for index, entry in enumerate(entries)}
            for tag, entries in tagged.items()
        }

    def related(self, entry: Entry, excluded: frozenset[str]) -> tuple[Entry, ...]:
        """The articles that `entry` leads to: follow-ups first, then earlier ones by tags in common."""
        later: dict[str, Entry] = {}
        shared: dict[str, int] = {}
        earlier: dict[str, Entry] = {}
        for tag, _ in entry.tags:
            entries = self._tagged[tag]
            index = self._positions[tag][entry.head.path]
            if index:
                nearest = entries[index - 1]
                later[nearest.head.path] = nearest
            for one in entries[index + 1 : index + 1 + WINDOW]:
                path = one.head.path
                shared[path] = shared.get(path, 0) + 1
                earlier[path] = one
        follow_ups = sorted(
            (one for path, one in later.items() if path not in excluded), key=_time
        )[:FOLLOW_UPS]
        ranked = sorted(
            (one for path, one in earlier.items() if path not in excluded),
            key=lambda one: (shared[one.head.path], *_time(one)),
            reverse=True,
        )
        return (*follow_ups, *ranked[: RELATED - len(follow_ups)])


def _time(entry: Entry) -> tuple[int, str]:
    return entry.head.date.seconds, entry.head.path
