"""Articles that would lie at one address."""

from __future__ import annotations

from collections.abc import Mapping

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
