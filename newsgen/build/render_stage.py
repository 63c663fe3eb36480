"""Renders the stale outputs of a build into its staging folder, in this process or in several."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from newsgen.build.changes_made import ChangesMade
from newsgen.build.compiled_templates import compiled_folder
from newsgen.build.report import BuildRequest
from newsgen.build.session import Events, Session, pictures_home
from newsgen.build.staging import (
    Numbered,
    StageSettings,
    close_stage,
    stage,
)
from newsgen.build.stored_resources import TemplateFile
from newsgen.images.picture_store import clear_pictures, picture_key, pictures_folder
from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem
from newsgen.model.records import FileRecord
from newsgen.planning.diff import Change, Recorded, reason
from newsgen.planning.plan import Planned
from newsgen.planning.templates import named_templates
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.files.scan import Found
from newsgen.store.output_records import OutputRecords

_STAGING = "staging"


class RenderSources(NamedTuple):
    """The files of the site that rendering opens.

    `files` are those that are copied or read as they are, each with its path and where it
    lies on disk. `templates` go by name. `media` are the digests of all media, None where not all are known.
    """

    files: tuple[tuple[str, str], ...]
    media: frozenset[Digest] | None
    templates: tuple[tuple[str, TemplateFile], ...]


class RenderedFiles(NamedTuple):
    """What was rendered: file N of the staging folder is for `paths[N]` and has `digests[N]`.

    `problems` has one for each line at which a template failed. Then some files are missing.
    """

    paths: list[str]
    digests: list[Digest]
    problems: list[Problem]


class RenderStage:
    """The rendering of one build, and what the commit after it needs."""

    def __init__(
        self,
        request: BuildRequest,
        events: Events,
        session: Session,
        output_records: OutputRecords,
        changes_made: ChangesMade,
        reading: ReadSettings,
    ) -> None:
        self.request = request
        self.changes_made = changes_made
        self._reading = reading
        self.events = events
        self.session = session
        self.output_records = output_records
        self.explained: list[Change] = []
        # Each build has a folder of its own: a worker may outlive a killed build.
        self.folder = session.folder / _STAGING / os.urandom(16).hex()

    def prepare(self, render_sources: RenderSources) -> None:
        """Starts the workers and has them load what rendering needs, before there is a plan."""
        # A cluster's workers must first pass the handshake.
        if not self.request.executor:
            self.session.workers.prepare(stage, self._settings(render_sources))

    def render(
        self,
        stale: Iterable[Planned],
        render_sources: RenderSources,
        recorded: Mapping[str, Recorded],
        expected: int,
    ) -> RenderedFiles:
        """Renders stale outputs while they are planned; on request adds the reasons to `explained`.

        `expected` is roughly how many there will be.
        """
        clear_staging(self.session.folder)
        rest = iter(stale)
        first = next(rest, None)
        if first is None:
            return RenderedFiles([], [], [])
        self.folder.mkdir(parents=True)
        settings = self._settings(render_sources)
        if render_sources.media is not None:
            clear_pictures(Path(settings.pictures), render_sources.media)
        paths: list[str] = []
        digests: list[Digest] = []
        # A template fails on every page that it renders, and is reported once.
        problems: dict[tuple[str, int], Problem] = {}
        numbered = self._numbered(chain((first,), rest), recorded, paths)
        for one in self.session.workers.run(stage, numbered, settings, _weight):
            if isinstance(one, Problem):
                problems.setdefault((one.path, one.line), one)
            digests.append("" if isinstance(one, Problem) else one)
            done = len(digests)
            self.events.progress("Rendering", done, max(expected, done))
        return RenderedFiles(paths, digests, list(problems.values()))

    def close(self) -> None:
        """Closes the workers and deletes the staging folder."""
        self.session.workers.close()
        close_stage()
        clear_staging(self.session.folder)

    def _settings(self, render_sources: RenderSources) -> StageSettings:
        folder, user_folder = self.session.folder, self.session.keeper.user_folder
        return StageSettings(
            token=self.folder.name,
            state_file=str(folder / "state.db"),
            folder=str(self.folder),
            compiled=str(compiled_folder(user_folder.folder) or ""),
            pictures=str(pictures_folder(pictures_home(self.request.site, folder))),
            key=picture_key(user_folder),
            files=render_sources.files,
            templates=render_sources.templates,
            reading=self._reading,
            is_raced=bool(self.request.executor),
        )

    def _numbered(
        self, stale: Iterable[Planned], recorded: Mapping[str, Recorded], paths: list[str]
    ) -> Iterator[Numbered]:
        """Numbers the stale outputs, adds their paths to `paths`, and holds their inputs in the state."""
        if self.request.order_seed is not None:
            # Imported late: only an audit shuffles, and it holds all outputs at once.
            import random

            shuffled = list(stale)
            random.Random(self.request.order_seed).shuffle(shuffled)  # noqa: S311 - an order
            stale = shuffled
        for number, (output, parts, current) in enumerate(stale):
            path = output.path
            paths.append(path)
            if self.request.explain:
                before = self.output_records.parts(path)
                why = reason(parts, current, recorded.get(path), before)
                self.explained.append(Change(path, "render", why))
            self.output_records.hold_parts(number, output, parts)
            yield Numbered(number, output)


def _weight(numbered: Numbered) -> int:
    """The number of values in an output's inputs: a thousand for a month or a sitemap."""
    # Other values count for one: a chunk carries once what its pages share.
    return sum(
        max(len(one.parts), len(one.value)) if type(one.value) is tuple else 1
        for one in numbered.output.inputs
    )


def clear_staging(state_folder: Path) -> None:
    """Deletes the staging folders of this build and of earlier ones."""
    shutil.rmtree(state_folder / _STAGING, ignore_errors=True)


def render_sources_of(records: Iterable[FileRecord], find: Callable[[str], Found]) -> RenderSources:
    """The files that rendering opens, of these records; `find` gives the file at a path."""
    files, templates = [], []
    media = set()
    for record in records:
        if record.kind in ("media", "static", "catalogue"):
            files.append((record.path, find(record.path).file))
            if record.kind == "media":
                media.add(record.digest)
        elif record.kind == "template":
            templates.append(record)
    named = (
        (name, TemplateFile(one.path, find(one.path).file, one.digest))
        for name, one in named_templates(templates).items()
    )
    return RenderSources(tuple(files), frozenset(media), tuple(named))
