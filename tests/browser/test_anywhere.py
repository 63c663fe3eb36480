"""The folder works anywhere: opened from disk, at a root and in a sub-path, as files and as folders."""

from __future__ import annotations

import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urldefrag, urlsplit

import pytest

from tests.support.browser import SECONDS, served, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_LEADS_ON = '<meta http-equiv="refresh"'

_FOUND = """() => ({
    links: [...document.querySelectorAll("a[href], area[href], link[href]")].map(one => one.href),
    anchors: [...document.querySelectorAll("[id]")].map(one => one.id),
})"""


def pages(dist: Path) -> list[str]:
    """The pages that stay where they are, as addresses below the site's root."""
    return [
        quote(file.relative_to(dist).as_posix())
        for file in sorted(dist.rglob("*.html"))
        if _LEADS_ON not in file.read_text("utf-8")
    ]


@contextmanager
def placed(dist: Path, where: str, folder: Path) -> Iterator[str]:
    """The address of the folder's root when it is put there."""
    if where == "from disk":
        yield dist.as_uri() + "/"
    elif where == "at a root":
        with served(dist) as address:
            yield address
    else:
        shutil.copytree(dist, folder / "papers" / "estuary")
        with served(folder) as address:
            yield f"{address}papers/estuary/"


def is_there(address: str) -> bool:
    """Whether a file answers at the address."""
    parts = urlsplit(address)
    if parts.scheme == "file":
        return Path(unquote(parts.path)).is_file()
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError:
        return False


@pytest.mark.parametrize(
    ("form", "where"),
    [
        ("demo", "from disk"),
        ("demo", "at a root"),
        ("demo", "in a sub-path"),
        ("demo_of_folders", "in a sub-path"),
    ],
)
def test_every_page_loads_in_silence_and_every_link_resolves(
    browser: Browser, form: str, where: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    dist: Path = request.getfixturevalue(form)
    linked: dict[str, str] = {}
    anchors: dict[str, set[str]] = {}
    with placed(dist, where, tmp_path) as root:
        with watched(browser, root) as window:
            for path in pages(dist):
                # As a reader who comes by links sees its address, which ends in a folder.
                address = root + (path.removesuffix("index.html") if "http" in root else path)
                found = window.open(address).evaluate(_FOUND)
                anchors[address] = set(found["anchors"])
                linked.update(dict.fromkeys(found["links"], address))
        own = {link: page for link, page in linked.items() if link.startswith(root)}
        dead = [
            f"{page}: {link}"
            for link, page in own.items()
            if not is_there(urldefrag(link).url) or not _has_anchor(link, anchors)
        ]
    assert [] == window.faults
    assert [] == dead
    assert len(own) > len(anchors)


def _has_anchor(link: str, anchors: dict[str, set[str]]) -> bool:
    address, fragment = urldefrag(link)
    return not fragment or address not in anchors or unquote(fragment) in anchors[address]
