"""The stale outputs rendered into a folder of their own, in this process or in several."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from newsgen.build.changes_made import ChangesMade
from newsgen.build.compiled_templates import compiled_folder
from newsgen.build.report import BuildRequest
from newsgen.build.session import Events, Session
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
    """The files of the site that rendering opens: what is copied or read as it is, and templates.

    `media` are the digests of all files among the content, None where only some were looked at.
    """

    files: tuple[tuple[str, str], ...]
    media: frozenset[Digest] | None
    templates: tuple[tuple[str, TemplateFile], ...]


class RenderedFiles(NamedTuple):
    """What was rendered: the file N of the staging folder is for `paths[N]` and has `digests[N]`.

    With `problems`, one for each place where a template failed, some files are not there.
    """

    paths: list[str]
    digests: list[Digest]
    problems: list[Problem]


class RenderStage:
    """Renders for one build."""

    def __init__(
        self,
        request: BuildRequest,
        events: Events,
        place: Session,
        published: OutputRecords,
        deeds: ChangesMade,
        reading: ReadSettings,
    ) -> None:
        self.request = request
        self.deeds = deeds
        self._reading = reading
        self._events = events
        self.place = place
        self.published = published
        self.explained: list[Change] = []
        # A folder for each build: a worker that outlives a killed one writes into none but its own.
        self.folder = place.folder / _STAGING / os.urandom(16).hex()

    def prepare(self, material: RenderSources) -> None:
        """Has the workers load what rendering takes, while it is not known yet what will be rendered."""
        # Those of a cluster are asked first whether they are like this process.
        if not self.request.executor:
            self.place.workers.prepare(stage, self._settings(material))

    def printed(
        self,
        stale: Iterable[Planned],
        material: RenderSources,
        recorded: Mapping[str, Recorded],
        expected: int,
    ) -> RenderedFiles:
        """Renders what is stale, while it is planned; adds to `explained` why, if that was asked.

        `expected` is about how many there will be.
        """
        clear_staging(self.place.folder)
        rest = iter(stale)
        first = next(rest, None)
        if first is None:
            return RenderedFiles([], [], [])
        self.folder.mkdir(parents=True)
        settings = self._settings(material)
        if material.media is not None:
            clear_pictures(Path(settings.pictures), material.media)
        paths: list[str] = []
        digests: list[Digest] = []
        # A template fails on every page that it makes.
        problems: dict[tuple[str, int], Problem] = {}
        numbered = self._numbered(chain((first,), rest), recorded, paths)
        for one in self.place.workers.run(stage, numbered, settings, _weight):
            if isinstance(one, Problem):
                problems.setdefault((one.path, one.line), one)
            digests.append("" if isinstance(one, Problem) else one)
            done = len(digests)
            self._events.progress("Rendering", done, max(expected, done))
        return RenderedFiles(paths, digests, list(problems.values()))

    def close(self) -> None:
        """Lets go of the workers, and of what rendering has left."""
        self.place.workers.close()
        close_stage()
        clear_staging(self.place.folder)

    def _settings(self, material: RenderSources) -> StageSettings:
        folder, own = self.place.folder, self.place.custody.own
        return StageSettings(
            token=self.folder.name,
            state_file=str(folder / "state.db"),
            folder=str(self.folder),
            compiled=str(compiled_folder(own.folder) or ""),
            pictures=str(pictures_folder(folder)),
            key=picture_key(own),
            files=material.files,
            templates=material.templates,
            reading=self._reading,
            is_raced=bool(self.request.executor),
        )

    def _numbered(
        self, stale: Iterable[Planned], recorded: Mapping[str, Recorded], paths: list[str]
    ) -> Iterator[Numbered]:
        """The stale outputs one by one, noted in `paths`; their inputs go to the state meanwhile."""
        if self.request.order_seed is not None:
            # By need: only an audit shuffles, and it holds all outputs at once.
            import random

            shuffled = list(stale)
            random.Random(self.request.order_seed).shuffle(shuffled)  # noqa: S311 - an order
            stale = shuffled
        for number, (output, parts, current) in enumerate(stale):
            path = output.path
            paths.append(path)
            if self.request.explain:
                before = self.published.parts(path)
                why = reason(parts, current, recorded.get(path), before)
                self.explained.append(Change(path, "render", why))
            self.published.hold_parts(number, output, parts)
            yield Numbered(number, output)


def _weight(numbered: Numbered) -> int:
    """Of how many values the output is made: of a thousand where it is a month or a sitemap."""
    # Other values count for little: a chunk has once what all pages of a kind are made of.
    return sum(
        max(len(one.parts), len(one.value)) if type(one.value) is tuple else 1
        for one in numbered.output.inputs
    )


def clear_staging(place: Path) -> None:
    """Deletes what this build and earlier ones have left to be moved."""
    shutil.rmtree(place / _STAGING, ignore_errors=True)


def material(records: Iterable[FileRecord], find: Callable[[str], Found]) -> RenderSources:
    """What these records give to rendering; `find` gives the file at a path."""
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
