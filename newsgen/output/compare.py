"""The output folder beside its record, folder by folder: whether every output is as it was left."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.output.walk import listed
from newsgen.reading.files.listing import FolderFingerprint, Listing, Stat
from newsgen.store.output_records import OutputRecords
from newsgen.store.stat_cache import SeenFolder

if TYPE_CHECKING:
    from newsgen.output.file_status import FileStatuses


class Comparison(NamedTuple):
    """What stats, and bytes where stats prove nothing, tell of an output folder.

    `is_same` is whether every recorded output lies there as it was written.
    `foreign` are the paths of all else, links among them; `links` of the links;
    `closed` of the folders that may not be read. `proved` and `folders` are to
    be remembered, so that the next look is a shorter one.
    """

    is_same: bool
    foreign: list[str]
    links: frozenset[str]
    closed: frozenset[str]
    proved: dict[str, Stat]
    folders: list[SeenFolder]


def comparison(
    output: Path,
    published: OutputRecords,
    printed: Mapping[str, FolderFingerprint | None],
    now_ns: int,
) -> Comparison:
    """Compares the prints of folders, and file by file what a print does not prove."""
    known = published.prints.all()
    is_same = True
    foreign: list[str] = []
    links: set[str] = set()
    closed: set[str] = set()
    proved: dict[str, Stat] = {}
    folders: list[SeenFolder] = []
    for folder, current in printed.items():
        before = known.pop(folder, None)
        if before is not None and before.proves_unchanged(current, ""):
            continue
        if current is not None and current == published.print_in(folder):
            # Every stat is the recorded one: a folder that was written to a moment ago.
            found = _unproved(output, published, folder)
            if _is_left(found):
                proved |= found.proved
                folders.append(SeenFolder(folder, "", current, now_ns))
                continue
        listing = _listing(output, folder)
        found = _standings(output, folder, published, listing)
        is_left = _is_left(found)
        is_same = is_same and is_left
        proved |= found.proved
        others = [row[0] for row in listing.rows if folder + row[0] not in found.recorded]
        linked = [folder + name for name in listing.others]
        links.update(linked)
        foreign += [*(folder + name for name in others), *linked]
        if listing.is_closed:
            closed.add(folder.rstrip("/"))
        # The print of a folder in which something is amiss would say that nothing is.
        if current is not None and not others and is_left:
            folders.append(SeenFolder(folder, "", current, now_ns))
    # Folders that were there and are not: what was in them is missing.
    is_same = is_same and not any(published.outputs_in(folder) for folder in known)
    return Comparison(is_same, foreign, frozenset(links), frozenset(closed), proved, folders)


def _listing(output: Path, folder: str) -> Listing:
    try:
        return listed(str(output), folder)
    except (FileNotFoundError, NotADirectoryError):
        return Listing([], [], [])


def _is_left(found: FileStatuses) -> bool:
    """Whether these outputs lie there as they were written."""
    return all(one.standing == "same" and one.fingerprint for one in found.recorded.values())


def _unproved(output: Path, published: OutputRecords, folder: str) -> FileStatuses:
    """How the outputs compare of which a stat equal to the recorded one proves nothing."""
    from newsgen.output.file_status import file_statuses

    unproved = published.unproved_in(folder)
    present = {path: one.sighting.stat for path, one in unproved.items()}
    return file_statuses(output, unproved, present, is_paranoid=False)


def _standings(
    output: Path, folder: str, published: OutputRecords, listing: Listing
) -> FileStatuses:
    # By need: most builds find every folder as it was left.
    from newsgen.output.file_status import file_statuses

    present = {folder + name: Stat(*stat) for name, *stat in listing.rows}
    return file_statuses(output, published.outputs_in(folder), present, is_paranoid=False)
