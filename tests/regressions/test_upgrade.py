"""A state that another version of newsgen wrote."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.site import SiteFolder, seal


@pytest.mark.parametrize("has_list", [True, False])
def test_a_page_of_an_older_newsgen_goes_with_its_article(tmp_path: Path, has_list: bool) -> None:
    site = SiteFolder(tmp_path)
    site.article("world/stays.md")
    goes = site.article("world/goes.md")
    site.build()
    page = next(path for path in site.tree() if path.endswith("/goes.html"))

    with closing(sqlite3.connect(site.root / ".newsgen/state.db")) as state, state:
        state.execute("PRAGMA user_version = 999")
    # As the older newsgen left it.
    seal(site.root / ".newsgen/state.db")
    if not has_list:
        site.file(".newsgen/outputs").unlink()
    site.delete(goes)
    report = site.build()

    assert () == report.problems
    assert page not in site.tree()
