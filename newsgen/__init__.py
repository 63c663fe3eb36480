"""The static site generator for newsrooms: `Site` opens a site's folder, builds and checks it.

docs/library.md says what is promised from one version to the next. What is public is named in
`__all__`, and loaded when it is first asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgen.build.report import BuildReport as BuildReport
    from newsgen.build.report import CheckReport as CheckReport
    from newsgen.build.session import Events as Events
    from newsgen.catalog.gate import Held as Held
    from newsgen.library import Site as Site
    from newsgen.model.problem import Problem as Problem
    from newsgen.model.waiver import Waived as Waived
    from newsgen.planning.diff import Change as Change

__version__ = "0.1.0"

__all__ = [
    "BuildReport",
    "Change",
    "CheckReport",
    "Events",
    "Held",
    "Problem",
    "Site",
    "Waived",
    "__version__",
]

_HOMES = {
    "BuildReport": "newsgen.build.report",
    "Change": "newsgen.planning.diff",
    "CheckReport": "newsgen.build.report",
    "Events": "newsgen.build.session",
    "Held": "newsgen.catalog.gate",
    "Problem": "newsgen.model.problem",
    "Site": "newsgen.library",
    "Waived": "newsgen.model.waiver",
}
"""The module of each public name."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'newsgen' has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
