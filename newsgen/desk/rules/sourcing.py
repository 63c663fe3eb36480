"""Rules on sources: they are cited, more than one, not all anonymous, with an address, and listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.newsroom import bare_name
from newsgen.desk.places import at_source
from newsgen.desk.rule import Rule
from newsgen.model.source import ANONYMOUS

OWN_REPORTING = "own reporting"

_OF_ONE_VOICE = frozenset({"opinion", "interview", "review", "sponsored", "satire"})
"""Kinds that have one voice by their nature."""

_WITH_ADDRESS = frozenset({"document", "report"})
_MOST_STANDINGS = 2000
"""How many times names of the registry are looked at in one text."""

_PHRASE_CHARACTERS = 80
"""A phrase that a name follows is looked for so far before the name."""


def uncited(manuscript: Manuscript) -> Iterator[Mark]:
    """Passes over a source that a cited one names under `via`: the reader sees it already.

    Looks only where the text cites one of the sources: "@reuters" alone may be anything.
    """
    cited = manuscript.citation_keys
    if not cited:
        return
    used = [bool({one.given.id, one.known.id} & cited) for one in manuscript.sources]
    if not any(used):
        return
    passed_on = {
        one.known.via for one, is_used in zip(manuscript.sources, used, strict=True) if is_used
    }
    for source, is_used in zip(manuscript.sources, used, strict=True):
        if not is_used and source.known.name not in passed_on:
            yield at_source(
                manuscript, source, f"`{source.known.name}` is a source and is never cited."
            )


def one_source(manuscript: Manuscript) -> Iterator[Mark]:
    """Passes over kinds that have one voice, and articles for which the newsroom was there itself."""
    if len(manuscript.sources) != 1 or manuscript.article.kind in _OF_ONE_VOICE:
        return
    source = manuscript.sources[0]
    if source.kind not in (ANONYMOUS, OWN_REPORTING):
        message = f"The article relies on `{source.known.name}` alone."
        yield at_source(manuscript, source, message)


def anonymous_only(manuscript: Manuscript) -> Iterator[Mark]:
    if manuscript.sources and all(one.kind == ANONYMOUS for one in manuscript.sources):
        yield manuscript.mark_key("sources", "No source of the article has a name.")


def document_without_url(manuscript: Manuscript) -> Iterator[Mark]:
    """Passes over a document that somebody passed on: the newsroom has no address of it."""
    for source in manuscript.sources:
        if source.kind.casefold() in _WITH_ADDRESS and not source.url and not source.known.via:
            message = f"The {source.kind} `{source.known.name}` has neither `url` nor `via`."
            yield at_source(manuscript, source, message)


def accessed_missing(manuscript: Manuscript) -> Iterator[Mark]:
    """Looks at addresses in the article alone: those of the registry are front pages."""
    for source in manuscript.sources:
        if source.given.url and source.given.accessed is None:
            keys = manuscript.listed("sources").get(source.given.line)
            entry = keys.entries.get("url") if keys else None
            line, column = (entry.line, entry.column) if entry else (source.given.line, 1)
            yield Mark(line, column, f"`{source.known.name}` has a `url` and no `accessed`.")


def unlisted(manuscript: Manuscript) -> Iterator[Mark]:
    """Marks each source once, where the text first relies on it."""
    listed = {one.known.id for one in manuscript.sources}
    registry = manuscript.newsroom.registry
    listed |= {
        entry.id
        for one in manuscript.sources
        if (entry := registry.find(one.known.via, one.known.via)) is not None
    }
    looked = 0
    for word, source in manuscript.newsroom.sources_by_word:
        if word in manuscript.words and source.id not in listed:
            for index, is_relied_on in _mentions(manuscript, bare_name(source.name), word):
                looked += 1
                if looked > _MOST_STANDINGS:
                    message = f"From {source.name} on, nobody looked for whom the text relies on."
                    hint = f"It names sources more than {_MOST_STANDINGS:,} times; split it."
                    yield manuscript.mark(index, message, hint)
                    return
                if is_relied_on:
                    message = f"The text relies on {source.name}, which is not among the sources."
                    yield manuscript.mark(index, message, f"Add `{source.id}` to `sources:`.")
                    break


def _mentions(manuscript: Manuscript, name: str, word: str) -> Iterator[tuple[int, bool]]:
    """The indexes of the name, and whether the text relies on it there, as in "NAME reports"."""
    wording, prose = manuscript.wording, manuscript.prose
    pattern = _name_pattern(name)
    # White space between the words of a name may be another than in the registry.
    before_word = name[: name.find(word)]
    signs = len("".join(before_word.split()))
    for place in manuscript.name_places.get(word, ()):
        index = place - len(before_word)
        if before_word and prose[index:place] != before_word:
            index = _start_of(prose, place, signs)
        match = pattern.match(prose, index) if index >= manuscript.body_start else None
        if match is None:
            continue
        end = match.end()
        before = prose[max(manuscript.body_start, index - _PHRASE_CHARACTERS) : index]
        yield (
            index,
            bool(wording.before_name and wording.before_name.search(before))
            or bool(wording.after_name and wording.after_name.match(prose, end)),
        )


def _start_of(prose: str, place: int, signs: int) -> int:
    """The index from which as many characters that are no white space stand before `place`."""
    at = place
    while signs and at > 0 and place - at < _PHRASE_CHARACTERS:
        at -= 1
        signs -= not prose[at].isspace()
    return at if not signs else -1


@cache
def _name_pattern(name: str) -> re.Pattern[str]:
    words = r"\s++".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")


RULES = (
    Rule(
        code="NG101",
        reason="A source that nothing rests on tells the reader nothing.",
        fix="Cite it where the text relies on it, or take it out of `sources:`.",
        find=uncited,
    ),
    Rule(
        code="NG102",
        reason="What one source says, nobody has confirmed.",
        fix="Find a second source, or say in the text that there is one alone.",
        find=one_source,
    ),
    Rule(
        code="NG103",
        reason="A reader cannot weigh the word of people without names.",
        fix="Name a source that answers for the report, such as the newsroom that published it.",
        find=anonymous_only,
    ),
    Rule(
        code="NG104",
        reason="A document is a source that readers can check, if they can find it.",
        fix="Give its `url`, or an `archive`; if it was not seen, say `via` whom it is known.",
        find=document_without_url,
    ),
    Rule(
        code="NG105",
        reason="Pages change, and what they said is only known of the day they were read.",
        fix="Write `accessed:` and the day on which it was read.",
        find=accessed_missing,
    ),
    Rule(
        code="NG106",
        reason="The list of sources should hold whom the text relies on.",
        fix="Add it to `sources:`.",
        find=unlisted,
    ),
)
