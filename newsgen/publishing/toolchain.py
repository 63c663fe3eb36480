"""What shapes bytes beside the site: newsgen itself and the libraries it uses."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import newsgen
from newsgen.model.digest import Digest, digest_value
from newsgen.reading.installed import library, told

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
    modules = [] if is_installed else sorted(map(told, _modules(package)))
    libraries = [library(*names) for names in _LIBRARIES.items()]
    return digest_value((newsgen.__version__, sys.version_info[:3], libraries, modules))


def _modules(package: Path) -> Iterator[str]:
    for folder, _, names in os.walk(package):
        yield from (os.path.join(folder, name) for name in names if name.endswith(".py"))
