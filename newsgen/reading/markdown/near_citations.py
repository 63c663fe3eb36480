"""Names what looks like a citation and is none: `[@reuters p. 4]`, `[@ reuters]`, `[@reuters, @nyt]`.

What a writer of social media or of e-mail means by the same signs is left alone: a handle or a word
in brackets counts only where it is the id of one of the article's own sources.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from newsgen.model.names import some_of
from newsgen.model.problem import Position, Problem
from newsgen.model.slug import slug_of
from newsgen.reading.markdown.citations import CITATION, is_link_ahead
from newsgen.reading.markdown.code_elements import without_code
from newsgen.reading.markdown.text_places import TextPlaces

# Patterns of what few texts hold are compiled when they are first used. Each begins with its sign, and asks
# behind it what stands before: so it is looked for in a tenth of the time.
_LIKE_ONE = r"\[(?<!\\\[)[ \t]*+[@＠](?:[^\[\]\n]|\n(?![ \t]*\n)){1,300}+\]"
_WITHIN = r"\[(?<![\\!\w]\[)([^\[\]\n@]{0,80}[\s(;“„«\"'–-])@([\w.-]++)([^\[\]\n]{0,80})\]"
_SEE = r"(?:(?:see|cf\.?|source:?|siehe|vgl\.?|Quelle:?|voir|fuente:?)[ ])?"
_ROUND = rf"\((?<![\w\]\\]\()[ \t]*{_SEE}@([\w.-]++)([^()\n]{{0,80}})\)"
_WIDE = r"[［【][ \t]*[@＠]([\w.-]++)([^］】\n]{0,80})[］】]"
_ALONE = r"\[(?<=[\w.,;:!?\"'”’»)]\[)([\w-]++)\](?![(:\[])"

_AND = r"\b(?:and|und|et|y|e|i|og|och|en)\b"
_SEPARATOR = rf"[;；]|[,，、&/+]?\s{{0,3}}(?:{_AND}\s{{0,3}})?[@＠]"
_OTHER = r"@(?<![\w.]@)([\w.-]++)"
_LABEL = r" ?\[[^\[\]]*+\]"

_MOST = 20
"""Places of a text that are named one by one."""


def near_citations(
    bare: str, raw: str, places: TextPlaces, sources: Collection[str]
) -> list[Problem]:
    """A warning for each in the text without its code, of which `raw` is the HTML."""
    known = frozenset(sources)
    left = without_code(raw)
    found: list[tuple[int, str]] = []
    if "@" in left or "＠" in left:
        found += _like_citations(bare)
        if known:
            found += _of_known(bare, known)
    if known and "[" in left:
        found += [
            (match.start(), match[0]) for match in re.finditer(_ALONE, bare) if match[1] in known
        ]
    problems = [
        _problem(places, start, written, known) for start, written in sorted(set(found))[:_MOST]
    ]
    return [*problems, *_swallowed(bare, places, known)] if known and "@" in left else problems


def _swallowed(bare: str, places: TextPlaces, known: frozenset[str]) -> Iterator[Problem]:
    """Citations in which another source is taken for a part of the place in the first."""
    for match in re.finditer(CITATION, bare):
        start = match.start(1)
        for part in match[1].split(";"):
            place = part.index("@") + 1
            for other in re.finditer(_OTHER, part[place:]):
                if other[1].rstrip(".") in known and not is_link_ahead(bare, match.end()):
                    yield Problem.at(
                        places.path,
                        Position(*places.at(start + place + other.start())),
                        "NG392",
                        f"`@{other[1]}` is taken for a part of the place in the source before it.",
                        "Put a semicolon between two sources: `[@reuters, page 4; @nyt]`.",
                        severity="warning",
                    )
            start += len(part) + 1


def _like_citations(bare: str) -> Iterator[tuple[int, str]]:
    """What begins as a citation does, ends with a bracket, and is neither one nor the words of a link."""
    citation = re.compile(CITATION)
    for match in re.finditer(_LIKE_ONE, bare):
        end = match.end()
        is_named = bare[end : end + 1] == ":" or re.compile(_LABEL).match(bare, end) is not None
        if not (is_link_ahead(bare, end) or is_named or citation.fullmatch(match[0])):
            yield match.start(), match[0]


def _of_known(bare: str, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """What names one of the sources in another form."""
    for match in re.finditer(_WITHIN, bare):
        if match[2].rstrip(".") in known and not is_link_ahead(bare, match.end()):
            yield match.start(), match[0]
    for match in re.finditer(_ROUND, bare):
        key = match[1].rstrip(".")
        before = "".join(filter(str.isalnum, bare[max(0, match.start() - 60) : match.start()]))
        # Behind a name stands the handle of whoever has it.
        is_handle = before.casefold().endswith("".join(filter(str.isalnum, key)).casefold())
        if key in known and not is_handle:
            yield match.start(), match[0]
    if "［" in bare or "【" in bare:
        for match in re.finditer(_WIDE, bare):
            if match[1].rstrip(".") in known:
                yield match.start(), match[0]


def _problem(places: TextPlaces, start: int, written: str, known: frozenset[str]) -> Problem:
    shown = " ".join(written.split())
    shown = f"{shown[:60]}…" if len(shown) > 60 else shown
    meant = _meant(written, known)
    hint = (
        f"Write `{meant}`."
        if meant
        else "A citation is `[@reuters]`, or `[@reuters, page 4; @nyt]`: the id of a source, behind a comma"
        f" the place in it, a semicolon before the next{_listed(known)}. `\\[@` is never one."
    )
    return Problem.at(
        places.path,
        Position(*places.at(start)),
        "NG392",
        f"`{shown}` is no citation: it stays as text.",
        hint,
        severity="warning",
    )


def _listed(known: frozenset[str]) -> str:
    return f". The article's sources are: {some_of(sorted(known))}" if known else ""


def _meant(written: str, known: frozenset[str]) -> str:
    """The citation that is meant, where each source in it is one of those known; else ""."""
    inner = written[1:-1].strip()
    before, sign, rest = inner.replace("＠", "@").partition("@")
    parts = re.split(_SEPARATOR, rest if sign else before)
    cited = [_one(part.strip(), known) for part in parts if part.strip()]
    return f"[{'; '.join(cited)}]" if cited and all(cited) else ""


def _one(part: str, known: frozenset[str]) -> str:
    """One source with the place in it: `@reuters, page 4`; "" where no source is known by these words."""
    words = part.replace("，", ",").replace("：", ":").split()
    for number in range(len(words), 0, -1):
        name = " ".join(words[:number])
        head, comma, behind = name.partition(",")
        key = head.strip(":,.“”„«»\"'")
        key = key if key in known else slug_of(key)
        if key in known:
            place = " ".join((behind if comma else "", *words[number:])).strip(" ,:")
            if place[:1] == "(" and place[-1:] == ")":
                place = place[1:-1]
            return f"@{key}, {place}" if place else f"@{key}"
        # The place may stand right behind a colon.
        head, _, behind = name.partition(":")
        key = head if head in known else slug_of(head)
        if behind and key in known:
            return f"@{key}, {' '.join((behind, *words[number:])).strip()}"
    return ""
