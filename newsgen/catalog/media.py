"""Which pictures and files are published, and under which names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from newsgen.catalog.addresses import Address, file_address
from newsgen.catalog.pictures import HASH_LENGTH, Made, crops, is_picture, linked, picture, shown
from newsgen.model.article import Image, Reference
from newsgen.model.lengths import NAME_BYTES, bounded
from newsgen.model.picture import Focus
from newsgen.model.records import FileRecord
from newsgen.model.slug import slug_of
from newsgen.model.views import Crop, Picture


class Media:
    """The files that visible content uses, and only those.

    What a file is called follows from its record alone; only that it is
    published at all follows from being asked for.
    """

    def __init__(self, records: Mapping[str, FileRecord], *, with_words: bool) -> None:
        """`with_words` where what picture files say of themselves is published."""
        self._records = records
        self._with_words = with_words
        self.linked: dict[str, FileRecord] = {}
        self.shown: dict[str, FileRecord] = {}
        self.cropped: dict[tuple[str, Focus], FileRecord] = {}

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
        record = self.linked[path] = self._records[path]
        return media_address(path, record).route

    def show(self, path: str, image: Image | None = None) -> Picture | None:
        """The picture at `path`, whose files become outputs; None where it is none."""
        record = self._records[path]
        found = picture(path, record, image, with_words=self._with_words)
        if found:
            self.shown[path] = record
        return found

    def crop(self, path: str, focus: Focus) -> None:
        """Lets the crops of the picture at `path` become outputs."""
        self.cropped[path, focus] = self._records[path]

    def route(self, path: str) -> str:
        """Where a link to the file leads; "" where it is not published for one."""
        record = self.linked.get(path)
        return media_address(path, record).route if record else ""

    def picture(self, path: str) -> Picture | None:
        """What a body shows in the place of the file; None where it shows no picture."""
        record = self.shown.get(path)
        return picture(path, record, with_words=self._with_words) if record else None

    def crops(self, path: str, image: Image | None) -> tuple[Crop, ...]:
        """The crops of an article's main picture; none where they are not published."""
        record = self.cropped.get((path, image.focus)) if image else None
        return tuple(one for one, _ in crops(path, record, image.focus)) if record and image else ()

    def used(self) -> dict[str, FileRecord]:
        """Every file of which something is published, by path."""
        cropped = {path: record for (path, _), record in self.cropped.items()}
        return {**self.linked, **self.shown, **cropped}

    def made(self) -> Iterable[tuple[str, FileRecord, Made | None]]:
        """Every file to publish with the one it comes from, by path; no `Made` where it is as it is."""
        for path, record in sorted(self.linked.items()):
            yield path, record, linked(path, record) if is_picture(record) else None
        for path, record in sorted(self.shown.items()):
            yield from ((path, record, one) for one in shown(path, record))
        for (path, focus), record in sorted(self.cropped.items()):
            yield from ((path, record, one) for _, one in crops(path, record, focus))


def media_name(path: str, record: FileRecord) -> str:
    """The same for two files of one name and the same bytes, which have their outputs in common."""
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
