"""Long lists in pages that count from the oldest.

Page 1 holds the oldest articles and, once full, never changes. The newest page
has no number and lies at the list's own address; it holds between one and two
pages' worth. So a new article makes one page stale, not all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from newsgen.catalog.addresses import Address, page_address
from newsgen.catalog.affected import GroupDelta
from newsgen.catalog.entry import ListItem
from newsgen.catalog.groups import EntryList, Key
from newsgen.model.output import PlannedOutput
from newsgen.model.site import Urls
from newsgen.model.views import Link, Pager

Item = TypeVar("Item")


class ListPage(NamedTuple, Generic[Item]):
    """One page of a list, its items newest first."""

    address: Address
    entries: Sequence[Item]
    pager: Pager


class PagedList(NamedTuple, Generic[Item]):
    """A list that is newest first, in pages: the newest at `first`, the others below `stem`.

    The index of a page counts from the oldest.
    """

    entries: Sequence[Item]
    per_page: int
    first: Address
    stem: str
    urls: Urls

    @property
    def numbered(self) -> int:
        """How many pages have a number."""
        return _numbered(len(self.entries), self.per_page)

    def page(self, index: int) -> ListPage[Item]:
        """The page of this index."""
        is_newest = index == self.numbered
        pager = Pager(
            None if is_newest else index + 1,
            None if is_newest else Link("", self.address(index + 1).route),
            Link("", self.address(index - 1).route) if index else None,
        )
        return ListPage(self.address(index), self.entries[self._shown(index)], pager)

    def middle(self, index: int) -> Item | None:
        """The item in the middle of the page, None where it has none."""
        shown = self._shown(index)
        return self.entries[(shown.start + shown.stop) // 2] if self.entries else None

    def address(self, index: int) -> Address:
        """Where the page of this index lies."""
        return self.first if index == self.numbered else self._numbered_address(index + 1)

    def _shown(self, index: int) -> slice:
        end = len(self.entries) - index * self.per_page
        return slice(0 if index == self.numbered else end - self.per_page, end)

    def _numbered_address(self, number: int) -> Address:
        return page_address(f"{self.stem}/page-{number}", self.urls)


class GroupList(NamedTuple):
    """The list of a group, its pages as in `PagedList`; `output` makes one of them."""

    key: Key
    entries: EntryList
    first: Address
    stem: str
    output: Callable[[ListPage[ListItem]], PlannedOutput]


def other_pages(paged: PagedList[Item], delta: GroupDelta) -> list[int]:
    """The indices of the pages that may differ, of the list of a dirty group.

    A page shows the group's name, the cards of its items and its pager; nothing else of the
    group but on the newest page, which may show anything of it.
    """
    numbers, before = delta.now.numbers, delta.before.numbers
    now = PagedList(numbers, paged.per_page, paged.first, paged.stem, paged.urls)
    was = PagedList(before, paged.per_page, paged.first, paged.stem, paged.urls)
    if delta.shows_same() and not delta.is_renamed:
        return []
    same = [
        index
        for index in range(min(now.numbered, was.numbered))
        if not delta.is_renamed
        and (page := now.page(index)) == was.page(index)
        and delta.changed.isdisjoint(page.entries)
    ]
    return sorted({*range(now.numbered + 1)}.difference(same))


def _numbered(count: int, per_page: int) -> int:
    return max(0, count // per_page - 1)
