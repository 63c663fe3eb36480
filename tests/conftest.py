"""Fixtures that all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.site import SiteFolder


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """A site with a configuration and no content yet."""
    return SiteFolder(tmp_path / "site")
