"""Long lists in pages that count from the oldest.

Page 1 holds the oldest articles and, once full, never changes. The newest page
has no number and lies at the list's own address; it holds between one and two
pages' worth. So a new article makes one page stale, not all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from newsgen.catalog.addresses import Address, page_address
from newsgen.model.site import Urls
from newsgen.model.views import Link, Pager

Item = TypeVar("Item")


class ListPage(NamedTuple, Generic[Item]):
    """One page of a list, its items newest first."""

    address: Address
    entries: Sequence[Item]
    pager: Pager


def list_pages(
    entries: Sequence[Item], per_page: int, first: Address, stem: str, urls: Urls
) -> list[ListPage[Item]]:
    """The pages of a list that is newest first, the newest page at `first`, the others below `stem`."""
    numbered = max(0, len(entries) // per_page - 1)
    addresses = [page_address(f"{stem}/page-{n + 1}", urls) for n in range(numbered)] + [first]
    newest = entries[: len(entries) - numbered * per_page]
    pages = []
    for index, address in enumerate(addresses):
        is_newest = index == numbered
        start = len(entries) - (index + 1) * per_page
        pager = Pager(
            None if is_newest else index + 1,
            None if is_newest else Link("", addresses[index + 1].route),
            Link("", addresses[index - 1].route) if index else None,
        )
        shown = newest if is_newest else entries[start : start + per_page]
        pages.append(ListPage(address, shown, pager))
    return pages
