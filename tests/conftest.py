"""What all tests share: fixtures, how much the generated tests generate, and how work is shared out.

`NEWSGEN_HYPOTHESIS_PROFILE=ci` takes the long profile of the generated tests, `few` the short one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from newsgen.parallel.pool import default_jobs
from newsgen.runtime.user_folder import VARIABLE
from tests.support.everything import REPOSITORY
from tests.support.site import SiteFolder, seal

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile(
    "newsgen", max_examples=200, deadline=None, print_blob=True, suppress_health_check=_SLOW
)
settings.register_profile("ci", settings.get_profile("newsgen"), max_examples=320)
settings.register_profile("few", settings.get_profile("newsgen"), max_examples=20)
settings.load_profile(os.environ.get("NEWSGEN_HYPOTHESIS_PROFILE", "newsgen"))


MOST = 4
"""As many processes share the tests at most: a container may show processors that it may not use."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """None beside this one where a run is narrowed: they would take longer to start than to work."""
    is_narrowed = (
        any(".py" in argument for argument in config.args)
        or config.getoption("keyword")
        or config.getoption("lf", False)
        # What tests print is not shown of other processes.
        or config.getoption("capture") == "no"
    )
    return 0 if is_narrowed else min(MOST, default_jobs())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where processes share the work, the long tests come first, so that all end at about one time."""
    # A process that pytest-xdist started has its input.
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session", autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What newsgen keeps in the user's own folder, it keeps in one of this run's meanwhile."""
    folder = tmp_path_factory.mktemp("own")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        patch.setenv("LOCALAPPDATA", str(folder))
        patch.delenv(VARIABLE, raising=False)
        yield folder / "newsgen"


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
    site.file("content").mkdir()
    site.file(".newsgen").mkdir()
    shutil.copyfile(state_of_the_theme, site.file(".newsgen/state.db"))
    seal(site.file(".newsgen/state.db"))
    return site


def _demonstration(root: Path, extra: str) -> Path:
    """The demonstration site, built in the folder with more lines in its configuration."""
    shutil.copytree(REPOSITORY / "content", root / "content")
    config = (REPOSITORY / "newsgen.yaml").read_text("utf-8")
    site = SiteFolder(root, f"{config}\n{extra}")
    assert () == site.build().problems
    return site.dist


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demonstration site is published as it is in the repository. To look at alone."""
    return _demonstration(tmp_path_factory.mktemp("demo") / "site", "")


@pytest.fixture(scope="session")
def demo_of_folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a folder for each page."""
    return _demonstration(tmp_path_factory.mktemp("folders") / "site", "urls: directory\n")
