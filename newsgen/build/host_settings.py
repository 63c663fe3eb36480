"""Makes the settings of a server for a site: its headers and redirects, as the files for hosts have them."""

from __future__ import annotations

from newsgen.build.change_scan import scan_changes
from newsgen.build.inspection import inspected
from newsgen.build.report import CheckRequest, with_absolute_paths
from newsgen.build.session import Events, Session
from newsgen.build.snapshot import load_site, take_snapshot
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem, has_errors
from newsgen.rendering.host_files import SNIPPETS


class HostSettingsText(NamedTuple):
    """The settings of a server, "" where the site has errors, and the problems of the site."""

    text: str
    problems: tuple[Problem, ...]


def host_settings(
    request: CheckRequest, server: str, events: Events | None = None
) -> HostSettingsText:
    """The settings of the server called `server`. Costs the plan of a full build; renders nothing."""
    events = events or Events()
    request = with_absolute_paths(request)
    found = inspected(request, events, lambda session: _made(request, server, session, events))
    return HostSettingsText("", (found,)) if isinstance(found, Problem) else found


def _made(request: CheckRequest, server: str, session: Session, events: Events) -> HostSettingsText:
    seen = scan_changes(request.site, session)
    if mistakes := seen.plugin_problems():
        return HostSettingsText("", tuple(mistakes))
    loaded = load_site(seen, session, events)
    snapshot = take_snapshot(loaded, request.as_of, with_drafts=False)
    planning = snapshot.planning()
    for _ in planning.outputs():
        pass
    headers, redirects = planning.host_rules()
    problems = (*loaded.problems, *snapshot.catalog.problems, *planning.plan().problems)
    text = "" if has_errors(problems) else SNIPPETS[server](headers, redirects)
    return HostSettingsText(text, tuple(sorted(set(problems))))
