"""Finds links that lead to a file of the content, and to a place that is not in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newsgen.model.article import Head
from newsgen.model.problem import Position, Problem
from newsgen.model.records import FileRecord, PageHead, PersonHead
from newsgen.reading.markdown.body_names import OF_ARTICLES, OF_PAGES
from newsgen.reading.markdown.named_places import known_places, no_place


def place_problems(
    head: Head | PageHead | PersonHead, paths: Sequence[str], records: Mapping[str, FileRecord]
) -> Iterator[Problem]:
    """A warning for each; `paths` are the files that the links of the text lead to, "" for none."""
    for link in head.place_links:
        record = records.get(paths[link.link]) if paths[link.link] else None
        target = record.head if record is not None else None
        if not isinstance(target, Head | PageHead | PersonHead):
            continue
        known = known_places(target.places)
        own = OF_ARTICLES if isinstance(target, Head) else OF_PAGES
        if link.name in known.names or own.fullmatch(link.name):
            continue
        message = f"There is no place `{link.name}` in `{head.links[link.link].target}`."
        yield no_place(head.path, Position(link.line, link.column), message, link.name, known)
