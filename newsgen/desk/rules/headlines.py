"""Rules on headlines, standfirsts and summaries: they are there, of the right length, and do not age."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from newsgen.desk.days import is_of_late
from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule, Titled

MOST_HEADLINE_CHARACTERS = 110
MOST_SUMMARY_CHARACTERS = 160

_WORDS_OF_CAPITALS = 3
"""Fewer words in capitals may all be names: "NATO, EU"."""

_LETTERS_OF_AN_ACRONYM = 4
"""Where no word of a few is longer, all of them may be acronyms: "NASA, ESA, JAXA"."""

_WORDS_OF_ACRONYMS = 4
_LETTERS = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d")
_EPOCH_DAY = 719_163
"""The ordinal of 1970-01-01."""

_DAYS_OF_NEWS = 45
_DAY_SECONDS = 86_400
_LATEST_ZONE_SECONDS = 14 * 3600
"""A day alone begins in the site's time zone so much earlier than here, at most."""

_ALWAYS_SMALL = "ßªº"
"""Letters that are small between capitals, too."""


def too_long(manuscript: Manuscript) -> Iterator[Mark]:
    length = len(manuscript.head.headline)
    if length > MOST_HEADLINE_CHARACTERS:
        yield _at_headline(manuscript, f"The headline has {length} characters.")


def in_capitals(manuscript: Manuscript) -> Iterator[Mark]:
    """Passes over scripts without capitals, and over a few words that may all be acronyms.

    In a Chinese headline the one word in Latin letters is an acronym, and the other
    letters are neither small nor capital.
    """
    headline = manuscript.head.headline
    letters = [one for one in headline if one.isalpha() and one not in _ALWAYS_SMALL]
    if not all(map(str.isupper, letters)):
        return
    words = _LETTERS.findall(headline)
    if len(words) >= _WORDS_OF_CAPITALS and (
        len(words) > _WORDS_OF_ACRONYMS or any(len(word) > _LETTERS_OF_AN_ACRONYM for word in words)
    ):
        yield _at_headline(manuscript, "The headline is in capitals.")


def with_date(manuscript: Manuscript) -> Iterator[Mark]:
    """Marks the day of publication and the weeks before it.

    A day to come is what such a headline is about, and one of long ago is history. A span of days
    and a day by whose name an event goes are passed over, too.
    """
    headline = manuscript.head.headline
    if not _FIGURE.search(headline):
        return
    moment = manuscript.head.date
    seconds = moment.seconds + _LATEST_ZONE_SECONDS * moment.day_only
    published = date.fromordinal(_EPOCH_DAY + seconds // _DAY_SECONDS)
    for found in manuscript.wording.days.find(headline):
        day = found.nearest(published)
        is_name = not found.year and (found.month, found.day) in manuscript.wording.named_days
        if day and not is_name and is_of_late(day, published, _DAYS_OF_NEWS):
            yield _at_headline(manuscript, f"There is a date in the headline: {found.text}.")
            return


def twice(articles: Iterable[Titled]) -> Iterator[tuple[str, Mark]]:
    """Compares articles of one language. Each of the two names the other."""
    same: dict[tuple[str, str], list[Titled]] = defaultdict(list)
    for article in articles:
        same[article.lang, article.headline.casefold()].append(article)
    for group in same.values():
        for number, article in enumerate(group[1:], 1):
            yield article.path, _other(article, group[0])
            if number == 1:
                yield group[0].path, _other(group[0], article)


def no_standfirst(manuscript: Manuscript) -> Iterator[Mark]:
    if not manuscript.article.standfirst:
        yield _at_headline(manuscript, "There is no standfirst.")


def no_summary(manuscript: Manuscript) -> Iterator[Mark]:
    """A standfirst in its place is written for readers who have the headline above it."""
    if not manuscript.has("summary"):
        yield _at_headline(manuscript, "There is no summary.")


def long_summary(manuscript: Manuscript) -> Iterator[Mark]:
    length = len(manuscript.article.summary)
    if manuscript.has("summary") and length > MOST_SUMMARY_CHARACTERS:
        yield manuscript.mark_key("summary", f"The summary has {length} characters.")


def _at_headline(manuscript: Manuscript, message: str) -> Mark:
    key = "headline" if "headline" in manuscript.keys.entries else "title"
    return manuscript.mark_key(key, message)


def _other(article: Titled, other: Titled) -> Mark:
    return Mark(article.line, article.column, f"{other.path} has the same headline.")


RULES = (
    Rule(
        code="NG111",
        reason="Search engines and cards cut a headline after about 110 characters.",
        fix=f"Say it in {MOST_HEADLINE_CHARACTERS} characters or fewer.",
        find=too_long,
    ),
    Rule(
        code="NG112",
        reason="Capitals are hard to read, and screen readers may spell them out.",
        fix="Write it in lower case; the style sheet can show capitals where they are wanted.",
        find=in_capitals,
    ),
    Rule(
        code="NG113",
        reason="The page shows its date; in the headline it takes the room of the news and ages.",
        fix="Leave it out, or say “today” or “last week” in the text.",
        find=with_date,
    ),
    Rule(
        code="NG114",
        reason="Readers and search engines take two articles with one headline for one.",
        fix="Say in one of them what is new in it.",
        compare=twice,
    ),
    Rule(
        code="NG115",
        reason="The standfirst tells a reader in two sentences what the article holds.",
        fix="Write `standfirst:`.",
        find=no_standfirst,
    ),
    Rule(
        code="NG116",
        reason="Lists, feeds and search results show the summary, without the article around it.",
        fix="Write `summary:`; it has to stand alone.",
        find=no_summary,
    ),
    Rule(
        code="NG117",
        reason="Search results and previews cut a summary after about 160 characters.",
        fix=f"Say it in {MOST_SUMMARY_CHARACTERS} characters or fewer.",
        find=long_summary,
    ),
)
