"""Finds what could be an article, or a part of one, under a name that does not say so."""

from __future__ import annotations

import re
import unicodedata

from newsgen.model.documents import DOCUMENTS, TEXT, WRITTEN, ending_of
from newsgen.reading.files.file_kinds import room_of
from newsgen.reading.files.file_type import text_of

TELLING_KEYS = "headline|title|date|sources|standfirst|embargo|draft|expires"
"""Keys of front matter that hardly any other text has at the beginning of a line."""

_LIKE_MARKDOWN = re.compile(
    r"\.(?:md|markdn|markdown|mdo?wn|mkdn?|mdte?xt|mdx|[rqm]md)(?![a-z0-9])"
)
_FENCE = re.compile(r"\s*(?:-{3,}|\+{3,})[ \t]*[\r\n]")
_FENCE_WITH_KEYS = re.compile(rf"(?:^|[\r\n])-{{3,}}[ \t]*[\r\n]+(?:{TELLING_KEYS})[ \t]*:")
_KEYS = re.compile(rf"\s*(?:{TELLING_KEYS})[ \t]*:[^\r\n]*[\r\n]+(?:{TELLING_KEYS})[ \t]*:")


def is_like_article(path: str, start: bytes) -> bool:
    """Whether a file that is neither article nor picture may be one, by its name or its first bytes."""
    if DOCUMENTS.get(ending_of(path), TEXT) == TEXT and is_named_like_article(path):
        return True
    text = text_of(start)
    return bool(_FENCE.match(text) or _KEYS.match(text) or _FENCE_WITH_KEYS.search(text))


def is_named_like_article(path: str) -> bool:
    """Whether the name holds an ending of Markdown, as those of copies and other programs do."""
    name = unicodedata.normalize("NFKC", path.rpartition("/")[2]).casefold()
    return _LIKE_MARKDOWN.search(name) is not None


def may_hold_text(path: str) -> bool:
    """Whether a file at this path may be the text of an article that is held back."""
    return bool(room_of(path)) and (ending_of(path) in WRITTEN or is_named_like_article(path))
