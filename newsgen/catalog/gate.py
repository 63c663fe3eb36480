"""The one gate that decides what is visible at a moment. Nothing else looks at a held article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from newsgen.model.article import Head
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.records import FileRecord

Why = Literal["draft", "embargo", "expired"]


class Held(NamedTuple):
    """An article that is not published, and why. `until` is in seconds since 1970, None without end."""

    source: str
    why: Why
    until: int | None


class Admission(NamedTuple):
    """What is visible, what is not, and when each article comes or goes next, if ever, by its path."""

    visible: tuple[Head, ...]
    held: tuple[Held, ...]
    dues: Mapping[str, int]

    @property
    def next_due(self) -> int | None:
        """When the next article comes or goes; None: never."""
        return min(self.dues.values(), default=None)


def admit(
    records: Iterable[FileRecord], as_of: int, with_drafts: bool, *, with_held: bool = False
) -> Admission:
    """Splits the articles at `as_of`, in seconds since 1970.

    An article comes out at its `date`, not before its `embargo`, and goes at
    its `expires`; the bounds themselves are inside and outside respectively. With
    `with_held` neither counts: that is for a preview, and for nothing that is published.
    """
    visible: list[Head] = []
    held: list[Held] = []
    dues: dict[str, int] = {}
    for record in records:
        head = record.head
        if not isinstance(head, Head):
            if record.draft:
                held.append(Held(record.path, "draft", None))
            continue
        release = _release(head)
        expires = head.expires.seconds if head.expires else None
        change: int | None = None
        if head.draft and not with_drafts:
            held.append(Held(record.path, "draft", None))
        elif not with_held and expires is not None and expires <= max(as_of, release):
            # One that expires before it could come out never does, and is told of now.
            held.append(Held(record.path, "expired", None))
        elif not with_held and release > as_of:
            held.append(Held(record.path, "embargo", release))
            change = release
        else:
            visible.append(head)
            # A correction dated in the future is held like an article.
            coming = [one.date.seconds for one in head.corrections if one.date.seconds > as_of]
            goes = () if expires is None or with_held else (expires,)
            change = min((*coming, *goes), default=None)
        if change is not None:
            dues[head.path] = change
    return Admission(tuple(visible), tuple(held), dues)


def _release(head: Head) -> int:
    if head.embargo is None:
        return head.date.seconds
    return max(head.date.seconds, head.embargo.seconds)
