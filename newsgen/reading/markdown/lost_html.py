"""Says which HTML of a text is not on the page, where it was written and what to do instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Set

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Position, Problem, warning
from newsgen.reading.markdown.html_names import NAMED
from newsgen.reading.markdown.sanitizer_fast_path import RawHtml
from newsgen.reading.markdown.settled_html import Kind, Loss, settled
from newsgen.reading.markdown.tag_places import TagPlaces, name_in
from newsgen.reading.markdown.text_places import TextPlaces
from newsgen.reading.markdown.unread_markdown import unread_markdown

MOST_OF_A_KIND = 10
"""So many losses of one kind are named; the last says how many follow."""

_MOST_TRIED = 200

_SAID: dict[Kind, tuple[str, str, str]] = {
    "section": (
        "NG387",
        "{} is left out.",
        "Delete it: a text is no page and no program of its own.",
    ),
    "data": (
        "NG387",
        "{} is left out; what it holds stays as text.",
        "Delete it, with its ]]>.",
    ),
    "comment": (
        "NG388",
        "The comment that begins here ends in another comment, and hides all that stands between.",
        "End it with --> where it is meant to end.",
    ),
    "unclosed": (
        "NG388",
        "{} is not closed here, and stays as text.",
        "Close it, with its quotation marks; a sign that is meant as text is written &lt;.",
    ),
    "quote": (
        "NG388",
        "A quotation mark of {} is not closed, and the tag stays as text.",
        'Write both quotation marks: <a href="https://…">.',
    ),
    "unknown": (
        "NG389",
        "{} is no element of HTML, and stays as text.",
        "Delete it; or write it as code, between backticks, if readers are to see it.",
    ),
    "struck": (
        "NG391",
        "The style of {} that strikes its text through is left out: readers take it for valid.",
        "Strike it through with <s>…</s>.",
    ),
    "hidden": (
        "NG391",
        "{} was hidden, and is shown: a text has no style of its own.",
        "Delete what readers must not see, or put it between <!-- and -->.",
    ),
    "picture": (
        "NG391",
        "{} has no `src`, so no picture is shown.",
        "Write the picture's file: ![What it shows](media/name.jpg).",
    ),
}


def with_losses(
    raw: RawHtml, text: str, keeps: Set[str], places: TextPlaces
) -> tuple[RawHtml, list[Problem]]:
    """The HTML that Markdown made of `text` with tags of a body's elements alone, and what is said of others.

    `keeps` are those elements.
    """
    html, losses = settled(raw.text, keeps)
    problems: list[Problem] = []
    if losses:
        names = {name_in(part) for loss in losses for part in _tags_of(loss)}
        problems += _problems(losses, TagPlaces(text, raw.text, names), text, places)
    return raw._replace(text=html), problems + unread_markdown(raw.blocks, text, places)


class _Place(NamedTuple):
    """Where in the text a loss was written, and where it ends."""

    loss: Loss
    start: int
    end: int


def _problems(
    losses: Iterable[Loss], tags: TagPlaces, text: str, places: TextPlaces
) -> Iterable[Problem]:
    groups: dict[tuple[str, str], list[_Place]] = {}
    passed: Counter[tuple[str, str]] = Counter()
    tried: Counter[tuple[str, str]] = Counter()
    for loss in losses:
        group: tuple[str, str] = (loss.kind, loss.name if loss.kind == "element" else "")
        found = groups.setdefault(group, [])
        if len(found) == MOST_OF_A_KIND or tried[group] == _MOST_TRIED:
            passed[group] += 1
            continue
        tried[group] += 1
        start = tags.index(loss.written, loss.start)
        if loss.written[0] == "<" or _is_open(text, start):
            found.append(_Place(loss, max(start, 0), _end(loss, max(start, 0), tags)))
        # The others were written as text, or as code.
    for group, found in groups.items():
        for number, place in enumerate(found, 1):
            more = passed[group] if number == MOST_OF_A_KIND else 0
            yield _problem(place, places, more, len(text))


def _is_open(text: str, index: int) -> bool:
    # A shortcode of another system is told by its own marks.
    before = text[max(index - 2, 0) : max(index, 0)]
    return index >= 0 and text[index] == "<" and before != "{{" and before[-1:] != "\\"


def _end(loss: Loss, start: int, tags: TagPlaces) -> int:
    """Where the loss ends in the text, whose paragraphs may have more in the HTML."""
    closing = _closing(loss)
    if closing > 0:
        end = tags.index(loss.written[closing:], loss.start + closing)
        if end > start:
            return end
    return start + len(loss.written)


def _closing(loss: Loss) -> int:
    """Where in an element that is lost its end tag begins; no more than 0 where it has none."""
    return loss.written.rfind("</") if loss.kind == "element" else -1


def _tags_of(loss: Loss) -> tuple[str, ...]:
    """The tags of a loss that are looked for in the text."""
    closing = _closing(loss)
    return (loss.written, loss.written[closing:]) if closing > 0 else (loss.written,)


def _problem(place: _Place, places: TextPlaces, more: int, most: int) -> Problem:
    loss = place.loss
    line, column = places.at(place.start)
    if loss.kind == "element":
        code = "NG387"
        message, hint = NAMED[loss.name]
    else:
        code, message, hint = _SAID[loss.kind]
    said = message.format(f"`{_named(loss)}`")
    last = places.at(min(place.end, most))[0] if "\n" in loss.written else line
    if last > line:
        said += f" It ends in line {last}."
    if more:
        said += f" There are {more} more of them below."
    return warning(Problem.at(places.path, Position(line, column), code, said, hint))


def _named(loss: Loss) -> str:
    if loss.kind == "section":
        return "<?…?>" if loss.name == "?" else f"<{loss.name}"
    if loss.kind in ("data", "unclosed"):
        return f"<{loss.name}"
    # As it is written: XML tells small letters from capitals.
    return f"<{loss.written[1 : 1 + len(loss.name)]}>"
