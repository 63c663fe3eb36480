"""What is installed beside a site: modules, libraries and time zones of a test's own."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from pathlib import Path

from newsgen.reading.libraries.versions import LIBRARIES, installed
from tests.support.command import NOW, Run, command, environment
from tests.support.site import SiteFolder


class Surroundings:
    """A folder of modules and one of time zones that come before those of the system."""

    def __init__(self, root: Path) -> None:
        self.modules = root / "modules"
        self.zones = root / "zones"
        self.modules.mkdir(parents=True)

    def build(self, site: SiteFolder, *arguments: str | Path, output: str = "dist") -> Run:
        """Runs `newsgen build` there, in a process of its own."""
        options = ["--site", site.root, "--output", site.root / output, "--now", NOW, "--jobs", "1"]
        return self.run(*command("build", *options, *arguments))

    def run(self, *arguments: str | Path) -> Run:
        """Runs a program there."""
        variables = {"PYTHONPATH": str(self.modules), "PYTHONDONTWRITEBYTECODE": "1"}
        if self.zones.is_dir():
            variables["PYTHONTZPATH"] = str(self.zones)
        finished = subprocess.run(
            [*map(str, arguments)],
            env=environment(**variables),
            capture_output=True,
            encoding="utf-8",
            timeout=240,
            check=False,
        )
        return Run(finished.returncode, finished.stdout, finished.stderr)

    def clean(self, site: SiteFolder, folder: Path) -> Run:
        """The same build from nothing, into `folder`."""
        shutil.rmtree(folder, ignore_errors=True)
        return self.build(site, "--state", folder / "state", output=str(folder / "dist"))

    def module(self, name: str, source: str) -> Path:
        """Writes a module, or a file of a package."""
        file = self.modules / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, "utf-8")
        return file

    def describe(self, name: str, release: str, entry_points: str = "") -> None:
        """Leaves what an installer leaves beside a library, in place of what it left before."""
        for old in self.modules.glob(f"{name}-*.dist-info"):
            shutil.rmtree(old)
        folder = self.modules / f"{name}-{release}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {release}\n"
        )
        if entry_points:
            (folder / "entry_points.txt").write_text(f"[markdown.extensions]\n{entry_points}\n")

    def library(self, imported: str, release: str = "") -> Path:
        """Puts a library that newsgen uses there, as of another release; returns its folder."""
        found = installed(imported, LIBRARIES[imported])
        assert found is not None and found.description is not None
        place = Path(found.place)
        _linked(place, self.modules / place.name)
        libs = place.parent / f"{LIBRARIES[imported]}.libs"
        if libs.is_dir():
            (self.modules / libs.name).symlink_to(libs)
        name, own = found.description.name, found.description.release
        described = self.modules / f"{name}-{release or own}.dist-info"
        shutil.copytree(found.description.place, described)
        return self.modules / place.name

    def zone(self, name: str, offset_seconds: int) -> None:
        """Writes a time zone that has this offset always (TZif version 1, RFC 8536)."""
        file = self.zones / name
        file.parent.mkdir(parents=True, exist_ok=True)
        header = struct.pack(">4s16x6l", b"TZif", 0, 0, 0, 0, 1, 4)
        file.write_bytes(header + struct.pack(">lbB", offset_seconds, 0, 0) + b"TST\0")


def shouting(word: str) -> str:
    """The source of an extension that writes this word for "vote"."""
    return (
        "from markdown.extensions import Extension\n"
        "from markdown.postprocessors import Postprocessor\n\n\n"
        "class Shout(Postprocessor):\n"
        f"    def run(self, text):\n        return text.replace('vote', {word!r})\n\n\n"
        "class ShoutExtension(Extension):\n"
        "    def extendMarkdown(self, md):\n"
        "        md.postprocessors.register(Shout(md), 'shout', 1)\n\n\n"
        "def makeExtension(**options):\n    return ShoutExtension(**options)\n"
    )


def _linked(source: Path, target: Path) -> None:
    """The same tree, whose files are links."""
    target.mkdir()
    for one in os.scandir(source):
        if one.is_dir():
            if one.name != "__pycache__":
                _linked(Path(one.path), target / one.name)
        else:
            (target / one.name).symlink_to(one.path)
