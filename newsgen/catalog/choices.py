"""Says which articles a page may choose by itself, where the desk has set none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsgen.catalog.entry import ListItem
from newsgen.model.kinds import NOT_CHOSEN


def may_be_chosen(item: ListItem) -> bool:
    """Whether the article was not paid for, is not invented, and was not retracted."""
    return item.head.kind not in NOT_CHOSEN and not item.card.retracted


def to_choose_from(items: Iterable[ListItem]) -> Iterator[ListItem]:
    """Those of the articles, in their order, that a page may choose."""
    return filter(may_be_chosen, items)
