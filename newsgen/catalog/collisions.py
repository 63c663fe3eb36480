"""Articles that would lie at one address."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

from newsgen.catalog.addresses import Address
from newsgen.catalog.gate import Admission
from newsgen.model.article import Head
from newsgen.model.folding import folded
from newsgen.model.problem import TOP, Problem
from newsgen.model.records import FileRecord


def address_problems(
    addresses: Mapping[str, Address], records: Mapping[str, FileRecord], admission: Admission
) -> list[Problem]:
    """Two articles cannot lie at one address, nor at two that some disks take for one.

    Embargoed ones count already: the newsroom is told today and not at night.
    """
    expired = {held.source for held in admission.held if held.why == "expired"}
    taken: dict[str, tuple[str, str]] = {}
    problems = []
    for path in sorted(addresses):
        head = records[path].head
        if path in expired or (isinstance(head, Head) and head.draft):
            continue
        place = addresses[path].path
        other, other_place = taken.setdefault(folded(place), (path, place))
        if other != path:
            problems.append(_collision(path, other, place, is_same=place == other_place))
    return problems


def giving_way(
    visible: Container[str],
    heads: Sequence[Head],
    address: Callable[[Head], Address],
    as_of: int,
) -> set[str]:
    """The drafts and the expired articles of a preview whose addresses other articles have.

    Published, the two are never there together, so that is no mistake of the newsroom's.
    """
    shown = [head for head in heads if head.path in visible]
    standing = sorted(shown, key=lambda head: (_is_out(head, as_of), head.path))
    taken: set[str] = set()
    given_way = set()
    for head in standing:
        place = folded(address(head).path)
        if place in taken and _is_out(head, as_of):
            given_way.add(head.path)
        taken.add(place)
    return given_way


def _is_out(head: Head, as_of: int) -> bool:
    return head.draft or (head.expires is not None and head.expires.seconds <= as_of)


def _collision(path: str, other: str, place: str, *, is_same: bool) -> Problem:
    if is_same:
        message = f"It would be published as {place}, and so would {other}."
    else:
        message = f"It would be published as {place}, which some disks take for that of {other}."
    return Problem.at(
        path,
        TOP,
        "NG040" if is_same else "NG041",
        message,
        "Rename one of the files, or give one another `slug:`.",
    )
