"""A look at a site by the stats of its files: all that a build needs which finds nothing to do."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.build.load_records import look, look_at, read_rows
from newsgen.model.digest import Digest, digest_text
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.site import Site
from newsgen.reading.files.scan import Scan, holds_many, scan_site
from newsgen.reading.urls import with_slash
from newsgen.runtime.theme_folder import package_folder, theme_folder
from newsgen.runtime.toolchain import settings_of
from newsgen.store.file_changes import FileChanges

if TYPE_CHECKING:
    from newsgen.build.session import Session
    from newsgen.model.records import FileRecord
    from newsgen.reading.content.settings import ReadSettings


class ChangeScan(NamedTuple):
    """A site by the stats of its files, before any record is loaded."""

    scan: Scan
    config: FileRecord | None
    site: Site
    looked: FileChanges

    @property
    def is_still(self) -> bool:
        """Whether the records that the state has are those of the files."""
        return not self.looked.changed and not self.looked.gone

    @property
    def key(self) -> Digest:
        """Names what a plan is made of beside the time and the records of the state."""
        config = self.config.digest if self.config else ""
        return digest_text(
            repr((self.looked.settings.digest, config, self.site, self.scan.problems))
        )


def scan_changes(
    site: Path, place: Session, *, base_url: str = "", paranoid: bool = False
) -> ChangeScan:
    """Looks at the files. `base_url` "" takes the site's own address."""
    _call_workers(site, place)
    now_ns = time.time_ns()
    scan = scan_site(site, theme_folder(), package_folder())
    config = _config(scan, place, now_ns, paranoid=paranoid)
    described = config.head if config and isinstance(config.head, Site) else Site()
    if base_url:
        described = described._replace(url=with_slash(base_url))
    looked = look(scan, settings_of(described), place.state, now_ns, paranoid=paranoid)
    return ChangeScan(scan, config, described, looked)


def _call_workers(site: Path, place: Session) -> None:
    """Calls the workers for a site that is read for the first time, where they are worth it.

    A forked process keeps what there was when it was called: after the look, of
    a large site, a kilobyte for each file.
    """
    if place.state.generation == 0 and holds_many(site, place.workers.processes_from):
        place.workers.prepare(read_rows, settings_of(Site()))


def _config(scan: Scan, place: Session, now_ns: int, *, paranoid: bool) -> FileRecord | None:
    """The configuration's record; it says how the other files are read, so it is had before them."""
    if scan.config is None:
        return None
    return look_at(scan.config, _config_settings, place.state, now_ns, paranoid=paranoid)


def _config_settings(config: FileRecord | None) -> ReadSettings:
    """By which settings the configuration was read.

    It depends on nothing of itself but on what it names: whether the time zone and the Markdown
    extensions are there.
    """
    site = config.head if config and isinstance(config.head, Site) else Site()
    named = Site(timezone=site.timezone, markdown_extensions=site.markdown_extensions)
    return settings_of(named)
