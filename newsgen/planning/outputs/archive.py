"""The archive: a page for each month, and their index."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import groupby

from newsgen.catalog.addresses import Address, index_address, page_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import ListItem
from newsgen.catalog.groups import MONTH, EntryList, Key
from newsgen.model.moment import Moment
from newsgen.model.output import Input, PlannedOutput, given
from newsgen.model.titles import TITLES
from newsgen.model.views import ArchiveDay, ArchiveMonth, ArchiveYear, Link
from newsgen.planning.context import PlanContext, route_of


def outputs(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The months that have articles, and the index of them."""
    months = sorted(edition.months, reverse=True)
    for month in _in_scope(context, edition, months):
        yield _month(context, edition, month, months)
    key = Key(MONTH, edition.lang, "")
    if not months or not context.scope.has(key):
        return
    found = sorted({month.partition("-")[0] for month in months}, reverse=True)
    years = tuple(_year(context, edition, year) for year in found)
    address = index_address(f"{edition.prefix}archive/", context.site.urls)
    yield context.page(
        edition,
        "archive",
        address,
        TITLES["archive"],
        (given("years", years),),
        translations=context.counterparts(lambda one: route_of(one.site.archive)),
        group=key,
    )


def _year(context: PlanContext, edition: Edition, year: str) -> ArchiveYear:
    months = []
    for number in range(1, 13):
        month = f"{year}-{number:02}"
        count = context.catalog.groups.size(Key(MONTH, edition.lang, month))
        route = _address(context, edition, month).route if count else ""
        months.append(ArchiveMonth(_start(month, context.zone), route, count))
    return ArchiveYear(int(year), sum(one.total for one in months), tuple(months))


def _in_scope(context: PlanContext, edition: Edition, months: list[str]) -> list[str]:
    """The months whose pages may differ, newest first: also the neighbours of one that came or went."""
    found = {
        month
        for month in context.scope.ids(MONTH, edition.lang, months)
        if context.shows_other(
            Key(MONTH, edition.lang, month), _address(context, edition, month).path
        )
    }
    oldest_first = months[::-1]
    for month in context.scope.came_or_went(MONTH, edition.lang):
        index = bisect_left(oldest_first, month)
        found.update(oldest_first[max(0, index - 1) : index + 2])
    return sorted(found, reverse=True)


def _month(context: PlanContext, edition: Edition, month: str, months: list[str]) -> PlannedOutput:
    index = months.index(month)
    newer = months[index - 1] if index else None
    older = months[index + 1] if index + 1 < len(months) else None
    return context.page(
        edition,
        "month",
        _address(context, edition, month),
        month,
        (
            given("moment", _start(month, context.zone)),
            _days(edition.months[month].entries, context.zone),
            given("newer", _link(context, edition, newer)),
            given("older", _link(context, edition, older)),
        ),
        group=Key(MONTH, edition.lang, month),
    )


def _days(entries: EntryList, zone: tzinfo) -> Input:
    days = tuple(
        ArchiveDay(
            datetime.fromtimestamp(moment.seconds, zone).day,
            moment,
            tuple(entry.card for entry in found),
        )
        for moment, found in groupby(entries, key=lambda entry: _day(entry, zone))
    )
    return Input.of("days", tuple((entry.head.path, entry.digest) for entry in entries), days)


def _day(entry: ListItem, zone: tzinfo) -> Moment:
    moment = datetime.fromtimestamp(entry.head.date.seconds, zone)
    start = moment.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return Moment(int(start.timestamp()), True)


def _start(month: str, zone: tzinfo) -> Moment:
    year, number = map(int, month.split("-"))
    return Moment(int(datetime(year, number, 1, tzinfo=zone).timestamp()), True)


def _address(context: PlanContext, edition: Edition, month: str) -> Address:
    return page_address(f"{edition.prefix}archive/{month.replace('-', '/')}", context.site.urls)


def _link(context: PlanContext, edition: Edition, month: str | None) -> Link | None:
    return Link("", _address(context, edition, month).route) if month else None
