"""The way in for other programs, and for the command line: a site's folder, built and checked.

What is wrong with a site, and what goes wrong on the machine, are problems of the report. Only
what the calling program does wrong raises.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.build.report import BuildReport, BuildRequest, CheckReport, CheckRequest

if TYPE_CHECKING:
    from newsgen.build.session import Events

OUTPUT = "dist"
"""The output folder, where none is named."""


class Site:
    """A site in a folder. It holds nothing open; each call reads what changed since the last one."""

    def __init__(self, folder: str | os.PathLike[str] = ".") -> None:
        """Raises `NotADirectoryError` where there is no such folder."""
        self.folder = Path(folder)
        if not self.folder.is_dir():
            raise NotADirectoryError(f"there is no folder {folder}")

    def __repr__(self) -> str:
        return f"newsgen.Site({str(self.folder)!r})"

    def build(
        self,
        output: str | os.PathLike[str] | None = None,
        *,
        now: datetime | None = None,
        base_url: str = "",
        drafts: bool = False,
        strict: bool = False,
        paranoid: bool = False,
        allow_empty: bool = False,
        forget_addresses: bool = False,
        audit: bool = False,
        explain: bool = False,
        jobs: int = 1,
        executor: str = "",
        lock_timeout_seconds: float = 600.0,
        events: Events | None = None,
    ) -> BuildReport:
        """Builds the site into `output`, or `dist` in its folder, as `newsgen build` does.

        `now` has a time zone; without it the clock is asked. With several `jobs` processes are
        started: by a fork on Linux, which a program with threads should not have. Raises
        `ValueError` for a `now` without a zone, a `base_url` that is none, and no `jobs`.
        """
        if base_url:
            # By need: most sites name their address themselves.
            from newsgen.reading.urls import base_url_fault

            if fault := base_url_fault(base_url):
                raise ValueError(fault)
        request = BuildRequest(
            site=self.folder,
            output=Path(output) if output is not None else self.folder / OUTPUT,
            as_of=_seconds(now),
            by_clock=now is None,
            allow_empty=allow_empty,
            forget_addresses=forget_addresses,
            base_url=base_url,
            jobs=_checked(jobs),
            executor=executor,
            drafts=drafts,
            strict=strict,
            paranoid=paranoid,
            explain=explain,
            lock_timeout_seconds=lock_timeout_seconds,
        )
        return build_site(request, events, audit=audit)

    def check(
        self,
        *,
        now: datetime | None = None,
        drafts: bool = True,
        only: Iterable[str] | None = None,
        jobs: int = 1,
        executor: str = "",
        lock_timeout_seconds: float = 600.0,
        events: Events | None = None,
    ) -> CheckReport:
        """Checks the site as an editor would, and writes nothing that is published.

        `only` limits the report to these paths, relative to the site. The rest is as for `build`.
        """
        request = CheckRequest(
            site=self.folder,
            as_of=_seconds(now),
            jobs=_checked(jobs),
            executor=executor,
            drafts=drafts,
            only=None if only is None else frozenset(only),
            lock_timeout_seconds=lock_timeout_seconds,
        )
        return check_site(request, events)


def build_site(
    request: BuildRequest, events: Events | None = None, *, audit: bool = False
) -> BuildReport:
    """Builds, and with `audit` renders everything again and compares the bytes."""
    from newsgen.build.pipeline import build

    report = build(request, events)
    if audit and not report.failed:
        # By need: it starts a second interpreter.
        from newsgen.build.audit import audited

        return audited(request, report)
    return report


def check_site(request: CheckRequest, events: Events | None = None) -> CheckReport:
    """Checks."""
    # By need: a build does not load the rules.
    from newsgen.build.check import check

    return check(request, events)


def _seconds(now: datetime | None) -> int:
    if now is None:
        return int(time.time())
    if now.tzinfo is None:
        raise ValueError("`now` is without a time zone")
    return int(now.timestamp())


def _checked(jobs: int) -> int:
    if jobs < 1:
        raise ValueError("`jobs` is at least 1")
    return jobs
