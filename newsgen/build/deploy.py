"""Publishes what the last build made by a plugin's deploy target, if it is what the content says now."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from newsgen.build.change_scan import scan_changes
from newsgen.build.list_plugins import site_plugins
from newsgen.build.report import CheckRequest
from newsgen.build.session import Events, Session, open_session, with_sound_state, workers_for
from newsgen.build.status import Freshness, LastBuild, last_build_of
from newsgen.build.verb_doors import Called, deploy_target
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.names import some_of
from newsgen.model.problem import WHOLE_FILE, Problem, has_errors
from newsgen.output.folder import folder_name
from newsgen.plugins.deploy_targets import DeployTarget, Published
from newsgen.runtime.failures import as_problem
from newsgen.store.output_records import OutputRecords, RecordedOutput

_BUILD = "Build it: newsgen build."
_FAULTS: dict[Freshness, str] = {
    "never": "was never built",
    "gone": "is gone",
    "unfinished": "is not finished: the last build failed or was stopped",
    "content": "is older than the content",
    "due": "is behind the clock: something has come or gone since",
    "settings": "was built with other settings, options, or another newsgen",
}


class DeployReport(NamedTuple):
    """How many files the target was given, and the problems: one that is an error kept it from its end."""

    files: int = 0
    problems: tuple[Problem, ...] = ()


def deploy(
    request: CheckRequest, output: Path, name: str, told: Callable[[str], None], events: Events
) -> DeployReport:
    """Calls the deploy target `name`, and hands each line that it yields to `told`.

    The site's lock is held meanwhile, so that no build changes what is published. Nothing is built.
    Costs a scan of the site, and a look at each output.

    Raises `UnknownNameError` where no plugin adds the target.
    """
    found = site_plugins(request.site)
    if has_errors(found.problems):
        return DeployReport(problems=found.problems)
    target = deploy_target(found, name)
    try:
        with open_session(
            request.site,
            request.state_folder,
            workers_for(request),
            request.lock_timeout_seconds,
            events,
        ) as session:
            last_build, outputs = with_sound_state(
                session, lambda sound: _last_outputs(request, output, sound)
            )
            fault = _unfit(last_build, outputs, output)
            if fault:
                return DeployReport(problems=(fault,))
            folder = Path(os.path.abspath(output))
            published = Published(folder=folder, url=found.site.url, files=tuple(sorted(outputs)))
            for line in _lines(target, published):
                if isinstance(line, Problem):
                    return DeployReport(problems=(line,))
                told(line)
            return DeployReport(len(published.files))
    except Exception as error:
        problem = as_problem(error, request.site)
        if problem is None:
            raise
        return DeployReport(problems=(problem,))


def _last_outputs(
    request: CheckRequest, output: Path, session: Session
) -> tuple[LastBuild, dict[str, RecordedOutput]]:
    scan_result = scan_changes(request.site, session)
    last_build = last_build_of(request, output, session, scan_result)
    records = OutputRecords(session.state.connection, folder_name(output, request.site))
    return last_build, records.outputs() if last_build.freshness == "current" else {}


def _unfit(
    last_build: LastBuild, outputs: dict[str, RecordedOutput], output: Path
) -> Problem | None:
    """Why the folder is not published; None where it is."""
    if last_build.freshness == "current":
        # A build mends what others have changed; until then it is not what newsgen made.
        strange = [path for path, one in outputs.items() if not _is_there(output / path, one)]
        if not strange:
            return None
        fault = f"has files that are not as newsgen left them: {some_of(sorted(strange))}"
    else:
        fault = _FAULTS[last_build.freshness]
        if last_build.changed:
            fault += f": {some_of(last_build.changed)}"
    message = f"The output folder {last_build.output}/ {fault}."
    return Problem.at(last_build.output, WHOLE_FILE, "NG415", message, _BUILD)


def _is_there(file: Path, recorded: RecordedOutput) -> bool:
    try:
        found = os.lstat(file)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == recorded.timed_stat.stat.size_bytes


def _lines(target: Called[DeployTarget], published: Published) -> Iterator[str | Problem]:
    """What the target yields; a problem at the end where it fails."""
    hint = "How much of the site is published only the target knows; look at its lines."
    try:
        lines: Iterable[object] = target.added.deploy(published)
        # A text is its letters, each of which is a text.
        if isinstance(lines, str):
            raise TypeError("it gives a text, and yields no lines")
        for line in lines:
            if not isinstance(line, str):
                raise TypeError(f"it yields {line!r}, which is no text")
            yield line
    except (Exception, SystemExit) as error:  # noqa: BLE001 - code of others, which can raise whatever it likes
        yield target.failure("NG416", error, hint)
