"""Which other articles a reader of one is led to, with a bounded reach.

A new article must not make thousands of old pages stale. So an article is led
to earlier ones that share its tags, which a newer article cannot change, and
to the nearest later one of each tag, which a newer article changes only for
the newest of that tag.
"""

from __future__ import annotations

from collections import Counter
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
        """What `entry` leads to: follow-ups first, then earlier ones by tags in common."""
        path = entry.head.path
        later: dict[str, Entry] = {}
        earlier: dict[str, Entry] = {}
        shared: Counter[str] = Counter()
        for tag, _ in entry.tags:
            entries = self._tagged[tag]
            index = self._positions[tag][path]
            if index:
                nearest = entries[index - 1]
                later[nearest.head.path] = nearest
            window = {one.head.path: one for one in entries[index + 1 : index + 1 + WINDOW]}
            shared.update(window.keys())
            earlier |= window
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
