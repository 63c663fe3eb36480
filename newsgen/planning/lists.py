"""Long lists in pages that count from the oldest.

Page 1 holds the oldest articles and, once full, never changes. The newest page
has no number and lies at the list's own address; it holds between one and two
pages' worth. So a new article makes one page stale, not all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from newsgen.catalog.addresses import Address, page_address
from newsgen.catalog.scope import EVERYTHING, Span
from newsgen.model.site import Urls
from newsgen.model.views import Link, Pager

Item = TypeVar("Item")


class ListPage(NamedTuple, Generic[Item]):
    """One page of a list, its items newest first."""

    address: Address
    entries: Sequence[Item]
    pager: Pager


def list_pages(
    entries: Sequence[Item],
    per_page: int,
    first: Address,
    stem: str,
    urls: Urls,
    span: Span = EVERYTHING,
) -> Iterator[ListPage[Item]]:
    """The pages of a list that is newest first, the newest page at `first`, the others below `stem`.

    Only those that `span` touches are made.
    """
    numbered = _numbered(len(entries), per_page)
    for index in _touched(span, len(entries), per_page):
        is_newest = index == numbered
        end = len(entries) - index * per_page
        pager = Pager(
            None if is_newest else index + 1,
            None if is_newest else Link("", _address(index + 1, numbered, first, stem, urls).route),
            Link("", _address(index - 1, numbered, first, stem, urls).route) if index else None,
        )
        shown = entries[0 if is_newest else end - per_page : end]
        yield ListPage(_address(index, numbered, first, stem, urls), shown, pager)


def retired_pages(count: int, per_page: int, stem: str, urls: Urls, span: Span) -> list[str]:
    """The paths of numbered pages that a list had before it had `count` items, and has no more."""
    numbers = range(_numbered(count, per_page) + 1, _numbered(span.before, per_page) + 1)
    return [_numbered_address(number, stem, urls).path for number in numbers]


def _numbered(count: int, per_page: int) -> int:
    """How many pages have a number."""
    return max(0, count // per_page - 1)


def _touched(span: Span, count: int, per_page: int) -> list[int]:
    """The pages, counted from the oldest, on which something may be other."""
    numbered = _numbered(count, per_page)
    touched = {min(rank // per_page, numbered) for rank in span.ranks}
    if span.since is not None:
        # The page before the first one that changes leads to it, perhaps by another address.
        start = min(span.since // per_page, numbered, _numbered(span.before, per_page)) - 1
        touched.update(range(max(0, start), numbered + 1))
    return sorted(touched)


def _address(index: int, numbered: int, first: Address, stem: str, urls: Urls) -> Address:
    return first if index == numbered else _numbered_address(index + 1, stem, urls)


def _numbered_address(number: int, stem: str, urls: Urls) -> Address:
    return page_address(f"{stem}/page-{number}", urls)
