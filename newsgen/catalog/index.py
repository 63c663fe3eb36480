"""The index of a catalogue: what the next incremental build needs to know of this one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from newsgen.catalog.groups import Key
from newsgen.catalog.link_resolver import names
from newsgen.catalog.unrecorded import UNRECORDED_NAME
from newsgen.model.article import Head
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.folding import folded
from newsgen.model.records import FileRecord


class IndexRow(NamedTuple):
    """An article in the index. Its number stays its own for as long as the article is there.

    `digest` is its card's, "" where it was held back. `seconds` is its date.
    """

    number: int
    path: str
    seconds: int
    year: int
    digest: Digest
    slug: str
    groups: tuple[Key, ...]


class Members(NamedTuple):
    """A group's name, and its articles' numbers, newest first."""

    name: str
    numbers: array[int]


def no_members() -> Members:
    """The members of a group that is not there."""
    return Members("", array("I"))


class CatalogIndex(Protocol):
    """All articles and all groups, as they were at the last commit to the output folder."""

    def row(self, path: str) -> IndexRow | None:
        """The article at this path."""

    def order(self, number: int) -> tuple[int, str]:
        """The date and the path of an article, by which groups are sorted."""

    def orders(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        """The same of these articles, in this order."""

    def years(self, numbers: Sequence[int]) -> Counter[int]:
        """How many of these articles there are by year."""

    def next_number(self) -> int:
        """A number that no article has, nor any greater one."""

    def named(self, names: Iterable[str]) -> set[str]:
        """The articles whose mentions hold one of these names, perhaps more, by path."""

    def count_named(self, name: str, excluding: Collection[int]) -> int:
        """How many articles have this name among their mentions, leaving out these by number."""

    def siblings(self, path: str) -> list[str]:
        """The articles whose paths differ from this one in no more than language and suffix, and others."""

    def groups(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The ids of all groups by kind and language."""

    def members(self, key: Key) -> Members:
        """The members of a group, none where there is no such group."""

    def size(self, key: Key) -> int:
        """How many articles a group has; its members are not loaded for it."""

    def others_named(self, key: Key, name: str) -> bool:
        """Whether another group of this kind is called so."""


class Records(Mapping[str, FileRecord], ABC):
    """Records that are loaded when they are asked for."""

    @abstractmethod
    def prefetch(self, paths: Iterable[str]) -> None:
        """Loads these together, which is faster than one by one."""

    @abstractmethod
    def expect(self, paths: Iterable[str]) -> None:
        """Looks up which of these exist, together."""


def address_name(path: str) -> str:
    """Names whoever is published at this path, or one that some disks take for it."""
    return f"address:{folded(path)}"


def part_name(head: Head) -> str:
    """Names whoever is this part of this series; "" for an article that is no numbered part."""
    series = head.series
    return f"part:{head.lang}:{series.slug}:{series.part}" if series and series.part else ""


def template_name(template: str) -> str:
    """Names whoever wants this template for its page."""
    return f"template:{template}"


def mentions(head: Head, address: str) -> set[str]:
    """All names that an article depends on or lays claim to; `address` is its output's path."""
    part = part_name(head)
    found = names(head)
    found.add(address_name(address))
    if part:
        found.add(part)
    if head.template:
        found.add(template_name(head.template.target))
    if head.is_unrecorded:
        found.add(UNRECORDED_NAME)
    return found
