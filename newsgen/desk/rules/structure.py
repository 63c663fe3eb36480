"""Rules on headings, links and "read also", by which readers find their way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from newsgen.desk.blocks import Block
from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule

_HTML_HEADING = re.compile(r"<h([1-6])(?=[\s>])", re.IGNORECASE)
_BRACKET = re.compile(r"[\[\]]")
_NO_LINK = re.compile(r"\^|\s*+@")
_LEADS_ON = re.compile(r"\]\(|\]\[|<a\s|<https?:|https?://|\0")
_PICTURE_TEXT = re.compile(r"!\[([^\[\]]*+)\](?:\([^()]*+\)|\[[^\[\]]*+\])?")
_LONGEST_TEXT = 1000
"""A link's text that is longer is not without words, nor one of the phrases."""

_LONGEST_LINE = 80
"""A line that announces what to read also is not longer."""

_MARKS = " \t\n*_~:.…>→»›"


def skipped_heading(manuscript: Manuscript) -> Iterator[Mark]:
    """Takes the headline for the first level, so that a heading of the text is at least of the second."""
    before = 1
    for block in manuscript.blocks:
        if block.kind == "other":
            # Nothing is said of headings in HTML, but those below them follow them.
            for match in _HTML_HEADING.finditer(manuscript.text, block.start, block.end):
                before = max(int(match[1]), 2)
        elif block.kind == "heading":
            level = max(block.level, 2)
            if level > before + 1:
                line_start = manuscript.text.rfind("\n", 0, block.start) + 1
                message = f"A heading of level {level} follows one of level {before}."
                yield manuscript.mark(line_start, message)
            before = level


def empty_link(manuscript: Manuscript) -> Iterator[Mark]:
    """Marks a link without text, or with a text that does not say where it leads."""
    if "](" not in manuscript.text and "][" not in manuscript.text:
        return
    for block in manuscript.blocks:
        if block.kind == "other":
            continue
        for start, end in links(manuscript.text, block.start, block.end):
            if end - start > _LONGEST_TEXT:
                continue
            text = _PICTURE_TEXT.sub(r"\1", manuscript.text[start + 1 : end]).strip(_MARKS)
            # In a span of code the brackets are text.
            if manuscript.is_in_code(manuscript.line_start(start), start):
                continue
            if not text:
                yield manuscript.mark(start, "The link has no text.")
            elif " ".join(text.casefold().split()) in manuscript.wording.link_texts:
                message = f"The link's text “{text}” does not say where it leads."
                yield manuscript.mark(start, message)


def links(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The brackets of each link between two indexes, in order; of a link within a link the outer.

    A picture is none, and neither is what holds brackets that hold brackets.
    """
    opened: list[tuple[int, int]] = []
    found: list[tuple[int, int]] = []
    # What is open, and how deep the brackets in it are that were closed already.
    for match in _BRACKET.finditer(text, start, end):
        at = match.start()
        if match.group() == "[":
            opened.append((at, 0))
            continue
        if not opened:
            continue
        begin, depth = opened.pop()
        if opened:
            outer, deepest = opened[-1]
            opened[-1] = outer, max(deepest, depth + 1)
        leads = at + 1 < end and text[at + 1] in "(["
        is_bare = begin > 0 and text[begin - 1] in "!\\"
        if leads and depth <= 1 and not is_bare and not _NO_LINK.match(text, begin + 1):
            # The links in this one were found before it.
            while found and found[-1][0] > begin:
                found.pop()
            found.append((begin, at))
    return found


def own_address(manuscript: Manuscript) -> Iterator[Mark]:
    """Looks at links alone: an address that is printed as text is none."""
    host = urlsplit(manuscript.newsroom.url).netloc
    if not host or host not in manuscript.body:
        return
    path = manuscript.newsroom.url.partition(host)[2].rstrip("/")
    here = re.escape(host + path)
    own = re.compile(
        r"(?:\]\(\s*<?|<|href\s*=\s*[\"']|\]:\s*<?)"
        rf"(https?://{here}(?![\w.:-])[^\s)>\"']*)",
        re.IGNORECASE,
    )
    for block in manuscript.blocks:
        if block.kind == "other" and not manuscript.text_of(block).lstrip().startswith(("<", "[")):
            continue
        for match in own.finditer(manuscript.text, block.start, block.end):
            if manuscript.is_in_code(manuscript.line_start(match.start()), match.start()):
                continue
            yield manuscript.mark(match.start(1), f"`{match[1]}` is on this site.")


def read_also_empty(manuscript: Manuscript) -> Iterator[Mark]:
    """Marks a "read also" with no link in its paragraph or in the block that follows."""
    phrases = manuscript.wording.read_also
    if not phrases:
        return
    blocks = manuscript.blocks
    for number, block in enumerate(blocks):
        if block.kind not in ("heading", "paragraph", "item"):
            continue
        line_end = manuscript.prose.find("\n", block.start, block.end)
        line_end = block.end if line_end < 0 else line_end
        if line_end - block.start > _LONGEST_LINE:
            continue
        announced = manuscript.prose[block.start : line_end].strip(_MARKS)
        if " ".join(announced.casefold().split()) not in phrases:
            continue
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        is_followed = (
            following is not None
            and following.kind != "heading"
            # A section with a text of its own is only called so.
            and (block.kind == "heading" or _has_link(manuscript, following))
        )
        is_bare = not manuscript.prose[line_end : block.end].strip()
        if is_bare and not is_followed and not _has_link(manuscript, block):
            index = manuscript.prose.index(announced, block.start)
            yield manuscript.mark(index, f"“{announced}” has nothing after it.")


def _has_link(manuscript: Manuscript, block: Block) -> bool:
    return _LEADS_ON.search(manuscript.text_of(block)) is not None


RULES = (
    Rule(
        code="NG130",
        reason="Screen readers move by levels of headings, and a gap looks like something missing.",
        fix="Begin with ## and go down one level at a time.",
        find=skipped_heading,
    ),
    Rule(
        code="NG131",
        level="error",
        reason="Screen readers list links by their texts, without the sentence around them.",
        fix="Make the words a link that say what is behind it.",
        find=empty_link,
    ),
    Rule(
        code="NG132",
        reason="An absolute link breaks on a mirror, offline and when the address changes.",
        fix="Link to the Markdown file: [the vote](../world/the-vote.md).",
        find=own_address,
    ),
    Rule(
        code="NG133",
        reason="It promises the reader something that is not there.",
        fix="Put the links after it, or use `read_also:` in the front matter.",
        find=read_also_empty,
    ),
)
