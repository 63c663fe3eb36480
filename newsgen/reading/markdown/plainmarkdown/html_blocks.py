"""Takes blocks of HTML out of a text, as Python-Markdown's parser finds them.

Each tag has to have the usual form; whatever else might be HTML is declined.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError
from newsgen.reading.markdown.plainmarkdown.html_tags import (
    BLOCK_LEVEL,
    LITERAL,
    MAIL,
    MAY_BE_TAG,
    WRITTEN_TAG,
    end_of_comment,
    tag_name,
)

_BEHIND_BLANK = re.compile(r"(?:[ ]*+\n){2}")
_DEEPEST = 100


def without_html(text: str, place: Callable[[str], str]) -> str:
    """The text with a place for each block of HTML, and for each comment that is one.

    `place` gives what stands for the HTML.
    """
    pieces: list[str] = []
    taken: list[tuple[int, int]] = []
    done = at = tail_end = looked_at = 0
    while (start := _next_sign(text, at, tail_end)) >= 0:
        line_start = text.rfind("\n", 0, start) + 1
        indent = text[line_start:start]
        is_left = len(indent) <= 3 and not indent.strip()
        is_tail = start < tail_end
        if at < tail_end and "&" in text[at : min(start, tail_end)]:
            raise DeclinedError
        if text.startswith("<!--", start):
            end = end_of_comment(text, start)
            is_block = is_left
            if is_tail:
                raise DeclinedError
            if is_left:
                # One that is open in the paragraph above makes it a part of the paragraph.
                paragraph = max(text.rfind("\n\n", looked_at, line_start), looked_at)
                if _has_tags(text, paragraph, line_start, taken):
                    raise DeclinedError
                looked_at = end
                taken.clear()
        else:
            match = WRITTEN_TAG.match(text, start)
            if match is None:
                if MAY_BE_TAG.match(text, start) and not MAIL.match(text, start):
                    raise DeclinedError
                at = start + 1
                continue
            end = match.end()
            name = tag_name(match[1])
            is_end, is_whole = match[1][0] == "/", name == "hr" or match[1][-1] == "/"
            is_block = (is_left or is_tail) and name in BLOCK_LEVEL and not is_end
            if (
                (name in LITERAL and not is_block and not _is_empty_script(text, match))
                or (is_tail and (is_whole or is_end))
                or (is_block and "markdown" in match[1])
            ):
                raise DeclinedError
            if is_block and not is_whole:
                end = _end_of_block(text, start)
        if not is_block:
            at = end
            continue
        if indent and not is_tail:
            raise DeclinedError
        written = text[start:end]
        if _BEHIND_BLANK.match(text, end) or not text[end:].strip(" \n"):
            written += "\n"
        else:
            # The rest of its line is treated in another way.
            tail_end = text.find("\n", end)
            if tail_end < 0:
                tail_end = len(text)
        if text[start + 1] != "!":
            taken.append((start, end))
        pieces += (text[done:start], "\n", place(written), "\n\n")
        done = at = end
    if at < tail_end and "&" in text[at:tail_end]:
        raise DeclinedError
    pieces.append(text[done:])
    return "".join(pieces) if done else text


def _next_sign(text: str, at: int, tail_end: int) -> int:
    """Where the next tag begins that may be a block's, or a comment; -1 where none does.

    It is on the left, or behind a block on its last line.
    """
    at = text.find("<", at)
    while at > 0 and at >= tail_end and not text[at - 1].isspace() and text[at + 1 : at + 2] != "!":
        at = text.find("<", at + 1)
    return at


def _is_empty_script(text: str, tag: re.Match[str]) -> bool:
    """Whether nothing stands in this element, which is a script or a style."""
    name = tag_name(tag[1])
    return name in ("script", "style") and (
        tag[1][0] == "/" or text.startswith(f"</{name}>", tag.end())
    )


def _has_tags(text: str, start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a tag begins between the indexes, in none of the blocks that are `taken` there."""
    at = start
    for first, behind in taken:
        if behind > at:
            if text.find("<", at, first) >= 0:
                return True
            at = behind
    return text.find("<", at, end) >= 0


def _end_of_block(text: str, start: int) -> int:
    """Where the block of HTML ends that begins here: at the end of its outermost element."""
    opened: list[str] = []
    at = start
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<!--", at):
            at = end_of_comment(text, at)
            continue
        match = WRITTEN_TAG.match(text, at)
        if match is None:
            if MAY_BE_TAG.match(text, at):
                raise DeclinedError
            at += 1
            continue
        tag, at = match[1], match.end()
        name = tag_name(tag)
        if "markdown" in tag:
            raise DeclinedError
        if tag[0] == "/":
            if name in opened:
                while opened.pop() != name:
                    pass
            if not opened:
                return at
        elif name == "hr" or tag[-1] == "/":
            if "=" in tag and tag[-1] == "/" and tag[-2] not in "\"' \n":
                # The slash may be a part of a value without quotes.
                raise DeclinedError
        elif name in LITERAL:
            at = _behind_literal(text, name, at)
            if not opened:
                return at
        elif len(opened) < _DEEPEST:
            opened.append(name)
        else:
            raise DeclinedError
    raise DeclinedError


def _behind_literal(text: str, name: str, at: int) -> int:
    """Where the element ends that holds no elements."""
    end = text.find("</", at)
    written = f"</{name}>"
    if end < 0 or text[end : end + len(written)].lower() != written:
        raise DeclinedError
    if name not in ("script", "style") and ("<" in text[at:end] or "&" in text[at:end]):
        raise DeclinedError
    return end + len(written)
