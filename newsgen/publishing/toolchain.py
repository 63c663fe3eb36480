"""What shapes bytes beside the site: newsgen itself and the libraries it uses."""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import newsgen
from newsgen.model.digest import Digest, digest_value

_LIBRARIES = ("markdown", "jinja2", "markupsafe", "yaml", "frontmatter", "nh3", "babel")


@cache
def toolchain() -> Digest:
    """Names what is installed. Another toolchain makes every output stale.

    Found out once in a process: what it has imported stays as it is. An
    installation is told by the sizes and times of the files that every one
    writes anew; to ask each library for its version would load it. The same is
    done with newsgen's own modules, so that who works on newsgen itself never
    looks at pages of yesterday's code.
    """
    package = Path(newsgen.__file__).parent
    modules = sorted(map(_told, package.rglob("*.py")))
    libraries = [_library(name) for name in _LIBRARIES]
    return digest_value((newsgen.__version__, sys.version_info[:3], libraries, modules))


def _library(name: str) -> tuple[str, int, int]:
    spec = find_spec(name)
    return _told(Path(spec.origin)) if spec and spec.origin else (name, 0, 0)


def _told(file: Path) -> tuple[str, int, int]:
    stat = file.stat()
    return str(file), stat.st_size, stat.st_mtime_ns
