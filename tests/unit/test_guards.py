"""What keeps a build that comes to no end from being taken for one that did."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from newsgen.store.database import State
from newsgen.store.tables import connected
from tests.support.command import environment
from tests.support.everything import REPOSITORY
from tests.support.site import AS_OF, SiteFolder

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


def test_the_stamp_is_gone_before_the_first_change_of_the_output_folder(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        site.article(f"world/n{number}.md")
    site.build()
    stamps: list[int] = []

    def counting(change: Any) -> Any:
        def changed(*paths: Any, **more: Any) -> Any:
            if any("dist" in Path(os.fsdecode(one)).parts for one in paths):
                with closing(sqlite3.connect(site.file(".newsgen/state.db"))) as state:
                    stamps.append(state.execute("SELECT count(*) FROM stamps").fetchone()[0])
            return change(*paths, **more)

        return changed

    for name in ("replace", "unlink", "remove", "rename"):
        monkeypatch.setattr(os, name, counting(getattr(os, name)))
    site.article("world/n1.md", headline="Another headline")
    site.delete("content/articles/world/n2.md")
    report = site.build()
    assert ("changes", 1) == (report.looked_at, report.deleted)
    assert len(stamps) > report.rendered
    assert {0} == {*stamps}


def test_what_came_out_while_something_was_in_the_way_is_published_by_the_next_build(
    site: SiteFolder,
) -> None:
    # The index is that of the new catalogue before it shows that nothing can be published.
    site.article("world/first.md")
    site.article("odd/later.md", date="2024-12-24", headline="Out at last")
    assert not site.build().failed
    site.write("dist/odd/index.html/theirs.txt", "not ours")
    late = AS_OF + 60 * 86_400
    assert site.build(as_of=late).failed
    site.delete("dist/odd")
    assert not site.build(as_of=late).failed
    assert "Out at last" in site.page("odd/2024/12/later.html")


KILLED = """
import os, signal, sys
from pathlib import Path
from newsgen.store.database import State

state = State.open(Path(sys.argv[1]))
# What does not fit is written into the file before the transaction ends.
state.connection.execute("PRAGMA cache_size = 5")
with state.transaction():
    state.connection.execute("UPDATE texts SET article = 'after'")
    state.connection.execute("DELETE FROM texts WHERE path > 'p500'")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@POSIX
def test_a_transaction_of_a_killed_process_has_changed_nothing(tmp_path: Path) -> None:
    file = tmp_path / "state.db"
    rows = [(f"p{number:03}", "before", b"x" * 5000) for number in range(1000)]
    with closing(connected(file)) as connection, connection:
        connection.executemany("INSERT INTO texts VALUES (?, ?, ?)", rows)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(file)], cwd=REPOSITORY, env=environment(), check=False
    )
    assert -signal.SIGKILL == killed.returncode
    state = State.open(file)
    assert [("ok",)] == state.connection.execute("PRAGMA integrity_check").fetchall()
    assert rows == state.connection.execute("SELECT * FROM texts ORDER BY path").fetchall()
    state.close()


def test_the_state_waits_for_the_disk_before_a_transaction_counts(tmp_path: Path) -> None:
    with closing(connected(tmp_path / "state.db")) as connection:
        (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
        (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    assert synchronous >= 1
    assert journal not in ("off", "memory")
