"""The archive: a page for each month, and their index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import groupby

from newsgen.catalog.addresses import Address, index_address, page_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import Entry
from newsgen.model.moment import Moment
from newsgen.model.output import Input, PlannedOutput, given
from newsgen.model.titles import TITLES
from newsgen.model.views import ArchiveDay, ArchiveMonth, ArchiveYear, Link
from newsgen.planning.sheet import Sheet

Month = tuple[int, int]


def outputs(sheet: Sheet, edition: Edition, zone: tzinfo) -> Iterator[PlannedOutput]:
    """The months that have articles, and the index of them."""
    months = sorted(edition.months, reverse=True)
    if not months:
        return
    for index, month in enumerate(months):
        newer = months[index - 1] if index else None
        older = months[index + 1] if index + 1 < len(months) else None
        yield _month(sheet, edition, month, newer, older, zone)
    found = sorted({year for year, _ in months}, reverse=True)
    years = tuple(_year(sheet, edition, year, zone) for year in found)
    address = index_address(f"{edition.prefix}archive/", sheet.site.urls)
    yield sheet.page(edition, "archive", address, TITLES["archive"], (given("years", years),))


def _year(sheet: Sheet, edition: Edition, year: int, zone: tzinfo) -> ArchiveYear:
    months = []
    for number in range(1, 13):
        month = (year, number)
        count = len(edition.months.get(month, ()))
        route = _address(sheet, edition, month).route if count else ""
        months.append(ArchiveMonth(_start(month, zone), route, count))
    return ArchiveYear(year, sum(one.count for one in months), tuple(months))


def _month(
    sheet: Sheet,
    edition: Edition,
    month: Month,
    newer: Month | None,
    older: Month | None,
    zone: tzinfo,
) -> PlannedOutput:
    return sheet.page(
        edition,
        "month",
        _address(sheet, edition, month),
        "{}-{:02}".format(*month),
        (
            given("moment", _start(month, zone)),
            _days(edition.months[month], zone),
            given("newer", _link(sheet, edition, newer)),
            given("older", _link(sheet, edition, older)),
        ),
    )


def _days(entries: tuple[Entry, ...], zone: tzinfo) -> Input:
    days = tuple(
        ArchiveDay(
            datetime.fromtimestamp(moment.seconds, zone).day,
            moment,
            tuple(entry.card for entry in found),
        )
        for moment, found in groupby(entries, key=lambda entry: _day(entry, zone))
    )
    return Input("days", tuple((entry.head.path, entry.digest) for entry in entries), days)


def _day(entry: Entry, zone: tzinfo) -> Moment:
    moment = datetime.fromtimestamp(entry.head.date.seconds, zone)
    start = moment.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    return Moment(int(start.timestamp()), True)


def _start(month: Month, zone: tzinfo) -> Moment:
    return Moment(int(datetime(month[0], month[1], 1, tzinfo=zone).timestamp()), True)


def _address(sheet: Sheet, edition: Edition, month: Month) -> Address:
    year, number = month
    return page_address(f"{edition.prefix}archive/{year:04}/{number:02}", sheet.site.urls)


def _link(sheet: Sheet, edition: Edition, month: Month | None) -> Link | None:
    return Link("", _address(sheet, edition, month).route) if month else None
