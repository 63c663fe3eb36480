"""The rule on placeholders, which were to be filled in before anybody reads the article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule

_PLACEHOLDER = re.compile(r"(?<!\w)(?:(?:TK)++|X{3,}+|[Ll]orem\s++[Ii]psum|LOREM\s++IPSUM)(?!\w)")
_TRIGGERS = ("TK", "XXX", "orem", "OREM")
_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)
_TEXT_KEYS = frozenset({
    "headline", "title", "standfirst", "summary", "kicker", "dateline", "alt", "caption", "credit",
    "text", "was", "now", "name", "note", "attribution", "reason", "claim", "claimant", "rating",
})  # fmt: skip


def placeholder(manuscript: Manuscript) -> Iterator[Mark]:
    """Looks at the text and at the shown values of the front matter, not at addresses, code and comments."""
    text = manuscript.text
    if not any(one in text for one in _TRIGGERS):
        return
    comments: dict[int, int] = {}
    for match in _PLACEHOLDER.finditer(manuscript.prose):
        if match.start() >= manuscript.body_start or _is_shown(manuscript, match, comments):
            words = " ".join(match.group().split())
            yield manuscript.mark(match.start(), f"There is placeholder text: {words}.")


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
