"""Caches the files made of pictures by content, so that each is made only once.

They lie in `.newsgen/pictures/`, in a folder named by the libraries that made them,
each under the digest of the picture's bytes and of the recipe. So they outlive the
output folder and every move of the picture. Each file ends with a MAC of itself and its
name under the user's key: a file that is damaged or forged is made again.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.catalog.pictures import PICTURES_VERSION
from newsgen.model.digest import Digest, digest_bytes, digest_value
from newsgen.model.output import PlannedOutput, SiteFile
from newsgen.model.picture import CARD, Recipe, SocialCard
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.reading.images.decoding import UndecodableError
from newsgen.reading.libraries.versions import identity
from newsgen.runtime.failures import ChangedFileError
from newsgen.runtime.user_folder import UserFolder, keyed_digest

if TYPE_CHECKING:
    from newsgen.images.transcode import Transcoder

KEPT_DAYS = 30

_DIGEST_BYTES = 32
_PURPOSE = "newsgen picture"
_DAY_SECONDS = 86_400


def pictures_folder(state_folder: Path) -> Path:
    """The cache folder of the installed Pillow; those of other releases are deleted.

    Called once for each build, before its processes start. `state_folder` is `.newsgen`.
    """
    made_by = digest_value((PICTURES_VERSION, identity("PIL", "pillow")))
    folder = state_folder / "pictures" / made_by
    if not folder.is_dir():
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
    return folder


def picture_key(user_folder: UserFolder) -> bytes:
    """A key for pictures alone, since it is sent to workers on other machines; b"" without one."""
    return user_folder.mac("newsgen key", b"pictures").encode() if user_folder.key else b""


def clear_pictures(folder: Path, present: Collection[Digest]) -> None:
    """Deletes files of pictures that the site no longer has, a month after their last use.

    `present` are the digests of the site's media. Costs a listing of the folder.
    """
    oldest = time.time() - KEPT_DAYS * _DAY_SECONDS
    for entry in os.scandir(folder):
        # A name of three parts is a temporary file that a killed build left.
        is_left = entry.name.partition(".")[0] not in present or entry.name.count(".") > 1
        # A build and a preview use the folder at once, and a temporary file gets its name meanwhile.
        with suppress(FileNotFoundError):
            if is_left and entry.stat().st_mtime < oldest:
                os.unlink(entry.path)


class PictureStore:
    """Makes files of pictures, or takes them from the cache."""

    def __init__(self, folder: Path, files: Mapping[str, str], key: bytes) -> None:
        """`files` maps the paths of media to where they lie on disk.

        Without a key nothing is cached.
        """
        self._folder = folder
        self._files = files
        self._key = key
        self._transcoder: Transcoder | None = None

    def made(self, output: PlannedOutput) -> bytes | Problem:
        """The bytes of an output of the kind "picture" or "social-card", or its problem."""
        if output.kind == "social-card":
            return self._card(output.inputs[0].value)
        file, recipe = (one.value for one in output.inputs)
        assert isinstance(file, SiteFile) and isinstance(recipe, Recipe)
        cached = self._folder / f"{file.digest}.{digest_value(recipe)}"
        known = self._whole(cached)
        if known is not None:
            return known
        # Imported late: most builds convert no picture, and Pillow is slow to load.
        from newsgen.images.transcode import Transcoder

        self._transcoder = self._transcoder or Transcoder()
        try:
            made = self._transcoder.made(file.digest, lambda: self._read(file), recipe)
        except UndecodableError as error:
            return _damaged(file.path, str(error))
        self._keep(cached, made)
        return made

    def _card(self, card: object) -> bytes:
        assert isinstance(card, SocialCard)
        # Cards are made of no picture. So they are deleted by their age alone.
        cached = self._folder / f"{CARD}.{digest_value(card)}"
        known = self._whole(cached)
        if known is not None:
            return known
        # Imported late, as above.
        from newsgen.images.social_card import drawn

        made = drawn(card)
        self._keep(cached, made)
        return made

    def _read(self, file: SiteFile) -> bytes:
        content = Path(self._files[file.path]).read_bytes()
        if digest_bytes(content) != file.digest:
            raise ChangedFileError(file.path)
        return content

    def _whole(self, cached: Path) -> bytes | None:
        """The content of a cached file; None where there is none, or where its MAC does not fit."""
        if not self._key:
            return None
        try:
            stored = cached.read_bytes()
        except FileNotFoundError:
            return None
        content = stored[:-_DIGEST_BYTES]
        if self._mac(cached, content) != stored[-_DIGEST_BYTES:]:
            return None
        os.utime(cached)
        return content

    def _keep(self, cached: Path, content: bytes) -> None:
        if not self._key:
            return
        # Two processes may make the same file; each writes its own, and the last one stays.
        temporary = cached.with_name(f"{cached.name}.{os.urandom(8).hex()}")
        temporary.write_bytes(content + self._mac(cached, content))
        os.replace(temporary, cached)

    def _mac(self, cached: Path, content: bytes) -> bytes:
        return keyed_digest(self._key, _PURPOSE, cached.name.encode(), content).encode()


def _damaged(path: str, why: str) -> Problem:
    return Problem.at(
        path,
        WHOLE_FILE,
        "NG201",
        (
            f"The picture cannot be decoded: {why.rstrip('.')}."
            if why
            else "The picture cannot be decoded."
        ),
        "Copy the file again from where it came from, or save it anew.",
    )
