"""The files made of pictures, remembered by content: a picture is converted once ever.

They lie in `.newsgen/pictures/`, below the name of the libraries that made
them, each under the digest of the picture's bytes and the recipe. So they
outlive the output folder and every move of the picture. Each ends with a digest
of itself and its name under the user's key: one that a crash or a disk left
damaged, or that somebody else put there, is made again.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.catalog.pictures import PICTURES_VERSION
from newsgen.model.digest import Digest, digest_bytes, digest_value
from newsgen.model.output import PlannedOutput, SiteFile
from newsgen.model.picture import CARD, Recipe, SocialCard
from newsgen.model.problem import Problem
from newsgen.reading.images.decoding import UndecodableError
from newsgen.reading.libraries.versions import identity
from newsgen.runtime.failures import ChangedFileError
from newsgen.runtime.user_folder import UserFolder, authentic

if TYPE_CHECKING:
    from newsgen.images.transcode import Transcoder

KEPT_DAYS = 30

_DIGEST_BYTES = 32
_PURPOSE = "newsgen picture"
_DAY_SECONDS = 86_400


def pictures_folder(place: Path) -> Path:
    """Where the files made by this Pillow are kept; those of another are deleted.

    Called once for a build, before its processes start.
    """
    made_by = digest_value((PICTURES_VERSION, identity("PIL", "pillow")))
    folder = place / "pictures" / made_by
    if not folder.is_dir():
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
    return folder


def picture_key(own: UserFolder) -> bytes:
    """A key for pictures alone, since workers elsewhere are told it; b"" without one."""
    return own.mac("newsgen key", b"pictures").encode() if own.key else b""


def clear_pictures(folder: Path, present: Collection[Digest]) -> None:
    """Deletes what was made of pictures that the site no longer has, a month after it was last used.

    `present` are the digests of the site's files. Costs a listing of the folder.
    """
    oldest = time.time() - KEPT_DAYS * _DAY_SECONDS
    for entry in os.scandir(folder):
        # What has a third part is half a file that a killed build left.
        is_left = entry.name.partition(".")[0] not in present or entry.name.count(".") > 1
        if is_left and entry.stat().st_mtime < oldest:
            Path(entry.path).unlink(missing_ok=True)


class PictureStore:
    """Files made of pictures, from memory where they were made before."""

    def __init__(self, folder: Path, files: Mapping[str, str], key: bytes) -> None:
        """`files` lead from the paths of media files to where they lie on disk.

        Without a key nothing is remembered.
        """
        self._folder = folder
        self._files = files
        self._key = key
        self._darkroom: Transcoder | None = None

    def made(self, output: PlannedOutput) -> bytes | Problem:
        """The file that an output of the kind "picture" or "social-card" is, or what is wrong with it."""
        if output.kind == "social-card":
            return self._card(output.inputs[0].value)
        file, recipe = (one.value for one in output.inputs)
        assert isinstance(file, SiteFile) and isinstance(recipe, Recipe)
        place = self._folder / f"{file.digest}.{digest_value(recipe)}"
        known = self._whole(place)
        if known is not None:
            return known
        # By need: most builds convert no picture, and Pillow is slow to load.
        from newsgen.images.transcode import Transcoder

        self._darkroom = self._darkroom or Transcoder()
        try:
            made = self._darkroom.made(file.digest, lambda: self._read(file), recipe)
        except UndecodableError as error:
            return _damaged(file.path, str(error))
        self._keep(place, made)
        return made

    def _card(self, card: object) -> bytes:
        assert isinstance(card, SocialCard)
        # Made of no picture, they go by their age alone.
        place = self._folder / f"{CARD}.{digest_value(card)}"
        known = self._whole(place)
        if known is not None:
            return known
        # By need, as above.
        from newsgen.images.social_card import drawn

        made = drawn(card)
        self._keep(place, made)
        return made

    def _read(self, file: SiteFile) -> bytes:
        content = Path(self._files[file.path]).read_bytes()
        if digest_bytes(content) != file.digest:
            raise ChangedFileError(file.path)
        return content

    def _whole(self, place: Path) -> bytes | None:
        """What was remembered; None where nothing was, or where it is not what was remembered."""
        if not self._key:
            return None
        try:
            stored = place.read_bytes()
        except FileNotFoundError:
            return None
        content = stored[:-_DIGEST_BYTES]
        if self._mac(place, content) != stored[-_DIGEST_BYTES:]:
            return None
        os.utime(place)
        return content

    def _keep(self, place: Path, content: bytes) -> None:
        if not self._key:
            return
        # Two processes may make the same file; each writes its own, and the last one stays.
        temporary = place.with_name(f"{place.name}.{os.urandom(8).hex()}")
        temporary.write_bytes(content + self._mac(place, content))
        os.replace(temporary, place)

    def _mac(self, place: Path, content: bytes) -> bytes:
        return authentic(self._key, _PURPOSE, place.name.encode(), content).encode()


def _damaged(path: str, why: str) -> Problem:
    return Problem(
        path=path,
        code="NG201",
        message=f"The picture cannot be decoded: {why.rstrip('.')}."
        if why
        else "The picture cannot be decoded.",
        hint="Copy the file again from where it came from, or save it anew.",
    )
