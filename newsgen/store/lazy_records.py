"""Mappings of the site's records that load each from the state when it is first needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from newsgen.catalog.index import Records
from newsgen.model.records import FileRecord
from newsgen.store.database import State


class StoredRecords(Records):
    """The records of the state, by path."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._loaded: dict[str, FileRecord | None] = {}
        self._expected: dict[str, bool] = {}

    def __getitem__(self, path: str) -> FileRecord:
        if path not in self._loaded:
            self._loaded[path] = self._state.record(path)
        record = self._loaded[path]
        if record is None:
            raise KeyError(path)
        return record

    def __contains__(self, path: object) -> bool:
        if path in self._loaded:
            return self._loaded[str(path)] is not None
        is_there = self._expected.get(str(path))
        return self._state.has_record(str(path)) if is_there is None else is_there

    def __iter__(self) -> Iterator[str]:
        return iter(self._state.records())

    def __len__(self) -> int:
        return len(self._state.records())

    def prefetch(self, paths: Iterable[str]) -> None:
        missing = [path for path in paths if path not in self._loaded]
        if missing:
            self._loaded |= dict.fromkeys(missing) | self._state.some_records(missing)

    def expect(self, paths: Iterable[str]) -> None:
        asked = {path for path in paths if path not in self._expected}
        existing = self._state.existing(asked)
        self._expected.update((path, path in existing) for path in asked)


class StoredSlugs(Mapping[str, list[str]]):
    """The paths of the articles of each slug."""

    def __init__(self, state: State) -> None:
        self._state = state

    def __getitem__(self, slug: str) -> list[str]:
        paths = self._state.articles_of_slug(slug)
        if not paths:
            raise KeyError(slug)
        return paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._state.slugs())

    def __len__(self) -> int:
        return len(self._state.slugs())
