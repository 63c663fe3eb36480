"""An article as it lies on an editor's desk: the file's text, its parts, and where each of them stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from newsgen.desk.blocks import Block, blocks, prose
from newsgen.desk.finding import Mark
from newsgen.desk.newsroom import WORD, Newsroom
from newsgen.desk.wording import Wording
from newsgen.model.article import Article, Head
from newsgen.model.named import NamedTuple
from newsgen.model.source import ResolvedSource, SourceName, SourceReference
from newsgen.reading.front_matter import FrontMatter
from newsgen.reading.yaml_values import Entry, Items, Keys, Scalar, Value


class Sourced(NamedTuple):
    """A source as the article names it, and as the registry knows it."""

    given: SourceReference
    known: ResolvedSource

    @property
    def kind(self) -> str:
        """The kind, the article's own word before the registry's."""
        return self.given.kind or (self.known.entry.kind if self.known.entry else "")

    @property
    def url(self) -> str:
        """An address at which the source itself can be read, "" where none is given."""
        known = self.known.entry.url if self.known.entry else ""
        return self.given.url or self.given.archive or known


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """An article's file with all that the rules of the desk look at.

    `text` is the whole file; the body begins at the index `body_start`. `prose`
    has the same length, with spaces in place of markup, addresses and code, so
    that an index into one is an index into the other. `keys` is the front
    matter with its places.
    """

    path: str
    text: str
    body_start: int
    blocks: tuple[Block, ...]
    prose: str
    keys: Keys
    head: Head
    article: Article
    sources: tuple[Sourced, ...]
    wording: Wording
    newsroom: Newsroom

    @property
    def body(self) -> str:
        """The text behind the front matter."""
        return self.text[self.body_start :]

    def prose_of(self, block: Block) -> str:
        """The prose of a block, with its markup blanked."""
        return self.prose[block.start : block.end]

    def text_of(self, block: Block) -> str:
        """A block as it was written."""
        return self.text[block.start : block.end]

    def mark(self, index: int, message: str, hint: str = "", since: int = 0) -> Mark:
        """A mark at this index of the text."""
        line_start = self.text.rfind("\n", 0, index) + 1
        line = self.text.count("\n", 0, index) + 1
        return Mark(line, index - line_start + 1, message, hint, since)

    def mark_key(self, key: str, message: str, hint: str = "", since: int = 0) -> Mark:
        """A mark at the value behind a key of the front matter, or at its beginning where there is none."""
        entry = self.keys.entries.get(key)
        place = entry.value if entry else self.keys
        return Mark(place.line, place.column, message, hint, since)

    def has(self, key: str) -> bool:
        """Whether something was written behind a key of the front matter."""
        entry = self.keys.entries.get(key)
        return entry is not None and not (
            isinstance(entry.value, Scalar) and not entry.value.text.strip()
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the file. A rule asks here before it searches for a phrase."""
        # Half of the words of a text are repeated, and most stand without a mark.
        words = set(self.prose.split())
        marked = " ".join([word for word in words if not word.isalnum()])
        return frozenset(words.union(WORD.findall(marked)))

    @cached_property
    def citation_keys(self) -> frozenset[str]:
        """What the text cites, as it is written there."""
        return frozenset(citation.key for citation in self.head.citations)

    @cached_property
    def source_keys(self) -> Mapping[int, Keys]:
        """Sources that are written in full, by their line."""
        entry = self.keys.entries.get("sources")
        values = entry.value.items if entry and isinstance(entry.value, Items) else ()
        return {value.line: value for value in values if isinstance(value, Keys)}

    def written_at(self, index: int) -> str:
        """The key of the front matter whose value holds this index, such as "image.alt"; "" for none."""
        place = bisect_right(self._key_starts, (index, "\U0010ffff")) - 1
        return self._key_starts[place][1] if place >= 0 else ""

    def value_of(self, key: str) -> str:
        """The text behind a key such as "image.alt", on one line; "" for none."""
        keys: Keys | None = self.keys
        *folders, last = key.split(".")
        for folder in folders:
            entry = keys.entries.get(folder) if keys else None
            keys = entry.value if entry and isinstance(entry.value, Keys) else None
        entry = keys.entries.get(last) if keys else None
        value = entry.value if entry else None
        return " ".join(value.text.split()) if isinstance(value, Scalar) else ""

    @cached_property
    def _key_starts(self) -> list[tuple[int, str]]:
        front = self.text[: self.body_start]
        starts = [0]
        while (end := front.find("\n", starts[-1])) >= 0:
            starts.append(end + 1)
        return sorted(
            (starts[entry.line - 1] + entry.column - 1, key)
            for key, entry in _entries(self.keys, "")
        )


def manuscript(
    text: str, front: FrontMatter, head: Head, article: Article, newsroom: Newsroom
) -> Manuscript:
    """The manuscript of a file whose front matter could be read. Costs about half a millisecond."""
    assert front.keys is not None
    body_start = _body_start(text, front)
    found = blocks(text, body_start)
    sources = tuple(_sourced(one, newsroom) for one in article.sources)
    return Manuscript(
        path=head.path,
        text=text,
        body_start=body_start,
        blocks=found,
        prose=prose(text, body_start, found),
        keys=front.keys,
        head=head,
        article=article,
        sources=sources,
        wording=newsroom.wording(article.lang),
        newsroom=newsroom,
    )


def _body_start(text: str, front: FrontMatter) -> int:
    """Where the body begins: on its line, behind what white space was taken away."""
    start = 0
    for _ in range(front.body_line - 1):
        start = text.find("\n", start) + 1
    return text.find(front.body, start) if front.body else len(text)


def _sourced(source: SourceReference, newsroom: Newsroom) -> Sourced:
    name = SourceName(source.id, source.name, source.kind, source.via)
    return Sourced(source, newsroom.registry.resolved(name, ""))


def _entries(value: Value, prefix: str) -> Iterator[tuple[str, Entry]]:
    if isinstance(value, Keys):
        for key, entry in value.entries.items():
            yield prefix + key, entry
            yield from _entries(entry.value, f"{prefix}{key}.")
    elif isinstance(value, Items):
        for item in value.items:
            yield from _entries(item, prefix)
