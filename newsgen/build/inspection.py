"""Opens a site to look at it and publish nothing: for a check, a status, an explanation."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from newsgen.build.content_loss import check_content
from newsgen.build.report import CheckRequest
from newsgen.build.session import Events, Session, open_session, with_sound_state, workers_for
from newsgen.model.problem import Problem
from newsgen.runtime.failures import as_problem

Result = TypeVar("Result")


def inspected(
    request: CheckRequest, events: Events, work: Callable[[Session], Result]
) -> Result | Problem:
    """The result of the work; a problem where the world fails. The paths of the request are absolute."""
    try:
        workers = workers_for(request)
        check_content(request.site, may_be_empty=False)
        with open_session(
            request.site, request.state_folder, workers, request.lock_timeout_seconds, events
        ) as session:
            return with_sound_state(session, work)
    except Exception as error:
        problem = as_problem(error, request.site)
        if problem is None:
            raise
        return problem
