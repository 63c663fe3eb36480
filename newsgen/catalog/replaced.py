"""An article before and after a change, and whether other pages show the change."""

from __future__ import annotations

from newsgen.catalog.entry import Entry
from newsgen.catalog.gate import Held
from newsgen.catalog.index import IndexRow
from newsgen.catalog.link_resolver import record_slug
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.names import tagged_name
from newsgen.model.records import FileRecord
from newsgen.model.slug import slug_of


class Replaced(NamedTuple):
    """An article that changed, or that names something that did.

    `before` is its row in the index, None where it is new. `record` is None where it is gone,
    `entry` where it is not visible. `due` is when it comes or goes next, in seconds since 1970.
    """

    path: str
    number: int
    before: IndexRow | None
    record: FileRecord | None
    entry: Entry | None
    held: Held | None
    due: int | None
    mentions: frozenset[str]

    @property
    def is_seen(self) -> bool:
        """Whether other pages see the change: on its card, in its address, or in its being there."""
        was, now = self.before, self.record
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
        named = slug_of(tagged_name(self.path).stem)
        return (
            self.before.slug if self.before else named,
            record_slug(self.record) if self.record else named,
        )
