"""A state that another version of newsgen wrote."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.site import SiteFolder


def test_a_page_of_an_older_newsgen_goes_with_its_article(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    site.article("world/stays.md")
    goes = site.article("world/goes.md")
    site.build()
    page = next(path for path in site.tree() if path.endswith("/goes.html"))

    with closing(sqlite3.connect(site.root / ".newsgen/state.db")) as state, state:
        state.execute("PRAGMA user_version = 999")
    site.delete(goes)
    report = site.build()

    assert () == tuple(one for one in report.problems if one.code == "NG071")
    assert page not in site.tree()
