"""All corrections of an edition, newest first, by month; and their feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import groupby

from newsgen.catalog.addresses import page_address
from newsgen.catalog.edition import Edition
from newsgen.catalog.entry import ListItem
from newsgen.catalog.feed_links import feed_links
from newsgen.catalog.first_address import first_address
from newsgen.catalog.groups import CORRECTED, Key
from newsgen.model.article_views import CorrectionEntry, correction_view
from newsgen.model.correction import Correction
from newsgen.model.digest import digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.feed_kinds import FEED_FILES
from newsgen.model.moment import Moment
from newsgen.model.output import Input, PlannedOutput, given
from newsgen.model.titles import TITLES
from newsgen.model.views import Link
from newsgen.planning.context import PlanContext, route_of
from newsgen.planning.feed_outputs import channel_of

POLICY = "corrections-policy"
"""The slug of the standing page that says how the newsroom corrects itself."""


class _Corrected(NamedTuple):
    """A correction with the article it is of."""

    correction: Correction
    entry: ListItem


def outputs(context: PlanContext, edition: Edition) -> Iterator[PlannedOutput]:
    """The pages of corrections, which are there even when there is none yet, and the feed."""
    key = Key(CORRECTED, edition.lang, "")
    if not context.scope.has(key):
        return
    corrected = sorted(
        (_Corrected(one, entry) for entry in edition.corrected for one in entry.corrections),
        key=lambda one: (one.correction, one.entry.head.path),
        reverse=True,
    )
    stem = f"{edition.prefix}corrections"
    feeds = feed_links(context.site, "corrections", f"{stem}/", TITLES["corrections"])
    policy = next((page for page in edition.pages if page.head.slug == POLICY), None)
    link = Link(policy.head.title, policy.address.route) if policy else None
    first = page_address(stem, context.site.urls)
    translations = context.counterparts(lambda one: route_of(one.site.corrections))
    for page in context.pages(corrected, first, stem):
        yield context.page(
            edition,
            "corrections",
            page.address,
            TITLES["corrections"],
            (
                _groups(page.entries, context.zone),
                given("policy", link),
                given("pager", page.pager),
            ),
            translations=translations if page.pager.number is None else (),
            feeds=feeds,
            group=key,
        )
    if feeds:
        newest = corrected[: context.site.feeds.items]
        yield from _feeds(context, edition, newest, f"{stem}/", first.route)


def _groups(corrected: Sequence[_Corrected], zone: tzinfo) -> Input:
    groups = tuple(
        (month, tuple(_entry(one) for one in found))
        for month, found in groupby(corrected, key=lambda one: _month(one.correction, zone))
    )
    return Input.of("groups", _parts(corrected), groups)


def _feeds(
    context: PlanContext,
    edition: Edition,
    corrected: Sequence[_Corrected],
    folder: str,
    page_route: str,
) -> Iterator[PlannedOutput]:
    items = Input.of("items", _parts(corrected), tuple(_entry(one) for one in corrected))
    identities = given("identities", tuple(_identities(context, corrected)))
    for form in context.site.feeds.formats:
        path = f"{folder}{FEED_FILES[form]}"
        channel = channel_of(
            context, form, path, f"{folder}feed", TITLES["corrections"], page_route, is_word=True
        )
        yield PlannedOutput(
            path=path,
            kind="corrections-feed",
            inputs=(*context.of_edition(edition), given("channel", channel), items, identities),
            group=Key(CORRECTED, edition.lang, ""),
        )


def _identities(context: PlanContext, corrected: Sequence[_Corrected]) -> Iterator[str]:
    """What the identity of each is made of: its article's, its time, and which of that time it is."""
    for correction, entry in corrected:
        same = [one for one in reversed(entry.corrections) if one.date == correction.date]
        first = first_address(entry.head, entry.card.route, context.site.url)
        number = same.index(correction)
        yield f"{first}#{correction.date.seconds}" + (f"-{number}" if number else "")


def _parts(corrected: Sequence[_Corrected]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (one.entry.head.path, digest_value((one.correction, one.entry.digest))) for one in corrected
    )


def _entry(one: _Corrected) -> CorrectionEntry:
    return CorrectionEntry(one.entry.card, correction_view(one.correction))


def _month(correction: Correction, zone: tzinfo) -> Moment:
    day = datetime.fromtimestamp(correction.date.seconds, zone)
    return Moment(int(datetime(day.year, day.month, 1, tzinfo=zone).timestamp()), True)
