"""Makes ids of headings, no two of a text the same: "a", "a_1", "a_2", as `toc` gives them.

`toc` counts up from the first for each heading anew, where a text names one in many ways. Here
each number is passed over once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DASHES = re.compile(r"--(?<!---)-?+(?!-)")

_COUNTED = r"(.*)_([0-9]{1,18})"
"""A longer number is a part of the name: nobody counts from there."""


def with_dashes(heading: str) -> str:
    """A heading's text with its dashes, which are no part of its id, where two hyphens are."""
    return _DASHES.sub(lambda match: "–" if len(match[0]) == 2 else "—", heading)


class UniqueIds:
    """The ids of one text. `used` are those that it has already."""

    def __init__(self, used: Iterable[str] = ()) -> None:
        self._used = set(used)
        self._free: dict[tuple[str, int], int] = {}

    def unique(self, name: str) -> str:
        """The name, or with a number behind it; never empty, and the same only once."""
        if not name or name in self._used:
            counted = re.fullmatch(_COUNTED, name)
            base, number = (counted[1], int(counted[2])) if counted else (name, 0)
            name = f"{base}_{self._first_free(base, number + 1)}"
        self._used.add(name)
        return name

    def _first_free(self, base: str, number: int) -> int:
        """The first number from this one on that is free. What was passed is remembered."""
        free, passed = self._free, []
        while f"{base}_{number}" in self._used:
            passed.append(number)
            number = free.get((base, number), number + 1)
        for one in passed:
            free[base, one] = number
        return number


class UniqueNames:
    """A function that names headings for `toc`, which then has nothing left to count.

    It knows the headings of a document within `of`, and elsewhere only names them.
    """

    def __init__(self, named: Callable[[str, str], str]) -> None:
        self._named = named
        self._doc: Element | None = None
        self._ids: UniqueIds | None = None

    @contextmanager
    def of(self, doc: Element) -> Iterator[None]:
        """Names in the block are for this document, and what ids stand in it are taken."""
        self._doc = doc
        try:
            yield
        finally:
            self._doc = self._ids = None

    def __call__(self, heading: str, separator: str) -> str:
        name = self._named(heading, separator)
        if self._doc is None:
            return name
        if self._ids is None:
            # By need: a text may have no heading.
            self._ids = UniqueIds(
                one.attrib["id"] for one in self._doc.iter() if "id" in one.attrib
            )
        return self._ids.unique(name)
