"""The changes of a site's files since the state last saw them."""

from __future__ import annotations

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.files.scan import Found
from newsgen.store.stat_cache import SeenFolder


class FileChanges(NamedTuple):
    """The changes that a scan has found. No record is loaded yet.

    `changed` are the files to read, `gone` the paths of deleted ones. `folders` were compared
    file by file; `gone_folders` no longer exist. `now_ns` is when the stats were taken, in
    nanoseconds since 1970.
    """

    changed: list[Found]
    gone: list[str]
    folders: list[SeenFolder]
    gone_folders: list[str]
    settings: ReadSettings
    now_ns: int
