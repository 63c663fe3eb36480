"""Fixtures that all tests share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.site import SiteFolder


@pytest.fixture(scope="session")
def state_of_the_theme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state file of a site that published nothing: it remembers the theme and nothing else."""
    site = SiteFolder(tmp_path_factory.mktemp("theme") / "site")
    site.write("content/pages/about.md", "")
    assert site.build().failed
    return site.file(".newsgen/state.db")


@pytest.fixture
def site(tmp_path: Path, state_of_the_theme: Path) -> SiteFolder:
    """A site with a configuration and no content yet. It need not read the theme, so tests are fast."""
    site = SiteFolder(tmp_path / "site")
    site.file(".newsgen").mkdir()
    shutil.copyfile(state_of_the_theme, site.file(".newsgen/state.db"))
    return site
