"""Renders a chunk of outputs into the staging folder. Each worker process runs this.

The output folder is not touched until everything is rendered, so a template that
fails on the last page leaves the site as it was.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from newsgen.build.compiled_templates import compiled, compiled_folder
from newsgen.build.stored_resources import StoredResources, TemplateFile
from newsgen.images.picture_store import PictureStore
from newsgen.model.digest import Digest, digest_bytes
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.output import PlannedOutput, SiteFile
from newsgen.model.problem import Problem
from newsgen.parallel.chunk_cleanup import close_later
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.files.file_bytes import digest_file
from newsgen.reading.libraries.verified import is_verified
from newsgen.runtime.failures import ChangedFileError
from newsgen.runtime.user_folder import open_user_folder
from newsgen.store.database import State


class StageSettings(NamedTuple):
    """What a process needs to render. It is small, for it travels with each chunk.

    `token` is unique to the build, so that no process uses the templates of an earlier
    one. `compiled` is the cache of compiled templates, "" without one. `key` is the key of
    the picture store, b"" without one. `reading` are the build's read settings.
    `is_raced` is true where two workers may render the same output: Dask gives a chunk
    away again when it takes a worker for dead that is only out of reach.
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
    """An output, and the number that names its file in the staging folder."""

    number: int
    output: PlannedOutput


Staged: TypeAlias = Digest | Problem
"""The digest of a staged output, or the problem that kept it from being rendered."""


class _Stage:
    """What a process keeps between the chunks of one build."""

    def __init__(self, settings: StageSettings) -> None:
        # Imported late: a build that renders nothing loads neither Jinja nor Babel.
        from newsgen.rendering.render import Renderer

        self.token = settings.token
        # The path and the bytes of what was rendered last: its compressed twins follow it.
        self.last = ("", b"")
        self.files = dict(settings.files)
        self.state = State.open_to_read(Path(settings.state_file))
        cache_folder = settings.compiled
        if settings.is_raced:
            # A worker on another machine has a cache folder of its own.
            cache_folder = str(compiled_folder(open_user_folder().folder) or "")
        self.resources = StoredResources(
            self.state,
            self.files,
            dict(settings.templates),
            Path(cache_folder) if cache_folder else None,
        )
        self.pictures = PictureStore(Path(settings.pictures), self.files, settings.key)
        is_stock = not is_verified("jinja2", "markupsafe")
        additions, prefix = None, ""
        if settings.reading.plugins:
            # Imported late: few sites have plugins.
            from newsgen.plugins.registry import registry_of

            additions = registry_of(settings.reading.plugins).templates
            # Jinja works out at once what a filter makes of a constant.
            prefix = f"{settings.reading.rendering_digest}_"
        self.renderer = Renderer(
            self.resources,
            lambda form: compiled(cache_folder, prefix + form),
            additions=additions,
            is_stock=is_stock,
        )


_open_stages: list[_Stage] = []
"""The stage of this process, if any: a renderer is made once for each build."""


def stage(numbered: Sequence[Numbered], settings: StageSettings) -> list[Staged]:
    """Renders outputs into the staging folder."""
    if not _open_stages or _open_stages[0].token != settings.token:
        close_stage()
        _open_stages.append(_Stage(settings))
        close_later(close_stage)
    opened = _open_stages[0]
    opened.resources.hold(one.output for one in numbered)
    if not settings.is_raced:
        return [_staged(one, opened, settings.folder) for one in numbered]
    # Imported late: loading it takes longer than most builds render.
    import tempfile

    # The other worker's file may be moving into the output folder by now. A rename puts
    # a new file in its place and leaves that one whole.
    with tempfile.TemporaryDirectory(dir=settings.folder) as own:
        staged = [_staged(one, opened, own) for one in numbered]
        for one, result in zip(numbered, staged, strict=True):
            if not isinstance(result, Problem):
                name = str(one.number)
                os.replace(os.path.join(own, name), os.path.join(settings.folder, name))
    return staged


def close_stage() -> None:
    """Closes what this process kept for a build."""
    while _open_stages:
        _open_stages.pop().state.close()


def _staged(numbered: Numbered, opened: _Stage, folder: str) -> Staged:
    number, output = numbered
    target = os.path.join(folder, str(number))
    if output.kind == "copy":
        return _copied(output, opened.files, target)
    content = _content(output, opened)
    if isinstance(content, Problem):
        return content
    # Unbuffered: a buffer costs three more system calls for each file.
    with open(target, "wb", buffering=0) as stream:
        rest = content
        while rest:
            rest = rest[stream.write(rest) :]
    return digest_bytes(content)


def _content(output: PlannedOutput, opened: _Stage) -> bytes | Problem:
    if output.kind in ("picture", "social-card"):
        return opened.pictures.made(output)
    if output.kind != "compressed":
        content = opened.renderer.render(output)
        if isinstance(content, bytes):
            opened.last = output.path, content
        return content
    # Imported late: few sites ask for it.
    from newsgen.planning.compressed_twins import original
    from newsgen.rendering.compressed import compressed

    source, method = original(output)
    if opened.last[0] == source.path:
        # It was rendered just before, with the same inputs.
        return compressed(opened.last[1], method)
    if source.kind == "copy":
        file = source.inputs[0].value
        assert isinstance(file, SiteFile)
        content = Path(opened.files[file.path]).read_bytes()
        if digest_bytes(content) != file.digest:
            raise ChangedFileError(file.path)
        opened.last = source.path, content
        return compressed(content, method)
    content = _content(source, opened)
    return content if isinstance(content, Problem) else compressed(content, method)


def _copied(output: PlannedOutput, files: dict[str, str], target: str) -> Digest:
    file = output.inputs[0].value
    assert isinstance(file, SiteFile)
    shutil.copyfile(files[file.path], target)
    digest = digest_file(Path(target))
    if digest != file.digest:
        raise ChangedFileError(file.path)
    return digest
