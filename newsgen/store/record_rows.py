"""Converts records of files to rows of the state, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsgen.model.article import Head
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.json_codec import from_text, to_text
from newsgen.model.problem import Problem
from newsgen.model.records import HEAD_TYPES, FileKind, FileRecord, ReadFile

if TYPE_CHECKING:
    from newsgen.model.interning import Pool

_Problems = tuple[Problem, ...]


class FileRow(NamedTuple):
    """A file just read, as plain texts: records are slow to send between processes."""

    path: str
    kind: FileKind
    slug: str
    digest: Digest
    draft: bool
    head: str
    problems: str
    article: str
    body: bytes

    @property
    def record(self) -> tuple[object, ...]:
        """The columns of the table `records`; article and body have a table of their own."""
        return self[:-2]

    @property
    def is_lasting(self) -> bool:
        """Whether the same bytes will always be read alike. Not so where a problem lies outside of them."""
        if self.problems == "[]":
            return True
        # Imported late, here and below: a no-op build writes no row, and reads one.
        from newsgen.model.codes import OF_CIRCUMSTANCES

        problems = from_text(_Problems, self.problems)
        return OF_CIRCUMSTANCES.isdisjoint(one.code for one in problems)


def row_of(read: ReadFile) -> FileRow:
    """The row of a file just read."""
    from newsgen.catalog.link_resolver import record_slug

    record = read.record
    return FileRow(
        record.path, record.kind, record_slug(record), record.digest, record.draft,
        to_text(record.head), to_text(record.problems) if record.problems else "[]",
        read.article, read.body,
    )  # fmt: skip


def record_of(row: tuple[Any, ...], pool: Pool | None = None) -> FileRecord:
    """The record of a row. With a pool, equal values of many records share one object."""
    path, kind, digest, draft, head, problems = row
    head_type = HEAD_TYPES[kind]
    read = from_text(head_type, head) if head_type and head != "null" else None
    if pool is not None and isinstance(read, Head):
        from newsgen.model.interning import shared_head

        read = shared_head(read, path, pool)
    return FileRecord(
        path=path,
        kind=pool(kind) if pool else kind,
        digest=digest,
        head=read,
        draft=bool(draft),
        problems=from_text(_Problems, problems) if problems != "[]" else (),
    )
