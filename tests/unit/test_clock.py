"""When the files of a folder have been seen: as soon as its file system gives later time stamps."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from newsgen.output.filesystem_clock import seen_from
from newsgen.output.walk import Walk
from newsgen.reading.files.listing import Stat, stat_of
from newsgen.store.database import State
from newsgen.store.output_records import OutputRecords
from newsgen.store.stat_cache import TimedStat
from tests.support.site import SiteFolder


def stat(file: Path) -> Stat:
    return stat_of(file.stat())


def newest(found: Stat) -> int:
    return max(found.mtime_ns, found.ctime_ns)


def test_a_file_just_written_is_proved_and_no_change_to_it_is_missed(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("one")
    written = stat(file)
    timed_stat = TimedStat(written, seen_from(str(tmp_path), (str(tmp_path),), newest(written)))
    assert timed_stat.proves_unchanged(stat(file))
    # As many bytes, and the old time of modification put back.
    file.write_text("two")
    os.utime(file, ns=(written.mtime_ns, written.mtime_ns))
    assert not timed_stat.proves_unchanged(stat(file))


def test_nothing_is_left_in_the_folder(tmp_path: Path) -> None:
    seen_from(str(tmp_path), (), 0)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("staging", "folder", "ahead_ns"),
    [(".", ".", 3600 * 10**9), ("gone", ".", 0), (".", "gone", 0), (".", "/proc", 0)],
    ids=["a time to come", "no staging folder", "no folder", "another file system"],
)
def test_without_a_later_time_stamp_the_rule_of_two_seconds_stands(
    tmp_path: Path, staging: str, folder: str, ahead_ns: int
) -> None:
    file = tmp_path / "page.html"
    file.write_text("one")
    times = stat(file)._replace(ctime_ns=newest(stat(file)) + ahead_ns)
    seen_ns = seen_from(str(tmp_path / staging), (str(tmp_path / folder),), newest(times))
    assert not TimedStat(times, seen_ns).proves_unchanged(times)
    assert seen_ns <= time.time_ns()


def test_the_build_after_the_first_one_has_nothing_to_hash(site: SiteFolder) -> None:
    site.article("world/first.md")
    assert not site.build().failed
    state = State.open(site.root / ".newsgen/state.db")
    try:
        known = OutputRecords(state.connection, "dist").folder_fingerprints.all()
        now = Walk(site.dist, is_apart=False).fingerprints()
    finally:
        state.close()
    assert "world/2024/11/" in known
    assert all(one.proves_unchanged(now[folder], "") for folder, one in known.items())
