"""A build that looks only at the files that changed comes to what a clean one comes to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.property.desk import Desk, opened_desk
from tests.property.sites import Newsroom, Step, newsrooms
from tests.property.test_incremental import EDITS
from tests.support.problems import known_anew
from tests.support.site import tree

edits = st.sampled_from([step for steps in EDITS.values() for step in steps])


@pytest.mark.long
@settings(max_examples=max(1, settings.default.max_examples // 10))
@given(newsroom=newsrooms(), history=st.lists(st.lists(edits, min_size=1, max_size=2), max_size=6))
def test_a_history_of_watched_builds_ends_in_what_a_clean_build_gives(
    newsroom: Newsroom, history: list[list[Step]]
) -> None:
    with opened_desk(newsroom) as desk:
        assume(desk.check_build(jobs=1, settled=False))
        is_followed = True
        for steps in history:
            before = _files(desk)
            for step in steps:
                step.take(desk)
            desk.save()
            after = _files(desk)
            changed = {
                path for path in before.keys() | after.keys() if before.get(path) != after.get(path)
            }
            report = desk.build(watched=frozenset(changed) if is_followed else None)
            clean, published, _ = desk.clean_build()
            assert clean.failed == report.failed
            if not report.failed:
                assert published == tree(desk.output)
                assert (clean.planned, clean.held, clean.next_due, known_anew(clean)) == (
                    report.planned,
                    report.held,
                    report.next_due,
                    known_anew(report),
                )
            else:
                assert {*known_anew(report)} <= {*clean.problems}
            # As the server has it: what a look at all files found wrong, a look at few would not.
            is_followed = is_followed or not report.failed
            if report.failed and report.looked_at == "everything":
                is_followed = False


def _files(desk: Desk) -> dict[str, tuple[str, bytes]]:
    """What lies in the site's own folders, by path; of a link where it leads."""
    found = {}
    for folder, folders, names in os.walk(desk.site):
        if Path(folder) == desk.site:
            folders[:] = [one for one in folders if one not in (".newsgen", "dist")]
        for name in (*names, *folders):
            file = Path(folder, name)
            path = file.relative_to(desk.site).as_posix()
            if file.is_symlink():
                found[path] = ("link", os.readlink(file).encode())
            elif file.is_dir():
                found[path] = ("folder", b"")
            else:
                found[path] = ("file", file.read_bytes())
    return found
