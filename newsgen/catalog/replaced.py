"""What became of an article that changed, and whether others see it."""

from __future__ import annotations

from newsgen.catalog.entry import Entry
from newsgen.catalog.gate import Held
from newsgen.catalog.index import Place
from newsgen.catalog.link_resolver import record_slug
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.names import file_name
from newsgen.model.records import FileRecord
from newsgen.model.slug import slug_of


class Replaced(NamedTuple):
    """An article that changed, or that something it names did: where it was, and what it is now.

    `entry` is None where it is not visible, `record` where it is gone. `due` is
    when it comes or goes next.
    """

    path: str
    number: int
    place: Place | None
    record: FileRecord | None
    entry: Entry | None
    held: Held | None
    due: int | None
    mentions: frozenset[str]

    @property
    def is_seen(self) -> bool:
        """Whether other pages see the change: on its card, in its address, or in its being there."""
        was, now = self.place, self.record
        if was is None or now is None:
            return True
        if self.entry is None and not was.digest:
            # What names its slug may ask for its language, which is known of cards alone.
            return True
        digest = self.entry.digest if self.entry else ""
        return (was.digest, was.slug) != (digest, record_slug(now))

    @property
    def slugs(self) -> tuple[str, str]:
        """Its slug before and now; before it was read, and after it is gone, that of its file's name."""
        named = slug_of(file_name(self.path).stem)
        return (
            self.place.slug if self.place else named,
            record_slug(self.record) if self.record else named,
        )
