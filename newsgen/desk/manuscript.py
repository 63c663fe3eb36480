"""An article as the rules read it: the file's text and its parts, each with its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from newsgen.desk.avoided import WORD
from newsgen.desk.blocks import Block, blocks, prose
from newsgen.desk.finding import Mark
from newsgen.desk.newsroom import Newsroom
from newsgen.desk.wording import Wording
from newsgen.model.article import Article, Head
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.slug import slug_of
from newsgen.model.source import ResolvedSource, SourceName, SourceReference
from newsgen.reading.yaml.front_matter import FrontMatter
from newsgen.reading.yaml.yaml_values import Entry, Items, Keys, Scalar, Value

MOST_CHARACTERS = 300_000
"""Of a longer file, which has more words than a novel, the desk looks at the beginning alone."""

_TICK = re.compile("`")


class Sourced(NamedTuple):
    """A source of the article, its line in the file, and its entry in the registry."""

    given: SourceReference
    known: ResolvedSource

    @property
    def kind(self) -> str:
        """The kind that the article gives, else the registry's."""
        return self.given.kind or (self.known.entry.kind if self.known.entry else "")

    @property
    def url(self) -> str:
        """An address at which the source itself can be read, "" where none is given."""
        known = self.known.entry.url if self.known.entry else ""
        return self.given.url or self.given.archive or known


@dataclass(frozen=True, kw_only=True)
class Manuscript:
    """An article's file with all that the rules of the desk look at.

    `text` is the file, or where it is not `is_whole` the first `MOST_CHARACTERS` of
    it; the body begins at the index `body_start`. `prose`
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
    is_whole: bool = True

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
        line = bisect_right(self._line_starts, index)
        return Mark(line, index - self._line_starts[line - 1] + 1, message, hint, since)

    def line_start(self, index: int) -> int:
        """Where the line with this index begins."""
        return self._line_starts[bisect_right(self._line_starts, index) - 1]

    def block_at(self, index: int) -> Block | None:
        """The block that holds this index of the text."""
        number = bisect_right(self._block_starts, index) - 1
        block = self.blocks[number] if number >= 0 else None
        return block if block and index < block.end else None

    def is_in_code(self, start: int, index: int) -> bool:
        """Whether a span of code that begins behind `start` is open at this index."""
        ticks = self._ticks
        return (bisect_left(ticks, index) - bisect_left(ticks, start)) % 2 == 1

    def quotations(self, block: Block) -> Sequence[tuple[int, int]]:
        """The spans of a block's words that are in quotation marks, as indexes of the whole text."""
        found = self._quotations.get(block.start)
        if found is None:
            matches = self.wording.quotation.finditer(self.prose_of(block))
            found = [(block.start + one.start(), block.start + one.end()) for one in matches]
            self._quotations[block.start] = found
        return found

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

    def listed(self, key: str) -> Mapping[int, Keys]:
        """What stands below a key of the front matter in full, by its line; of several on one the first."""
        if key not in self._listed:
            entry = self.keys.entries.get(key)
            value = entry.value if entry else None
            values = value.items if isinstance(value, Items) else (value,)
            self._listed[key] = {one.line: one for one in reversed(values) if isinstance(one, Keys)}
        return self._listed[key]

    @cached_property
    def _listed(self) -> dict[str, dict[int, Keys]]:
        return {}

    @cached_property
    def source_places(self) -> Mapping[str, Value]:
        """Where each source stands in the front matter, by its id."""
        entry = self.keys.entries.get("sources")
        value = entry.value if entry else None
        values = value.items if isinstance(value, Items) else (value,)
        found: dict[str, Value] = {}
        for one in values:
            written: Value | None = one
            if isinstance(one, Keys):
                named = one.entries.get("id") or one.entries.get("name")
                written = named.value if named else one
            if one is not None and isinstance(written, Scalar):
                found.setdefault(slug_of(written.text), one)
        return found

    def written_at(self, index: int) -> str:
        """The key of the front matter whose value holds this index, such as "image.alt"; "" for none."""
        place = bisect_right(self._key_starts, (index, "\U0010ffff")) - 1
        return self._key_starts[place][1] if place >= 0 else ""

    def value_of(self, key: str) -> str:
        """The text behind a key such as "image.alt", on one line; "" for none."""
        if key not in self._values:
            self._values[key] = self._value_of(key)
        return self._values[key]

    def _value_of(self, key: str) -> str:
        keys: Keys | None = self.keys
        *folders, last = key.split(".")
        for folder in folders:
            entry = keys.entries.get(folder) if keys else None
            keys = entry.value if entry and isinstance(entry.value, Keys) else None
        entry = keys.entries.get(last) if keys else None
        value = entry.value if entry else None
        return " ".join(value.text.split()) if isinstance(value, Scalar) else ""

    @cached_property
    def name_places(self) -> Mapping[str, list[int]]:
        """The indexes in the body of the words by which sources of the registry are found."""
        wanted = {word for word, _ in self.newsroom.sources_by_word} & self.words
        found: dict[str, list[int]] = {word: [] for word in wanted}
        if wanted:
            for match in WORD.finditer(self.prose, self.body_start):
                places = found.get(match.group())
                if places is not None:
                    places.append(match.start())
        return found

    @cached_property
    def _key_starts(self) -> list[tuple[int, str]]:
        starts = self._line_starts
        return sorted(
            (starts[entry.line - 1] + entry.column - 1, key)
            for key, entry in _entries(self.keys, "")
            if entry.line <= len(starts)
        )

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        while end := self.text.find("\n", starts[-1]) + 1:
            starts.append(end)
        return starts

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _ticks(self) -> list[int]:
        return [match.start() for match in _TICK.finditer(self.text)]

    @cached_property
    def _values(self) -> dict[str, str]:
        return {}

    @cached_property
    def _quotations(self) -> dict[int, list[tuple[int, int]]]:
        return {}


def manuscript(
    text: str, front: FrontMatter, head: Head, article: Article, newsroom: Newsroom
) -> Manuscript:
    """The manuscript of a file whose front matter could be read. Costs about half a millisecond."""
    assert front.keys is not None
    body_start = _body_start(text, front)
    is_whole = len(text) <= MOST_CHARACTERS
    if not is_whole:
        text = text[: text.rfind("\n", 0, MOST_CHARACTERS) + 1]
        body_start = min(body_start, len(text))
    found = blocks(text, body_start)
    listed = front.keys.entries.get("sources")
    above = listed.line if listed else 0
    sources = tuple(
        _sourced(one._replace(line=one.line + above), newsroom) for one in article.sources
    )
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
        is_whole=is_whole,
    )


def _body_start(text: str, front: FrontMatter) -> int:
    """Where the body begins: on its line, behind what white space was taken away."""
    start = 0
    for _ in range(front.body_line - 1):
        start = text.find("\n", start) + 1
    return text.find(front.body, start) if front.body else len(text)


def _sourced(source: SourceReference, newsroom: Newsroom) -> Sourced:
    name = SourceName(source.id, source.name, source.kind, source.via, source.attribution)
    return Sourced(source, newsroom.registry.resolved(name, ""))


def _entries(value: Value, prefix: str) -> Iterator[tuple[str, Entry]]:
    if isinstance(value, Keys):
        for key, entry in value.entries.items():
            yield prefix + key, entry
            yield from _entries(entry.value, f"{prefix}{key}.")
    elif isinstance(value, Items):
        for item in value.items:
            yield from _entries(item, prefix)
