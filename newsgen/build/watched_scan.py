"""Scans for changes where it is known which files may have changed: only those are looked at."""

from __future__ import annotations

import time
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.build.change_scan import ChangeScan, config_record, described_site, remembered_names
from newsgen.build.load_records import has_same_bytes
from newsgen.reading.files.file_kinds import kind_of, leads_to_nothing
from newsgen.reading.files.name_notes import may_change_notes
from newsgen.reading.files.scan import Found, Lookup
from newsgen.runtime.theme_folder import package_folder, theme_folder
from newsgen.runtime.toolchain import settings_of
from newsgen.store.file_changes import FileChanges
from newsgen.store.stat_cache import NO_FINGERPRINT, SeenFolder
from newsgen.store.tables import split

if TYPE_CHECKING:
    from newsgen.build.session import Session

_MOST = 100
"""With more files a scan of all is as soon done."""


def scan_watched(
    site: Path, session: Session, watched: Collection[str], *, base_url: str = ""
) -> ChangeScan | None:
    """What `scan_changes` finds where only these files may have changed.

    None where that can't be told from these files alone: where one is a folder, or no article
    and no medium, or where a link is on its way.
    """
    if len(watched) > _MOST:
        return None
    now_ns = time.time_ns()
    lookup = Lookup(site, theme_folder(), package_folder())
    config = config_record(lookup.config, session, now_ns)
    described = described_site(config, base_url)
    if described.plugins:
        # Any file of the site may be part of one.
        return None
    state = session.state
    notes = remembered_names(state)
    if notes is None:
        return None
    described = described._replace(proven_languages=notes.languages)
    settings = settings_of(described)
    folders = state.folder_fingerprints.all()
    changed: list[Found] = []
    same: list[Found] = []
    gone: list[str] = []
    for path in sorted(watched):
        if leads_to_nothing(path):
            continue
        if kind_of(path) not in ("article", "media") or not lookup.is_plain(path):
            return None
        found, known = lookup.find(path), state.file(path)
        comes_or_goes = (found is None) != (known is None)
        if comes_or_goes and (notes.is_delicate or may_change_notes(path)):
            return None
        if found is None:
            if (site / path).is_dir() or any(one.startswith(f"{path}/") for one in folders):
                return None
            if known is not None:
                gone.append(path)
        elif known is None or known.settings != settings.digest:
            changed.append(found)
        elif known.timed_stat.proves_unchanged(found.stat):
            pass
        elif has_same_bytes(found, known):
            same.append(found)
        else:
            changed.append(found)
    if same:
        with state.transaction():
            state.refresh_stats(same, now_ns)
    # Their fingerprints would need a look at all files of the folders: the next scan takes them.
    seen = [
        SeenFolder(folder, settings.digest, NO_FINGERPRINT, now_ns)
        for folder in sorted({split(path)[0] for path in (*(one.path for one in changed), *gone)})
    ]
    file_changes = FileChanges(changed, gone, seen, [], settings, now_ns)
    # The links and names that the last scan told of are as they were.
    lookup.problems = notes.problems
    return ChangeScan(lookup, config, described, file_changes, notes.unread)
