"""One browser for all tests of this folder, and the sites that it looks at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import chromium, need_browser, served
from tests.support.everything import REPOSITORY, everything
from tests.support.site import SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    need_browser()
    with chromium() as running:
        yield running


def demonstration(root: Path, extra: str) -> Path:
    """The demonstration site, built in the folder with more lines in its configuration."""
    shutil.copytree(REPOSITORY / "content", root / "content")
    config = (REPOSITORY / "newsgen.yaml").read_text("utf-8")
    site = SiteFolder(root, f"{config}\n{extra}")
    assert () == site.build().problems
    return site.dist


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site as it is in the repository."""
    return demonstration(tmp_path_factory.mktemp("demo") / "site", "")


@pytest.fixture(scope="session")
def demo_of_folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a folder for each page."""
    return demonstration(tmp_path_factory.mktemp("folders") / "site", "urls: directory\n")


@pytest.fixture(scope="session")
def full_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a site that uses everything is published, once `full` has built it."""
    return everything(tmp_path_factory.mktemp("full") / "site").dist


@pytest.fixture(scope="session")
def full(full_site: Path) -> Iterator[str]:
    """The address of a site that uses everything, and that knows where it is."""
    with served(full_site) as address:
        assert () == SiteFolder(full_site.parent, config=None).build(base_url=address).problems
        yield address
