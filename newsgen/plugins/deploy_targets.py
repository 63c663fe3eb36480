"""Where a site is published to: what a plugin gives for `newsgen deploy`, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Published:
    """The site as the last build left it.

    `folder` is the output folder, absolute; `url` the site's address, "" where it has none.
    `files` are the outputs that newsgen wrote, below the folder with "/", sorted. What others have put
    into the folder is not among them.
    """

    folder: Path
    url: str
    files: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DeployTarget:
    """Publishes the site for `newsgen deploy NAME`.

    `deploy` yields a line for each thing that whoever waits wants to know. It raises where the site
    could not be published. No build of the site runs meanwhile.
    """

    name: str
    deploy: Callable[[Published], Iterable[str]]
