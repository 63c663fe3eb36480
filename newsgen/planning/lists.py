"""Long lists in pages that count from the oldest.

Page 1 holds the oldest articles and, once full, never changes. The newest page
has no number and lies at the list's own address; it holds between one and two
pages' worth. So a new article makes one page stale, not all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from newsgen.catalog.addresses import Address, page_address
from newsgen.catalog.affected import EVERYTHING, Span
from newsgen.catalog.entry import Listed
from newsgen.catalog.groups import Entries, Key
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
            None if is_newest else Link("", self._address(index + 1).route),
            Link("", self._address(index - 1).route) if index else None,
        )
        return ListPage(self._address(index), self.entries[self._shown(index)], pager)

    def middle(self, index: int) -> Item | None:
        """The item in the middle of the page, None where it has none."""
        shown = self._shown(index)
        return self.entries[(shown.start + shown.stop) // 2] if self.entries else None

    def touched(self, span: Span = EVERYTHING) -> list[int]:
        """The indices of the pages on which something may be other."""
        numbered, per_page = self.numbered, self.per_page
        found = {min(rank // per_page, numbered) for rank in span.ranks}
        if span.since is not None:
            # The page before the first one that changes leads to it, perhaps by another address.
            start = min(span.since // per_page, numbered, _numbered(span.before, per_page)) - 1
            found.update(range(max(0, start), numbered + 1))
        return sorted(found)

    def retired(self, span: Span) -> list[str]:
        """The paths of the pages with a number that the list had before, and has no more."""
        numbers = range(self.numbered + 1, _numbered(span.before, self.per_page) + 1)
        return [self._numbered_address(number).path for number in numbers]

    def _shown(self, index: int) -> slice:
        end = len(self.entries) - index * self.per_page
        return slice(0 if index == self.numbered else end - self.per_page, end)

    def _address(self, index: int) -> Address:
        return self.first if index == self.numbered else self._numbered_address(index + 1)

    def _numbered_address(self, number: int) -> Address:
        return page_address(f"{self.stem}/page-{number}", self.urls)


class GroupList(NamedTuple):
    """The list of a group, its pages as in `PagedList`; `output` makes one of them."""

    key: Key
    entries: Entries
    first: Address
    stem: str
    output: Callable[[ListPage[Listed]], PlannedOutput]


def _numbered(count: int, per_page: int) -> int:
    return max(0, count // per_page - 1)
