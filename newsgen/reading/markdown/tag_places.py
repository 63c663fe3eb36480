"""Finds where in a Markdown text a tag was written that stands in the HTML made of it.

Code holds the same letters, and a tag is only one of those that look like it. But the HTML has
all of them, in their order, those of code with references for their signs: so the third there
is the third in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Set
from functools import cached_property

_OF_A_NAME = "[a-zA-Z0-9:_-]"
_NAME = rf"[a-zA-Z]{_OF_A_NAME}*+"
_SIGN_IN_TEXT = r"(?:<|&lt;|&#0*60;)[/?!]?"
_SIGN_IN_HTML = r"(?:<|&(?:amp;)?lt;|&(?:amp;)?#0*60;)[/?!]?"
_WRITTEN = rf"{_SIGN_IN_HTML}({_NAME}|--|[–—]|\[CDATA\[|)"
_DASHES, _DATA = "--", "[CDATA["
_MOST_COMPARED = 1_000


class TagPlaces:
    """The places in `text` of the tags in `html`, which Python-Markdown has made of it.

    Those of these `names` alone are looked for: a text has a hundred tags, and few of them are asked for.
    """

    def __init__(self, text: str, html: str, names: Iterable[str]) -> None:
        self._text = text
        self._html = html
        self._names = frozenset(names)
        self._used: dict[str, int] = {}

    def index(self, written: str, at: int) -> int:
        """Where in the text the tag begins that is so `written` and stands at this index of the HTML.

        What is text in the HTML, with a reference for its sign, is told by its number alone.
        -1 where nothing in the text looks like it.
        """
        name = name_in(written)
        in_text, in_html = self._text_tags.get(name, []), self._html_tags.get(name, [])
        if len(in_text) == len(in_html):
            number = bisect_left(in_html, at)
            if number < len(in_text):
                index = in_text[number]
                if written[0] != "<" or self._is_at(written, index):
                    return index
        return self._exactly(written, in_text) if written[0] == "<" else -1

    def _exactly(self, written: str, in_text: list[int]) -> int:
        """The next place with this spelling, as far as it was not found before; else one of that name."""
        after = self._used.get(written, -1)
        compared = 0
        for index in in_text:
            if index > after:
                compared += 1
                if self._is_at(written, index):
                    self._used[written] = index
                    return index
                if compared > _MOST_COMPARED:
                    break
        return in_text[0] if in_text else -1

    def _is_at(self, written: str, index: int) -> bool:
        # Of white space at the ends of lines some is gone.
        return self._text.startswith(written.partition("\n")[0], index)

    @cached_property
    def _text_tags(self) -> dict[str, list[int]]:
        return _by_name(_SIGN_IN_TEXT, self._names, "--", self._text)

    @cached_property
    def _html_tags(self) -> dict[str, list[int]]:
        return _by_name(_SIGN_IN_HTML, self._names, "--|[–—]", self._html)


def _by_name(sign: str, names: Set[str], dashes: str, text: str) -> dict[str, list[int]]:
    """Where each of the names stands behind a sign. The empty name is where no other is."""
    # Behind a name stands no more of one.
    forms = [rf"{re.escape(one)}(?!{_OF_A_NAME})" for one in sorted(names - {"", _DASHES, _DATA})]
    forms += [dashes] * (_DASHES in names) + [r"\[CDATA\["] * (_DATA in names)
    forms += [rf"(?![a-zA-Z]|{dashes}|\[CDATA\[)"] * ("" in names)
    found: dict[str, list[int]] = {}
    for match in re.finditer(f"(?i){sign}({'|'.join(forms)})", text):
        found.setdefault(_key(match[1]), []).append(match.start())
    return found


def name_in(written: str) -> str:
    """The name of a tag that is so written, in small letters; "" where it has none."""
    found = re.match(_WRITTEN, written)
    return _key(found[1]) if found else ""


def _key(name: str) -> str:
    return "--" if name in ("–", "—") else name.lower()
