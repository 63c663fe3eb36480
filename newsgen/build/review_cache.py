"""The desk's reviews of all articles: remembered where nothing changed, made where something did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import newsgen
from newsgen.build.session import Events, Session
from newsgen.build.snapshot import SiteRecords
from newsgen.desk.manuscript import manuscript
from newsgen.desk.newsroom import Newsroom, newsroom
from newsgen.desk.review import Review, review
from newsgen.desk.rule import Rule
from newsgen.desk.wording import Phrases, read_phrases
from newsgen.model.article import Article, Head
from newsgen.model.digest import digest_bytes, digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.json_codec import from_text, to_text
from newsgen.model.records import FileRecord, RegistryHead, StyleSheetHead
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.files.file_bytes import text_bytes
from newsgen.reading.files.text import decode_text
from newsgen.reading.files.well_known_paths import REGISTRY, STYLE_SHEET
from newsgen.reading.yaml.front_matter import split_front_matter
from newsgen.runtime.failures import ChangedFileError

_BATCH = 4000
"""The stored articles of so many files are held at once."""


class Submitted(NamedTuple):
    """An article for the desk: where its file is, what the file's digest was, and what was read of it."""

    file: str
    digest: str
    head: Head
    article: str


def reviews(loaded: SiteRecords, place: Session, events: Events) -> dict[str, Review]:
    """The review of each article that could be read, by path; the state remembers them.

    A review depends on the article's bytes, on how they are read, on newsgen
    itself and the plugins, and on the newsroom: address, registry, style sheet and phrases. Not
    on the site's switches, which are applied to what was found.
    """
    room = newsroom_of(loaded.records, loaded.site.url)
    of_plugins = loaded.settings.plugin_shapes.reviews
    context = digest_value((loaded.settings.digest, of_plugins, room.digest))
    remembered = place.state.checked()
    found: dict[str, Review] = {}
    missing: list[Head] = []
    for record in loaded.records.values():
        head = record.head
        if not isinstance(head, Head):
            continue
        key, result = remembered.get(head.path, ("", ""))
        if key == record.digest + context:
            found[head.path] = from_text(Review, result)
        else:
            missing.append(head)
    done = 0
    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        rows = []
        for head, result in zip(batch, _made(loaded, batch, room, place), strict=True):
            rows.append((head.path, loaded.records[head.path].digest + context, result))
            found[head.path] = from_text(Review, result)
            done += 1
            events.progress("Checking", done, len(missing))
        with place.state.transaction():
            place.state.remember_checked(rows)
    return found


class Desk(NamedTuple):
    """What a process needs to review; `reading` names the plugins, whose rules it loads."""

    room: Newsroom
    reading: ReadSettings


def review_files(submitted: Sequence[Submitted], desk: Desk) -> list[str]:
    """The reviews of these articles, as text."""
    prepared = _prepared(desk.room)
    more: tuple[Rule, ...] = ()
    if desk.reading.plugins:
        # Imported late: few sites have plugins.
        from newsgen.plugins.registry import registry_of

        more = registry_of(desk.reading.plugins).rules
    return [_reviewed(one, prepared, more) for one in submitted]


def phrase_files() -> tuple[Phrases, ...]:
    """The phrases of all languages that newsgen brings."""
    folder = Path(newsgen.__file__).parent / "desk" / "phrases"
    files = sorted(folder.glob("*.yaml"))
    return tuple(read_phrases(file.read_text("utf-8"), file.stem) for file in files)


def _made(
    loaded: SiteRecords, heads: Sequence[Head], room: Newsroom, place: Session
) -> Iterator[str]:
    submitted = [
        Submitted(
            loaded.scan.file(head.path).file,
            loaded.records[head.path].digest,
            head,
            place.state.texts((head.path,))[head.path][0],
        )
        for head in heads
    ]
    return place.workers.run(review_files, submitted, Desk(room, loaded.settings))


def newsroom_of(records: Mapping[str, FileRecord], url: str) -> Newsroom:
    """The newsroom of a site at this address; of the records the registry and the style sheet count."""
    registry, style = records.get(REGISTRY), records.get(STYLE_SHEET)
    return newsroom(
        url=url,
        sources=registry.head.sources
        if registry and isinstance(registry.head, RegistryHead)
        else (),
        words=style.head.words if style and isinstance(style.head, StyleSheetHead) else (),
        phrases=phrase_files(),
    )


@lru_cache(maxsize=1)
def _prepared(room: Newsroom) -> Newsroom:
    """The first newsroom of its digest in this process: its patterns are made once."""
    return room


def _reviewed(submitted: Submitted, room: Newsroom, more: tuple[Rule, ...]) -> str:
    head = submitted.head
    content = text_bytes(Path(submitted.file))
    text = decode_text(content, head.path)
    if digest_bytes(content) != submitted.digest or not isinstance(text, str):
        raise ChangedFileError(head.path)
    article = from_text(Article, submitted.article)
    front = split_front_matter(text, head.path)
    return to_text(review(manuscript(text, front, head, article, room), more))
