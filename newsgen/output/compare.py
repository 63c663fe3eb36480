"""Compares the output folder with its records, folder by folder, by fingerprints and stats."""

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
    """An output folder against its records.

    `is_same` where every recorded output lies there as it was written. `foreign` are the paths
    of everything else, `links` of symbolic links among it, `closed` of folders that may not be
    read. `proved` are stats of files that only their bytes proved the same, and `folders` new
    fingerprints: the caller remembers both, so that the next comparison is shorter.
    """

    is_same: bool
    foreign: list[str]
    links: frozenset[str]
    closed: frozenset[str]
    proved: dict[str, Stat]
    folders: list[SeenFolder]


AS_LEFT = Comparison(True, [], frozenset(), frozenset(), {}, [])
"""That of a folder into which nobody else writes."""


def comparison(
    output: Path,
    output_records: OutputRecords,
    fingerprints: Mapping[str, FolderFingerprint | None],
    now_ns: int,
) -> Comparison:
    """Compares fingerprints of folders; file by file where a fingerprint proves nothing."""
    known = output_records.folder_fingerprints.all()
    is_same = True
    foreign: list[str] = []
    links: set[str] = set()
    closed: set[str] = set()
    proved: dict[str, Stat] = {}
    folders: list[SeenFolder] = []
    for folder, current in fingerprints.items():
        before = known.pop(folder, None)
        if before is not None and before.proves_unchanged(current, ""):
            continue
        if current is not None and current == output_records.fingerprint_in(folder):
            # Every stat is the recorded one, but some files are too young for that to prove anything.
            found = _unproved(output, output_records, folder)
            if _is_as_written(found):
                proved |= found.proved
                folders.append(SeenFolder(folder, "", current, now_ns))
                continue
        listing = _listing(output, folder)
        found = _statuses(output, folder, output_records, listing)
        is_as_written = _is_as_written(found)
        is_same = is_same and is_as_written
        proved |= found.proved
        others = [row[0] for row in listing.rows if folder + row[0] not in found.recorded]
        linked = [folder + name for name in listing.others]
        links.update(linked)
        foreign += [*(folder + name for name in others), *linked]
        if listing.is_closed:
            closed.add(folder.rstrip("/"))
        # A fingerprint is remembered only for a folder in which everything is in order.
        if current is not None and not others and is_as_written:
            folders.append(SeenFolder(folder, "", current, now_ns))
    # The folders left in `known` are gone, and so are their outputs.
    is_same = is_same and not any(output_records.outputs_in(folder) for folder in known)
    return Comparison(is_same, foreign, frozenset(links), frozenset(closed), proved, folders)


def _listing(output: Path, folder: str) -> Listing:
    try:
        return listed(str(output), folder)
    except (FileNotFoundError, NotADirectoryError):
        return Listing([], [], [])


def _is_as_written(found: FileStatuses) -> bool:
    """Whether all these outputs lie there as they were written."""
    return all(one.file_status == "same" and one.fingerprint for one in found.recorded.values())


def _unproved(output: Path, output_records: OutputRecords, folder: str) -> FileStatuses:
    """Compares the outputs of a folder that an equal stat does not prove unchanged."""
    from newsgen.output.file_status import file_statuses

    unproved = output_records.unproved_in(folder)
    present = {path: one.timed_stat.stat for path, one in unproved.items()}
    return file_statuses(output, unproved, present, is_paranoid=False)


def _statuses(
    output: Path, folder: str, output_records: OutputRecords, listing: Listing
) -> FileStatuses:
    # Imported late: most builds find every folder unchanged.
    from newsgen.output.file_status import file_statuses

    present = {folder + name: Stat(*stat) for name, *stat in listing.rows}
    return file_statuses(output, output_records.outputs_in(folder), present, is_paranoid=False)
