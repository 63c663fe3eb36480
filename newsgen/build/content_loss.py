"""Guards against lost content: a build that would delete most of a site first asks whether that is meant."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.runtime.failures import NoSiteError

if TYPE_CHECKING:
    from newsgen.build.commit import PendingCommit
    from newsgen.build.render_stage import RenderStage

ARTICLES = "content/articles"

_AT_LEAST = 10
"""Fewer articles than this may always be deleted at once, while others stay."""

_HINT = "Look whether all of the content is there. If this is meant, say so with --allow-empty."


def check_content(site: Path, *, may_be_empty: bool) -> None:
    """Raises `NoSiteError` where the site's folder has no content."""
    content = site / "content"
    if may_be_empty or os.path.isdir(content):
        return
    if os.path.lexists(content) and not os.path.exists(content):
        # It is a link that leads nowhere, and the scan reports it.
        return
    folder = os.path.abspath(site)
    if os.path.isfile(site / CONFIG):
        message = f"There is no folder content/ in {folder}, beside {CONFIG}."
        raise NoSiteError("content", message, _HINT)
    message = f"{folder} is no site: there is neither {CONFIG} nor a folder content/ in it."
    raise NoSiteError(
        ".",
        message,
        "Go to the site's folder, name it with --site, or begin a new one: newsgen init my-paper.",
    )


def loss(pending: PendingCommit, render_stage: RenderStage) -> list[Problem]:
    """A problem where a commit would delete the outputs of all published articles, or of most.

    An article that its date, embargo or expiry holds back still counts as there.
    A draft does not, unless drafts are published.
    """
    request = render_stage.request
    if request.allow_empty or request.is_preview or not pending.changes.deleted:
        return []
    origins = {pending.known[path].origin for path in pending.changes.deleted}
    deleted = sum(origin.startswith(f"{ARTICLES}/") for origin in origins)
    state = render_stage.session.state
    # An output without an origin, after a kill or a lost state, may be an article's.
    if (deleted or "" in origins) and not state.has_articles():
        folder = os.path.join(os.path.abspath(request.site), *ARTICLES.split("/"))
        what = "all" if not deleted else f"the last {deleted}" if deleted > 1 else "the last one"
        message = f"There is no article in {folder}, and {what} of those published would go."
        return [_problem(message)]
    if deleted < _AT_LEAST:
        return []
    before = render_stage.output_records.count_made_of(f"{ARTICLES}/")
    remaining = state.count_articles(with_drafts=request.drafts)
    if before - remaining < _AT_LEAST or 2 * remaining >= before:
        return []
    message = (
        f"Of {before} published articles {remaining} are left, and the others would go at once."
    )
    return [_problem(message)]


def _problem(message: str) -> Problem:
    return Problem.at(ARTICLES, WHOLE_FILE, "NG324", message, _HINT)
