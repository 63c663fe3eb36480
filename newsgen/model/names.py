"""What the name of a content file says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsgen.model.fast_namedtuple import NamedTuple

_SHOWN = 10


class FileName(NamedTuple):
    """What a content file's name says: `name.uk.md` is `name` in Ukrainian."""

    stem: str
    lang: str


def file_name(path: str) -> FileName:
    """The parts of the name of a content file; `lang` is "" where it names none."""
    name = path.rpartition("/")[2]
    # As `PurePath.stem`, which takes ten times as long: neither ".name" nor "name." has a suffix.
    dot_at = name.rfind(".")
    stem = name[:dot_at] if 0 < dot_at < len(name) - 1 else name
    rest, dot, suffix = stem.rpartition(".")
    if dot and re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", suffix):
        return FileName(rest, suffix)
    return FileName(stem, "")


def some_of(names: Sequence[str]) -> str:
    """The names for a message: the first ones, and how many more there are."""
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
