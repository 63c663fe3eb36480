"""Outputs rendered into a folder of their own, from where they move into the output folder.

Nothing of the output folder is touched until everything is rendered: a template
that fails on the last page leaves the site as it was.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from newsgen.build.compiled_templates import compiled, compiled_folder
from newsgen.build.stored_resources import StoredResources, TemplateFile
from newsgen.images.picture_store import PictureStore
from newsgen.model.digest import Digest, digest_bytes
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.output import PlannedOutput, SiteFile
from newsgen.model.problem import Problem
from newsgen.parallel.kept import keep
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.files.file_bytes import digest_file
from newsgen.reading.libraries.verified import is_verified
from newsgen.runtime.failures import ChangedFileError
from newsgen.runtime.user_folder import private
from newsgen.store.database import State


class StageSettings(NamedTuple):
    """What a process needs to render; small, for it travels with each chunk.

    `token` is another for each build, so that no process uses the templates of
    an earlier one. `compiled` is "" where there is no folder for them, `key` is
    that of the pictures, b"" without one. `reading` names what shapes bytes
    where the build is.
    `is_raced` where two workers may be at one output: Dask gives it to another
    when it takes a worker for dead that is only out of reach.
    """

    token: str
    state_file: str
    folder: str
    compiled: str
    pictures: str
    key: bytes
    files: tuple[tuple[str, str], ...]
    templates: tuple[tuple[str, TemplateFile], ...]
    reading: ReadSettings
    is_raced: bool


class Numbered(NamedTuple):
    """An output, and the name of its file in the staging folder."""

    number: int
    output: PlannedOutput


Staged: TypeAlias = Digest | Problem
"""An output's digest, once it lies in the staging folder under its number, or its problem."""


class _Stage:
    """What a process keeps between the chunks of one build."""

    def __init__(self, settings: StageSettings) -> None:
        # By need: a build that renders nothing loads neither Jinja nor Babel.
        from newsgen.rendering.render import Renderer

        self.token = settings.token
        self.files = dict(settings.files)
        self.state = State.open_to_read(Path(settings.state_file))
        kept = settings.compiled
        if settings.is_raced:
            # A worker of another machine has a folder of its own.
            kept = str(compiled_folder(private().folder) or "")
        self.resources = StoredResources(
            self.state, self.files, dict(settings.templates), Path(kept) if kept else None
        )
        self.pictures = PictureStore(Path(settings.pictures), self.files, settings.key)
        is_stock = not is_verified("jinja2", "markupsafe")
        self.renderer = Renderer(self.resources, partial(compiled, kept), is_stock=is_stock)


_open_stages: list[_Stage] = []
"""The stage of this process, if it has one: a renderer is made once for a build."""


def stage(numbered: Sequence[Numbered], settings: StageSettings) -> list[Staged]:
    """Renders outputs into the staging folder."""
    if not _open_stages or _open_stages[0].token != settings.token:
        close_stage()
        _open_stages.append(_Stage(settings))
        keep(close_stage)
    opened = _open_stages[0]
    opened.resources.hold(one.output for one in numbered)
    if not settings.is_raced:
        return [_staged(one, opened, settings.folder) for one in numbered]
    # By need: it takes longer to load than most builds have to render.
    import tempfile

    # The file of the other worker may be on its way into the output folder by now. What
    # comes by a rename is another file, and leaves that one whole.
    with tempfile.TemporaryDirectory(dir=settings.folder) as own:
        staged = [_staged(one, opened, own) for one in numbered]
        for one, result in zip(numbered, staged, strict=True):
            if not isinstance(result, Problem):
                name = str(one.number)
                os.replace(os.path.join(own, name), os.path.join(settings.folder, name))
    return staged


def close_stage() -> None:
    """Lets go of what this process kept for a build."""
    while _open_stages:
        _open_stages.pop().state.close()


def _staged(numbered: Numbered, opened: _Stage, folder: str) -> Staged:
    number, output = numbered
    target = os.path.join(folder, str(number))
    if output.kind == "copy":
        return _copied(output, opened.files, target)
    maker = (
        opened.pictures.made
        if output.kind in ("picture", "social-card")
        else opened.renderer.render
    )
    content = maker(output)
    if isinstance(content, Problem):
        return content
    # Without a buffer, of which the system is asked three questions for each file.
    with open(target, "wb", buffering=0) as stream:
        rest = content
        while rest:
            rest = rest[stream.write(rest) :]
    return digest_bytes(content)


def _copied(output: PlannedOutput, files: dict[str, str], target: str) -> Digest:
    file = output.inputs[0].value
    assert isinstance(file, SiteFile)
    shutil.copyfile(files[file.path], target)
    digest = digest_file(Path(target))
    if digest != file.digest:
        raise ChangedFileError(file.path)
    return digest
