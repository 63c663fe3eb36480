"""The rule on placeholders, which were to be filled in before anybody reads the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule

_PLACEHOLDER = re.compile(r"(?<!\w)(?:(?:TK)++|X{3,}+|[Ll]orem\s++[Ii]psum|LOREM\s++IPSUM)(?!\w)")
_TRIGGERS = ("TK", "XXX", "orem", "OREM")
_FILLER_GOES_ON = re.compile(r",?\s+dolor", re.IGNORECASE)
_TK_IS_A_NAME = re.compile(
    r"(?<!\w)TK(?:[’']s\b|[ \t](?!TK)[A-Z][a-z]+|[ \t]+(?:&|\d))"
    r"|[^\W\d_](?:[-/]|[ \t]*&[ \t]*)TK\b"
    r"|\bT\w{0,30}(?:[- ]K|k)\w{0,30}[ ]\(TK\)"
)
"""“TK’s Toy Box”, “TK Maxx”, “Tcl/TK”, and an abbreviation behind what it stands for."""

_OF_NAMES = frozenset({"movie", "movies", "film", "films", "video", "videos", "porn", "rated"})
_WORD_BEHIND = re.compile(r"[\s-]+(\w+)")
_OPENING = tuple("\"'“‘«„‚‹»›")
_MOST_BEFORE = 40
_CAPITALISED_BEFORE = re.compile(r"(?<!\w)[^\W\d_]\w*\.?[ \t]\Z")
_WITHIN = re.compile(r"[\w,;’'\"]\s+\Z")
_NUMBERED = frozenset(
    {"Act", "Article", "Book", "Chapter", "Part", "Psalm", "Section", "Title", "Volume"}
)
_LONG_ROMAN = "XXX"
"""Thirty, behind a name: “Super Bowl XXX”."""

_TITLES = frozenset((
    "mr", "mrs", "ms", "mx", "dr", "prof", "sen", "rep", "gov", "mayor", "president", "minister",
    "judge", "chief", "officer", "captain", "senator", "governor", "chancellor", "secretary", "herr",
    "frau", "madame", "monsieur", "señor", "señora", "пан", "пані",
))  # fmt: skip
_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)
_TEXT_KEYS = frozenset({
    "headline", "title", "standfirst", "summary", "kicker", "dateline", "alt", "caption", "credit",
    "text", "was", "now", "name", "note", "attribution", "reason", "claim", "claimant", "rating",
})  # fmt: skip


def placeholder(manuscript: Manuscript) -> Iterator[Mark]:
    """Looks at the text and at the shown values of the front matter, not at addresses, code and comments.

    “TK” is what English newsrooms write, and in other languages an abbreviation; where it is
    part of a name once, it is that name throughout. What is part of a longer word, number or
    pattern is passed over, and so is “lorem ipsum” where a text speaks of it.
    """
    text, lang = manuscript.text, manuscript.wording.phrases.lang
    if not any(one in text for one in _TRIGGERS):
        return
    is_tk_a_name = lang != "en" or bool(_TK_IS_A_NAME.search(manuscript.prose))
    comments: dict[int, int] = {}
    for match in _PLACEHOLDER.finditer(manuscript.prose):
        found = match.group()
        if found == "TK":
            is_one = not is_tk_a_name and _is_word(manuscript, match)
        elif found[0] == "X":
            is_one = bool(lang) and _is_word(manuscript, match) and not _is_named(manuscript, match)
        elif found[0] in "Ll":
            is_one = _is_filler(manuscript, match)
        else:
            is_one = _is_word(manuscript, match)
        if is_one and (
            match.start() >= manuscript.body_start or _is_shown(manuscript, match, comments)
        ):
            yield manuscript.mark(
                match.start(), f"There is placeholder text: {' '.join(found.split())}."
            )


def _is_word(manuscript: Manuscript, match: re.Match[str]) -> bool:
    """Whether it stands as a word or a number does: "(TK)", "$TK", "TK%", "a TK-year-old"."""
    text, start, end = manuscript.text, match.start(), match.end()
    before = text[start - 1 : start]
    if before and not before.isspace() and before not in "([{\"'“‘«„‚‹»›*_~—–$€£¥>|\0":
        return False
    after = text[end : end + 1]
    if not after or after.isspace() or after in ")]}\"'”’“»«›!?;%*_~—–…<|":
        return not text.startswith(("'s", "’s"), end)
    if after in ".,:":
        return not text[end + 1 : end + 2].isalnum() and not text.startswith("//", end + 1)
    return (
        after == "-" and text[end + 1 : end + 2].islower() and not text.startswith("rated", end + 1)
    )


def _is_named(manuscript: Manuscript, match: re.Match[str]) -> bool:
    """Whether capital X are a name or a number: “XXX Olympiad”, “Super Bowl XXX”, “an XXX film”."""
    prose, start, end = manuscript.prose, match.start(), match.end()
    if prose[start - 1 : start] in _OPENING and prose[end : end + 1] == " ":
        # A quotation that begins so is a message or a pattern: “XXX is not in the file”.
        return True
    following = _WORD_BEHIND.match(prose, end)
    if following:
        word = following[1]
        if word in _OF_NAMES:
            return True
        # German writes all nouns so.
        if word[0].isupper() and manuscript.wording.phrases.lang != "de" and word[1:].islower():
            return True
    if match.group() != _LONG_ROMAN:
        return False
    before = _CAPITALISED_BEFORE.search(prose, max(start - _MOST_BEFORE, 0), start)
    word = before.group().strip(" \t.") if before else ""
    if not word or not word[0].isupper() or word.casefold() in _TITLES:
        return False
    if manuscript.wording.phrases.lang == "de":
        return False
    # The first word of a sentence has its capital from that.
    is_first = before is not None and not _WITHIN.search(
        prose, max(before.start() - _MOST_BEFORE, 0), before.start()
    )
    return not is_first or word in _NUMBERED


def _is_filler(manuscript: Manuscript, match: re.Match[str]) -> bool:
    """Whether “lorem ipsum” is the text itself: it goes on with “dolor”, or is all that there is."""
    if _FILLER_GOES_ON.match(manuscript.prose, match.end()):
        block = manuscript.block_at(match.start())
        return block is None or block.kind != "quote"
    line_start = manuscript.line_start(match.start())
    line_end = manuscript.text.find("\n", match.end())
    before = manuscript.prose[line_start : match.start()]
    after = manuscript.prose[match.end() : line_end if line_end >= 0 else None]
    if match.start() < manuscript.body_start:
        before = before.partition(":")[2]
    is_text_of_link = manuscript.text[match.start() - 1 : match.start()] == "["
    return not is_text_of_link and not (before + after).strip(" \t.\"'-")


def _is_shown(manuscript: Manuscript, match: re.Match[str], comments: dict[int, int]) -> bool:
    """Whether it belongs to a value of the front matter that is text, and not to a comment.

    `comments` remembers where each line's comment begins.
    """
    line_start = manuscript.line_start(match.start())
    if line_start not in comments:
        line_end = manuscript.text.find("\n", line_start)
        line_end = len(manuscript.text) if line_end < 0 else line_end
        comment = _COMMENT.search(manuscript.text, line_start, line_end)
        comments[line_start] = comment.end() if comment else line_end + 1
    if comments[line_start] <= match.start():
        return False
    return manuscript.written_at(match.start()).rpartition(".")[2] in _TEXT_KEYS


RULES = (
    Rule(
        code="NG150",
        level="error",
        reason="It was put there to be replaced before publication.",
        fix="Write what belongs there.",
        find=placeholder,
    ),
)
