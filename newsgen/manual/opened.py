"""Makes the pages of the documentation in the user's own folder, once for each newsgen."""

from __future__ import annotations

import tempfile
from pathlib import Path

from newsgen.build.pipeline import build
from newsgen.build.report import BuildRequest
from newsgen.manual.built_manual import DRAWING, manual_files, write_site
from newsgen.manual.manual_pages import groups, manual_folder
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem
from newsgen.runtime.user_folder import open_user_folder

_FOLDER = "manual"
_OUTPUT = "pages"


class Manual(NamedTuple):
    """The folder of the pages, and their names; where they could not be made, `problems` says why."""

    folder: Path
    names: frozenset[str]
    problems: tuple[Problem, ...] = ()

    def page(self, name: str) -> Path:
        """The file of a page; "" is the front page."""
        return self.folder / f"{name or 'index'}.html"


def page_names() -> frozenset[str]:
    """The names of all pages; nothing is made."""
    return frozenset(page.name for group in groups(manual_folder()) for page in group.pages)


def made_manual() -> Manual:
    """The pages, made where they are not there as they should be. Takes a second, then no time."""
    source = manual_folder()
    found = groups(source)
    names = frozenset(page.name for group in found for page in group.pages)
    own = open_user_folder().folder
    folder = own / _FOLDER if own else Path(tempfile.mkdtemp(prefix="newsgen-manual-"))
    write_site(manual_files(found, (source / DRAWING).read_bytes()), folder)
    # Nothing of it has a date, so one moment is as good as another.
    # A state of another newsgen may not say what its outputs were made of, and there is no article.
    request = BuildRequest(site=folder, output=folder / _OUTPUT, as_of=0, allow_empty=True)
    report = build(request)
    return Manual(folder / _OUTPUT, names, report.problems if report.failed else ())
