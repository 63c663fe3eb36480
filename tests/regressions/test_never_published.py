"""An article that expires before its embargo ends."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsgen.catalog.gate import Held
from tests.support.site import SiteFolder


def moment(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize("embargo", ["2025-01-01", "2024-06-01"])
def test_an_article_that_expires_before_it_could_come_out_is_reported_alike_at_every_moment(
    site: SiteFolder, embargo: str
) -> None:
    path = site.article("world/one.md", date="2024-01-01", embargo=embargo, expires="2024-06-01")
    site.article("world/two.md", date="2024-01-01")
    for now in ("2024-03-01", "2024-07-01", "2025-07-01", "2024-03-01"):
        report = site.build(as_of=moment(now))
        assert ((Held(path, "expired", None),), None) == (report.held, report.next_due)
