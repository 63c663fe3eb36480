"""The rule on the time of day at which an article is published."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule
from newsgen.model.machines import NEWS_SECONDS


def no_time(manuscript: Manuscript) -> Iterator[Mark]:
    """Marks a date that is a day, for as long as the article is news, on a site with an address."""
    date = manuscript.article.date
    if manuscript.newsroom.url and date.day_only:
        mark = manuscript.mark_key("date", "The date has no time of day.")
        yield mark._replace(until=date.seconds + NEWS_SECONDS)


RULES = (
    Rule(
        code="NG118",
        reason="Google News asks for date and time; of a day alone others take midnight for the time.",
        fix="Write the time behind the day: date: 2026-01-02 16:30.",
        find=no_time,
    ),
)
