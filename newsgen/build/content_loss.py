"""Content that is not there: a build that would take most of a site away asks first whether that is meant."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.model.problem import Problem
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.runtime.failures import NoSiteError

if TYPE_CHECKING:
    from newsgen.build.commit import Release
    from newsgen.build.render_stage import RenderStage

ARTICLES = "content/articles"

_AT_LEAST = 10
"""So many articles may go at once from any site that keeps others."""

_HINT = "Look whether all of the content is there. If this is meant, say so with --allow-empty."


def check_content(site: Path, *, may_be_empty: bool) -> None:
    """Raises `NoSiteError` where the site's folder has no content."""
    content = site / "content"
    if may_be_empty or os.path.isdir(content):
        return
    if os.path.lexists(content) and not os.path.exists(content):
        # A link that leads nowhere, which the scan names.
        return
    place = os.path.abspath(site)
    if os.path.isfile(site / CONFIG):
        message = f"There is no folder content/ in {place}, beside {CONFIG}."
        raise NoSiteError("content", message, _HINT)
    message = f"{place} is no site: there is neither {CONFIG} nor a folder content/ in it."
    raise NoSiteError(".", message, "Go to the site's folder, or name it with --site.")


def loss(release: Release, press: RenderStage) -> list[Problem]:
    """A problem where all published articles would go at once, or most of many.

    Those that are held by their date, their embargo or their expiry are there;
    a draft is not, unless drafts are published.
    """
    request = press.request
    if request.allow_empty or not release.changes.deleted:
        return []
    origins = {release.known[path].origin for path in release.changes.deleted}
    gone = sum(origin.startswith(f"{ARTICLES}/") for origin in origins)
    state = press.place.state
    # What a killed build wrote, or a lost state knew, may be an article's.
    if (gone or "" in origins) and not state.has_articles():
        place = os.path.join(os.path.abspath(request.site), *ARTICLES.split("/"))
        what = "all" if not gone else f"the last {gone}" if gone > 1 else "the last one"
        message = f"There is no article in {place}, and {what} of those published would go."
        return [_problem(message)]
    if gone < _AT_LEAST:
        return []
    before = press.published.count_made_of(f"{ARTICLES}/")
    left = state.count_articles(with_drafts=request.drafts)
    if before - left < _AT_LEAST or 2 * left >= before:
        return []
    message = f"Of {before} published articles {left} are left, and the others would go at once."
    return [_problem(message)]


def _problem(message: str) -> Problem:
    return Problem(path=ARTICLES, code="NG324", message=message, hint=_HINT)
