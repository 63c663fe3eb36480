"""Sources: cited, more than one, not all of them anonymous, with an address, and listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript, Sourced
from newsgen.desk.newsroom import bare_name
from newsgen.desk.rule import Rule
from newsgen.model.slug import slug_of
from newsgen.model.source import ANONYMOUS
from newsgen.reading.yaml_values import Items, Keys, Scalar, Value

OWN_REPORTING = "own reporting"

_OF_ONE_VOICE = frozenset({"opinion", "interview", "review", "sponsored", "satire"})
"""Kinds that have one voice by their nature."""

_WITH_ADDRESS = frozenset({"document", "report"})
_PHRASE_CHARACTERS = 80
"""A phrase that a name follows is looked for so far before the name."""


def uncited(manuscript: Manuscript) -> Iterator[Mark]:
    """A source that another, cited one goes `via` is in front of the reader already."""
    cited = manuscript.citation_keys
    if not cited:
        return
    used = [one for one in manuscript.sources if {one.given.id, one.known.id} & cited]
    passed_on = {one.known.via for one in used}
    for source in manuscript.sources:
        if source not in used and source.known.name not in passed_on:
            yield _at_source(
                manuscript, source, f"`{source.known.name}` is a source and is never cited."
            )


def one_source(manuscript: Manuscript) -> Iterator[Mark]:
    """Not of a kind that has one voice, nor where the newsroom was there itself."""
    if len(manuscript.sources) != 1 or manuscript.article.kind in _OF_ONE_VOICE:
        return
    source = manuscript.sources[0]
    if source.kind not in (ANONYMOUS, OWN_REPORTING):
        message = f"The article relies on `{source.known.name}` alone."
        yield _at_source(manuscript, source, message)


def anonymous_only(manuscript: Manuscript) -> Iterator[Mark]:
    if manuscript.sources and all(one.kind == ANONYMOUS for one in manuscript.sources):
        yield manuscript.mark_key("sources", "No source of the article has a name.")


def document_without_url(manuscript: Manuscript) -> Iterator[Mark]:
    """A document that the newsroom has not seen has no address, but somebody who passed it on."""
    for source in manuscript.sources:
        if source.kind.casefold() in _WITH_ADDRESS and not source.url and not source.known.via:
            message = f"The {source.kind} `{source.known.name}` has neither `url` nor `via`."
            yield _at_source(manuscript, source, message)


def accessed_missing(manuscript: Manuscript) -> Iterator[Mark]:
    """Only of addresses given in the article: those of the registry are front pages."""
    for source in manuscript.sources:
        if source.given.url and source.given.accessed is None:
            keys = manuscript.source_keys.get(source.given.line)
            entry = keys.entries.get("url") if keys else None
            line, column = (entry.line, entry.column) if entry else (source.given.line, 1)
            yield Mark(line, column, f"`{source.known.name}` has a `url` and no `accessed`.")


def unlisted(manuscript: Manuscript) -> Iterator[Mark]:
    """Each source once: where the text first relies on it."""
    listed = {one.known.id for one in manuscript.sources}
    registry = manuscript.newsroom.registry
    listed |= {
        entry.id
        for one in manuscript.sources
        if (entry := registry.find(one.known.via, one.known.via)) is not None
    }
    for word, source in manuscript.newsroom.sources_by_word:
        if word in manuscript.words and source.id not in listed:
            index = _relied_on(manuscript, bare_name(source.name))
            if index is not None:
                message = f"The text relies on {source.name}, which is not among the sources."
                yield manuscript.mark(index, message, f"Add `{source.id}` to `sources:`.")


def _relied_on(manuscript: Manuscript, name: str) -> int | None:
    """Where the text first says "according to NAME" or "NAME reports"; None where it does not."""
    wording, prose = manuscript.wording, manuscript.prose
    pattern = _name_pattern(name)
    for match in pattern.finditer(prose, manuscript.body_start):
        index, end = match.span()
        before = prose[max(manuscript.body_start, index - _PHRASE_CHARACTERS) : index]
        if wording.before_name and wording.before_name.search(before):
            return index
        if wording.after_name and wording.after_name.match(prose, end):
            return index
    return None


@cache
def _name_pattern(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _at_source(manuscript: Manuscript, source: Sourced, message: str) -> Mark:
    value = manuscript.keys.entries["sources"].value
    items = value.items if isinstance(value, Items) else (value,)
    place = next((one for one in items if _is_written(source, one)), value)
    return Mark(place.line, place.column, message)


def _is_written(source: Sourced, value: Value) -> bool:
    """Whether this is where the article names the source; several may stand on one line."""
    if isinstance(value, Keys):
        entry = value.entries.get("id") or value.entries.get("name")
        value = entry.value if entry else value
    return isinstance(value, Scalar) and slug_of(value.text) == source.given.id


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
