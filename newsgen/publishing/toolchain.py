"""What shapes bytes beside the site: newsgen itself and the libraries it uses."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import newsgen
from newsgen.model.digest import Digest, digest_value

# The name by which each is imported, and the one by which it is installed.
_LIBRARIES = {
    "markdown": "markdown",
    "jinja2": "jinja2",
    "markupsafe": "markupsafe",
    "yaml": "pyyaml",
    "frontmatter": "python_frontmatter",
    "nh3": "nh3",
    "babel": "babel",
    "PIL": "pillow",
}


@cache
def toolchain() -> Digest:
    """Names what is installed. Another toolchain makes every output stale.

    Found out once in a process: what it has imported stays as it is. An
    installed newsgen is told by its version, so that a state that is kept
    between machines keeps its worth; a checkout by its modules' sizes and
    times, so that who works on newsgen never looks at pages of yesterday's code.
    """
    package = Path(newsgen.__file__).parent
    is_installed = (package / "theme").is_dir()
    modules = [] if is_installed else sorted(map(_told, package.rglob("*.py")))
    libraries = [library(*names) for names in _LIBRARIES.items()]
    return digest_value((newsgen.__version__, sys.version_info[:3], libraries, modules))


def library(imported: str, installed: str) -> tuple[str, ...]:
    """The library's version, read off the name of the folder that describes its installation.

    To ask the library or `importlib.metadata` would load what a build with
    nothing to do has no need of.
    """
    spec = find_spec(imported)
    if spec is None or spec.origin is None:
        return (imported,)
    file = Path(spec.origin)
    described = [
        name
        for name in os.listdir(file.parent.parent)
        if name.endswith(".dist-info") and name.lower().startswith(f"{installed}-")
    ]
    return tuple(sorted(described)) or tuple(map(str, _told(file)))


def _told(file: Path) -> tuple[str, int, int]:
    stat = file.stat()
    return file.name, stat.st_size, stat.st_mtime_ns
