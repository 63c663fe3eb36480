"""What shapes bytes beside the site: newsgen itself and the libraries it uses."""

from __future__ import annotations

import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import newsgen
from newsgen.model.digest import Digest, digest_value

_LIBRARIES = ("markdown", "jinja2", "markupsafe", "pyyaml", "python-frontmatter", "nh3", "babel")


@cache
def toolchain() -> Digest:
    """Names the versions in use. Another toolchain makes every output stale.

    Found out once in a process: what it has imported stays as it is.

    The sizes and times of newsgen's own modules are among them, so that who
    works on newsgen itself never looks at pages of yesterday's code.
    """
    package = Path(newsgen.__file__).parent
    modules = sorted(
        (str(file.relative_to(package)), stat.st_size, stat.st_mtime_ns)
        for file in package.rglob("*.py")
        for stat in (file.stat(),)
    )
    versions = tuple((name, _version(name)) for name in _LIBRARIES)
    return digest_value((newsgen.__version__, sys.version_info[:2], versions, modules))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
