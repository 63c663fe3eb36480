"""What pyproject.toml declares is what the tests are run with."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from newsgen.reading.libraries.verified import RELEASES
from newsgen.reading.libraries.versions import LIBRARIES

REPOSITORY = Path(__file__).parents[2]

_DECLARED = re.compile(r"([\w-]+)>=([\d.]+)(?:,<\d+(?:\.\d+)*)?")


def lower_bounds() -> dict[str, str]:
    """The lower bound of each library that every machine needs to run newsgen and its tests."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    # What only some systems need stands with a marker.
    found = (_DECLARED.fullmatch(one) for one in declared if ";" not in one)
    return {match[1]: match[2] for match in found if match}


def constraints() -> dict[str, str]:
    lines = (REPOSITORY / "tests/constraints/lowest.txt").read_text("utf-8").splitlines()
    pairs = (line.split("==") for line in lines if not line.startswith("#"))
    return dict(pairs)


def test_the_lowest_releases_are_those_that_are_declared() -> None:
    assert len(lower_bounds()) > 10
    assert lower_bounds() == constraints()


def test_constraints_name_releases_and_no_addresses() -> None:
    for file in (REPOSITORY / "tests/constraints").iterdir():
        assert not re.search(r"://|@|^-", file.read_text("utf-8"), re.MULTILINE), file.name


def test_the_lowest_releases_are_verified() -> None:
    lowest = {name.replace("-", "_"): release for name, release in constraints().items()}
    for imported, releases in RELEASES.items():
        if LIBRARIES[imported] in lowest:
            bound = lowest[LIBRARIES[imported]]
            assert any(one == bound or one.startswith(f"{bound}.") for one in releases), imported
