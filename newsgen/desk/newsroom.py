"""What the rules know of the site: its address, its registry, its style sheet, and languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from newsgen.catalog.sources import Registry
from newsgen.desk.avoided import WORD, Avoided
from newsgen.desk.wording import Phrases, Wording
from newsgen.model.digest import Digest, digest_value
from newsgen.model.records import HouseWord
from newsgen.model.source import RegistrySource


@dataclass(frozen=True, kw_only=True)
class Newsroom:
    """What is the same for every article of a site. `url` is the site's address, "" or ending in "/".

    `digest` is that of all of it, and equal newsrooms have equal digests: findings of another
    newsroom are made again. The function `newsroom` makes one.
    """

    digest: Digest
    url: str = field(compare=False)
    sources: tuple[RegistrySource, ...] = field(compare=False)
    words: tuple[HouseWord, ...] = field(compare=False)
    phrases: tuple[Phrases, ...] = field(compare=False)

    @cached_property
    def registry(self) -> Registry:
        """The registry, to be asked by id or by name."""
        return Registry(self.sources, "files")

    @cached_property
    def sources_by_word(self) -> tuple[tuple[str, RegistrySource], ...]:
        """The sources of the registry, each with a word that a text which names it holds."""
        words = ((WORD.findall(bare_name(source.name)), source) for source in self.sources)
        return tuple((max(found, key=len), source) for found, source in words if found)

    @cached_property
    def avoided(self) -> Avoided:
        """What the style sheet says not to write."""
        return Avoided(self._instead)

    def instead(self, written: str) -> str:
        """What the style sheet says to write in place of a word that `avoided` found."""
        word = " ".join(written.split())
        write = self._instead.get(word)
        if write is None:
            # It is avoided in lower case and stands at the beginning of a sentence.
            write = self._instead[word[:1].lower() + word[1:]]
            return write[:1].upper() + write[1:]
        return write

    def wording(self, lang: str) -> Wording:
        """The phrases of a language; those that all languages share where it has no file."""
        return self._wordings.get(lang.partition("-")[0].lower(), _UNKNOWN)

    @cached_property
    def _instead(self) -> Mapping[str, str]:
        return {" ".join(one.split()): word.write for word in self.words for one in word.avoid}

    @cached_property
    def _wordings(self) -> Mapping[str, Wording]:
        return {phrases.lang: Wording(phrases) for phrases in self.phrases}


def newsroom(
    url: str = "",
    sources: tuple[RegistrySource, ...] = (),
    words: tuple[HouseWord, ...] = (),
    phrases: tuple[Phrases, ...] = (),
) -> Newsroom:
    """The newsroom with this address, registry, style sheet and languages."""
    digest = digest_value((url, sources, words, phrases))
    return Newsroom(digest=digest, url=url, sources=sources, words=words, phrases=phrases)


_UNKNOWN = Wording(Phrases(""))


def bare_name(name: str) -> str:
    """A name without a leading "The", which texts write with a small letter or leave out."""
    return name[4:] if name[:4] == "The " and len(name) > 4 else name
