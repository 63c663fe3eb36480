"""The files of a site beside what the state remembers of them."""

from __future__ import annotations

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.files.scan import Found
from newsgen.store.stat_cache import SeenFolder


class FileChanges(NamedTuple):
    """The files of a site beside what the state remembers of them; no record is loaded yet.

    `changed` must be read, `gone` are the paths of files that are no longer
    there. `folders` are those that were compared file by file, and
    `gone_folders` those that are no more; `now_ns` is when the stats were taken.
    """

    changed: list[Found]
    gone: list[str]
    folders: list[SeenFolder]
    gone_folders: list[str]
    settings: ReadSettings
    now_ns: int
