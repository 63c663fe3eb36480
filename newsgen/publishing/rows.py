"""The records of files as the state's table has them."""

from __future__ import annotations

from typing import Any

from newsgen.model.article import Head
from newsgen.model.content import HEAD_TYPES, FileRecord
from newsgen.model.problem import Problem
from newsgen.model.record import from_text
from newsgen.model.sharing import Pool, shared_head

_Problems = tuple[Problem, ...]


def record_of(row: tuple[Any, ...], pool: Pool | None = None) -> FileRecord:
    """The record of one row; of many the values that are equal are one object from the pool."""
    path, kind, digest, draft, head, problems = row
    head_type = HEAD_TYPES[kind]
    read = from_text(head_type, head) if head_type and head != "null" else None
    if pool is not None and isinstance(read, Head):
        read = shared_head(read, path, pool)
    return FileRecord(
        path=path,
        kind=pool(kind) if pool else kind,
        digest=digest,
        head=read,
        draft=bool(draft),
        problems=from_text(_Problems, problems) if problems != "[]" else (),
    )
