"""Which pictures and files are published, and under which names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import PurePosixPath

from newsgen.catalog.addresses import Address, file_address
from newsgen.catalog.partial import needs_everything
from newsgen.catalog.pictures import HASH_LENGTH, Made, crops, is_picture, linked, picture, shown
from newsgen.model.article import Image, Reference
from newsgen.model.lengths import NAME_BYTES, bounded
from newsgen.model.picture import Focus
from newsgen.model.records import FileRecord
from newsgen.model.slug import slug_of
from newsgen.model.views import Crop, Picture


class Media:
    """The files that visible content uses, and only those.

    The name of a published file depends on its record alone. Whether it is published depends
    on being asked for. In an incremental catalogue only those entries have asked that were
    looked at, so what depends on all of them raises `LookedAtEverything`.
    """

    def __init__(self, records: Mapping[str, FileRecord], *, with_words: bool) -> None:
        """`with_words` where what picture files say of themselves is published."""
        self._records = records
        self._with_words = with_words
        self._linked: dict[str, FileRecord] = {}
        self._shown: dict[str, FileRecord] = {}
        self._cropped: dict[tuple[str, Focus], FileRecord] = {}
        self._is_used: Callable[[str], bool] | None = None
        self._has_crops = False

    def make_partial(self, is_used: Callable[[str], bool], *, has_crops: bool) -> None:
        """Makes it that of an incremental catalogue. `is_used` says whether any article uses a file.

        `has_crops` is whether main pictures have crops on this site.
        """
        self._is_used = is_used
        self._has_crops = has_crops

    def use(self, references: Iterable[Reference], paths: Iterable[str]) -> None:
        """Lets the files among `paths`, which the `references` lead to, become outputs."""
        for reference, path in zip(references, paths, strict=True):
            # What leads to an article is the usual case, and to be told without its record.
            record = None if path.endswith(".md") else self._records.get(path)
            if record is not None and record.kind == "media":
                if reference.is_picture:
                    self.show(path)
                else:
                    self.publish(path)

    def publish(self, path: str) -> str:
        """The route of the file that a link to `path` leads to; it becomes an output."""
        record = self._linked[path] = self._records[path]
        return media_address(path, record).route

    def show(self, path: str, image: Image | None = None) -> Picture | None:
        """The picture at `path`, whose files become outputs; None where it is none."""
        record = self._records[path]
        found = picture(path, record, image, with_words=self._with_words)
        if found:
            self._shown[path] = record
        return found

    def crop(self, path: str, focus: Focus) -> None:
        """Lets the crops of the picture at `path` become outputs."""
        self._cropped[path, focus] = self._records[path]

    def route(self, path: str) -> str:
        """Where a link to the file leads; "" where it is not published for one."""
        record = self._linked.get(path)
        if record is None and self._may_be_used(path):
            needs_everything("whether another article links to a file")
        return media_address(path, record).route if record else ""

    def picture(self, path: str) -> Picture | None:
        """What a body shows in the place of the file; None where it shows no picture."""
        record = self._shown.get(path)
        if record is not None:
            return picture(path, record, with_words=self._with_words)
        if self._may_be_used(path) and picture(path, self._records[path], with_words=False):
            needs_everything("whether another article shows a picture")
        return None

    def crops(self, path: str, image: Image | None) -> tuple[Crop, ...]:
        """The crops of an article's main picture; none where they are not published."""
        record = self._cropped.get((path, image.focus)) if image else None
        if image and record:
            return tuple(one for one, _ in crops(path, record, image.focus))
        if image and self._has_crops and self._may_be_used(path):
            needs_everything("the crops of another article's picture")
        return ()

    def _may_be_used(self, path: str) -> bool:
        """Whether an article uses the file that may not have been looked at."""
        return self._is_used is not None and self._is_used(path)

    def asked_for(self) -> dict[str, FileRecord]:
        """Every file of which something was asked for so far, by path."""
        cropped = {path: record for (path, _), record in self._cropped.items()}
        return {**self._linked, **self._shown, **cropped}

    def published(
        self, paths: Collection[str] | None = None
    ) -> Iterable[tuple[str, FileRecord, Made | None]]:
        """The path and record of each file that is published, and how its output is made of it.

        A file that is copied has None there, one that several outputs are made of comes several
        times. `paths` are the only files wanted, of which all users were looked at; None for all.
        """
        if paths is None and self._is_used is not None:
            needs_everything("all media")

        def is_wanted(path: str) -> bool:
            return paths is None or path in paths

        for path, record in sorted(self._linked.items()):
            if is_wanted(path):
                yield path, record, linked(path, record) if is_picture(record) else None
        for path, record in sorted(self._shown.items()):
            if is_wanted(path):
                yield from ((path, record, one) for one in shown(path, record))
        for (path, focus), record in sorted(self._cropped.items()):
            if is_wanted(path):
                yield from ((path, record, one) for _, one in crops(path, record, focus))


def media_name(path: str, record: FileRecord) -> str:
    """Names the outputs of a file. Two files with the same name and the same bytes share them."""
    return f"{_stem(path)} {record.digest}"


def media_address(path: str, record: FileRecord) -> Address:
    """The address of a file that is linked to; hosts may keep it for ever."""
    if is_picture(record):
        return linked(path, record).address
    suffix = PurePosixPath(path).suffix.lower()
    ending = f".{record.digest[:HASH_LENGTH]}{suffix}"
    return file_address(f"media/{bounded(_stem(path), NAME_BYTES - len(ending.encode()))}{ending}")


def _stem(path: str) -> str:
    return slug_of(PurePosixPath(path).stem) or "file"
