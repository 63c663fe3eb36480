"""One browser for all tests of this folder, and the site that uses everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.browser import chromium, need_browser, served
from tests.support.everything import everything
from tests.support.site import SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    need_browser()
    with chromium() as running:
        yield running


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
