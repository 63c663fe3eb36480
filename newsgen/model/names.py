"""What the name of a content file says."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from newsgen.model.fast_namedtuple import NamedTuple

_SHOWN = 10
_TAG = re.compile(r"[a-z]{2}(-[A-Z]{2})?")


class FileName(NamedTuple):
    """What a content file's name says: `name.uk.md` is `name` in Ukrainian."""

    stem: str
    lang: str


def file_name(path: str, languages: Collection[str]) -> FileName:
    """The parts of the name of a content file; `lang` is "" where it names none of these languages.

    `node.js.md` and `team.us.md` are named so to their end.
    """
    stem = _stem(path)
    if "." in stem:
        rest, _, suffix = stem.rpartition(".")
        if rest and suffix in languages:
            return FileName(rest, suffix)
    return FileName(stem, "")


def tagged_name(path: str) -> FileName:
    """The same where anything in the form of a language tag is taken for one."""
    stem = _stem(path)
    rest, dot, suffix = stem.rpartition(".")
    if dot and _TAG.fullmatch(suffix):
        return FileName(rest, suffix)
    return FileName(stem, "")


def _stem(path: str) -> str:
    name = path.rpartition("/")[2]
    # As `PurePath.stem`, which takes ten times as long: neither ".name" nor "name." has a suffix.
    dot_at = name.rfind(".")
    return name[:dot_at] if 0 < dot_at < len(name) - 1 else name


def some_of(names: Sequence[str]) -> str:
    """The names for a message: the first ones, and how many more there are."""
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
