"""Splits a live article into its entries: headings of the second level that begin with a time."""

from __future__ import annotations

import html
import re
from datetime import datetime, tzinfo

from newsgen.model.article import LiveEntry
from newsgen.model.body_slots import ENTRY_MARK, SLOT
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.moment import Moment
from newsgen.model.problem import Position, Problem
from newsgen.reading.markdown.pieces import closed, end_of_element
from newsgen.reading.yaml.dates import parse_moment

NEWEST_FIRST, OLDEST_FIRST = "newest-first", "oldest-first"
LIVE_ORDERS = (NEWEST_FIRST, OLDEST_FIRST)

# Patterns of what few texts hold are compiled when they are first used.
_HEADING = r'(?s)<h2(?:\s[^<>]*?id="([^"<>]*)")?[^<>]*+>((?:(?!</?h2\b).)*+)</h2>'
_TIMED = r"(?s)(?:(\d{4}-\d{2}-\d{2})\s+)?(\d{1,2})[:.](\d{2})\b[\s.:–—-]*(.*)"
_WRITTEN = r"(?m)^##(?!#)[ \t]*(.*)$"
_FOOTNOTES = '<div class="footnote">'
_TAG = rf"<[^<>]*+>|{SLOT}"


class Live(NamedTuple):
    """The body with its entries apart, the entries in the same order, and what is wrong."""

    html: str
    entries: tuple[LiveEntry, ...]
    problems: tuple[Problem, ...]


def live_entries(
    body: str, text: str, first_line: int, path: str, start: Moment, zone: tzinfo, order: str
) -> Live:
    """Splits the body of a live article.

    A time without a date is of the day of the entry written before it, and of
    the article's own day at first. `text` is the Markdown that `body` was made
    from, for the lines of problems.
    """
    body, footnotes = _without_footnotes(body)
    pieces = re.split(_HEADING, body)
    problems: list[Problem] = []
    written: list[int] | None = None
    found: list[tuple[LiveEntry, str]] = []
    day = datetime.fromtimestamp(start.seconds, zone).date()
    for index in range(1, len(pieces), 3):
        anchor, heading, rest = pieces[index : index + 3]
        words = html.unescape(re.sub(_TAG, "", heading)).strip()
        timed = re.fullmatch(_TIMED, words)
        moment = None
        if timed:
            date, hour, minute, headline = timed.groups()
            moment = parse_moment(f"{date or day.isoformat()} {hour}:{minute}", zone)
        if not timed or moment is None:
            if written is None:
                written = _heading_lines(text)
            line = written[index // 3] if index // 3 < len(written) else 0
            problems.append(_no_time(path, first_line + line, words))
            continue
        day = datetime.fromtimestamp(moment.seconds, zone).date()
        anchor = anchor or _free_anchor(body, index // 3 + 1)
        found.append((LiveEntry(anchor, moment, headline), closed(rest)))
    found.sort(key=lambda pair: pair[0].time, reverse=order == NEWEST_FIRST)
    intro = closed(pieces[0]) + footnotes
    return Live(
        ENTRY_MARK.join((intro, *(rest for _, rest in found))),
        tuple(entry for entry, _ in found),
        tuple(problems),
    )


def _without_footnotes(body: str) -> tuple[str, str]:
    start = body.find(_FOOTNOTES)
    if start < 0:
        return body, ""
    end = end_of_element(body, start)
    return body[:start] + body[end:], body[start:end]


def _free_anchor(body: str, number: int) -> str:
    """An anchor for an entry whose heading has none of its own."""
    anchor = f"entry-{number}"
    while f'id="{anchor}"' in body:
        anchor += "_"
    return anchor


def _heading_lines(text: str) -> list[int]:
    """The lines, from 0, on which a heading of the second level is written."""
    lines = []
    line = at = 0
    for match in re.finditer(_WRITTEN, text):
        line += text.count("\n", at, match.start())
        at = match.start()
        lines.append(line)
    return lines


def _no_time(path: str, line: int, words: str) -> Problem:
    return Problem.at(
        path,
        Position(line, 1),
        "NG086",
        f"The live entry `{words[:60]}` does not begin with a time.",
        "Write `## 14:05 What happened`, or use ### for a heading inside an entry.",
    )
