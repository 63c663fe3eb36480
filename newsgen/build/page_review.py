"""What is to be said of one page of an output folder: its file, what holds it back, what the desk finds.

For a preview, of a site that was built: nothing but the page's own article is read.
"""

from __future__ import annotations

import os
from pathlib import Path

from newsgen.build.check import article_problems
from newsgen.build.report import BuildRequest
from newsgen.build.review_cache import Desk, Submitted, newsroom_of, review_files
from newsgen.build.session import STATE_FOLDER
from newsgen.catalog.gate import Held, admit
from newsgen.catalog.groups import ARTICLE, Key
from newsgen.desk.review import Review, levels
from newsgen.desk.rule import Rule
from newsgen.model.article import Head
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.json_codec import from_text
from newsgen.model.plugin import PluginUse
from newsgen.model.problem import Problem
from newsgen.model.records import FileRecord
from newsgen.model.site import Site
from newsgen.output.folder import folder_name
from newsgen.reading.files.well_known_paths import CONFIG, REGISTRY, STYLE_SHEET
from newsgen.runtime.failures import ChangedFileError
from newsgen.runtime.toolchain import settings_of
from newsgen.store.database import State
from newsgen.store.output_records import OutputRecords


class PageReview(NamedTuple):
    """`source` is the file of the site that the page is made from, "" for a list.

    `held` says what keeps it from readers at the time asked for; None where nothing does.
    """

    source: str
    kind: str
    held: Held | None
    findings: tuple[Problem, ...]


def page_review(request: BuildRequest, path: str) -> PageReview | None:
    """The review of the page at this path; None where newsgen recorded no such output."""
    state = _opened(request)
    if state is None:
        return None
    try:
        output = OutputRecords(state.connection, _dist(request)).output(path)
        if output is None:
            return None
        record = state.record(output.origin) if output.origin else None
        if record is None or not isinstance(record.head, Head):
            return PageReview(output.origin, output.kind, None, ())
        held = admit((record,), request.as_of, with_drafts=False).held
        findings = _findings(request, state, record, record.head)
        return PageReview(output.origin, output.kind, held[0] if held else None, findings)
    finally:
        state.close()


def page_of_article(request: BuildRequest, article: str) -> str:
    """The path of the page of an article, named by its file, the end of its path, or its slug; "" without."""
    state = _opened(request)
    if state is None:
        return ""
    try:
        wanted = article.replace(os.sep, "/").removeprefix("./")
        stem = wanted.rpartition("/")[2].partition(".")[0]
        paths = [wanted, *state.articles_of_slug(stem), *state.articles_of_slug(wanted)]
        output_records = OutputRecords(state.connection, _dist(request))
        for path in paths:
            if "/" in wanted and not f"{path}/".endswith(f"{wanted}/"):
                continue
            for made in output_records.outputs_of(Key(ARTICLE, "", path)):
                output = output_records.output(made)
                if output is not None and output.kind in ("article", "page"):
                    return made
        return ""
    finally:
        state.close()


def _findings(
    request: BuildRequest, state: State, record: FileRecord, head: Head
) -> tuple[Problem, ...]:
    """What `newsgen check` finds in this article by itself, with the site's switches and its waivers."""
    config = state.record(CONFIG)
    site = config.head if config and isinstance(config.head, Site) else Site()
    records = state.some_records((REGISTRY, STYLE_SHEET))
    file = os.path.join(os.path.realpath(request.site), *head.path.split("/"))
    stored = state.texts((head.path,)).get(head.path)
    if stored is None:
        return ()
    submitted = Submitted(file, record.digest, head, stored[0])
    uses, more = _plugins(site, request.site)
    reading = settings_of(site, uses)
    try:
        [made] = review_files([submitted], Desk(newsroom_of(records, site.url), reading))
    except (ChangedFileError, OSError):
        # The next build will say.
        return ()
    review = from_text(Review, made)
    found, _ = article_problems(
        head.path, review.findings, review.waivers, levels(site.check, more), request.as_of,
        is_draft=record.draft,
    )  # fmt: skip
    return tuple(sorted(found))


def _plugins(site: Site, folder: Path) -> tuple[tuple[PluginUse, ...], tuple[Rule, ...]]:
    """The site's plugins, and their rules."""
    if not site.plugins:
        return (), ()
    # Imported late: few sites have plugins.
    from newsgen.plugins.identity import plugin_uses
    from newsgen.plugins.registry import registry_of

    uses = plugin_uses(site.plugins, folder)
    return uses, registry_of(uses).rules


def _opened(request: BuildRequest) -> State | None:
    file = Path(request.state_folder or request.site / STATE_FOLDER) / "state.db"
    return State.open_to_read(file) if file.is_file() else None


def _dist(request: BuildRequest) -> str:
    return folder_name(request.output, request.site)
