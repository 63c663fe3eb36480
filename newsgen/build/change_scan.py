"""Scans a site for changes by the stats of its files. A no-op build needs nothing else of the site."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.build.load_records import find_file_changes, load_record, read_rows
from newsgen.model.digest import Digest, digest_text, digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.json_codec import from_text, to_text
from newsgen.model.plugin import SHAPES_NOTHING, PluginShapes
from newsgen.model.site import Site
from newsgen.reading.files.name_notes import NameNotes, name_notes
from newsgen.reading.files.scan import Found, Scan, holds_many, scan_site
from newsgen.runtime.language_data import is_in_cldr
from newsgen.runtime.theme_folder import package_folder, theme_folder
from newsgen.runtime.toolchain import settings_of
from newsgen.store.file_changes import FileChanges

if TYPE_CHECKING:
    from newsgen.build.session import Session
    from newsgen.model.plugin import PluginUse
    from newsgen.model.problem import Problem
    from newsgen.model.records import FileRecord
    from newsgen.reading.content.settings import ReadSettings
    from newsgen.store.database import State

_PLUGINS = "plugins:"
"""Stands in the state for what the plugins of the site shape; no file has this path."""


_NAMES = "names:"
"""Stands in the state for what the names of the site's files say; no file has this path."""


class ChangeScan(NamedTuple):
    """The result of the scan: the site's files, configuration, and changes. No other record is loaded.

    `unread` are the paths of texts that are not read, unless something links to them.
    """

    scan: Scan
    config: FileRecord | None
    site: Site
    file_changes: FileChanges
    unread: tuple[str, ...] = ()

    @property
    def is_still(self) -> bool:
        """Whether no file changed, so that the state has the record of each."""
        return not self.file_changes.changed and not self.file_changes.gone

    def plugin_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the site's plugins, which are loaded for it; nothing where there are none."""
        if not self.site.plugins:
            return ()
        from newsgen.plugins.registry import plugin_problems, registry_of

        return plugin_problems(registry_of(self.file_changes.settings.plugins), self.site)

    @property
    def key(self) -> Digest:
        """A digest of what a plan is made of, but for the time and the state's records."""
        config = self.config.digest if self.config else ""
        return digest_text(
            repr(
                (
                    self.file_changes.settings.digest,
                    self.file_changes.settings.plugin_identities,
                    config,
                    self.site,
                    self.scan.problems,
                    self.unread,
                )
            )
        )


def scan_changes(
    site: Path, session: Session, *, base_url: str = "", paranoid: bool = False
) -> ChangeScan:
    """Scans the files. `base_url` "" takes the site's own address. With `paranoid` every file is hashed."""
    _start_workers(site, session)
    now_ns = time.time_ns()
    scan = scan_site(site, theme_folder(), package_folder())
    config = config_record(scan.config, session, now_ns, paranoid=paranoid)
    described = described_site(config, base_url)
    notes = name_notes(site, scan.folders, described.named_languages, is_in_cldr)
    scan = scan.with_problems(notes.problems)
    _remember_names(notes._replace(problems=scan.problems), session.state)
    described = described._replace(proven_languages=notes.languages)
    uses = _plugin_uses(described, site)
    if uses:
        from newsgen.plugins.identity import template_places

        scan = scan.with_templates_of(template_places(uses))
    settings = settings_of(described, uses, _plugin_shapes(uses, session.state))
    file_changes = find_file_changes(scan, settings, session.state, now_ns, paranoid=paranoid)
    return ChangeScan(scan, config, described, file_changes, notes.unread)


def _remember_names(notes: NameNotes, state: State) -> None:
    """Keeps what the names of the site's files say, for builds that look at few of them."""
    now = to_text(notes)
    if state.checked_in(_NAMES) != (_NAMES, now):
        with state.transaction():
            state.remember_checked([(_NAMES, _NAMES, now)])


def remembered_names(state: State) -> NameNotes | None:
    """What the names of the site's files said at the last scan of all; None before the first."""
    known, text = state.checked_in(_NAMES)
    return from_text(NameNotes, text) if known else None


def _plugin_uses(described: Site, site: Path) -> tuple[PluginUse, ...]:
    """The site's plugins, which are digested and not loaded."""
    if not described.plugins:
        return ()
    # Imported late: few sites have plugins.
    from newsgen.plugins.identity import plugin_uses

    return plugin_uses(described.plugins, site)


def _plugin_shapes(uses: tuple[PluginUse, ...], state: State) -> PluginShapes:
    """What the plugins shape. To know it they must be loaded once; then the state remembers it."""
    if not uses:
        return SHAPES_NOTHING
    key = digest_value([one.identity for one in uses])
    known, result = state.checked_in(_PLUGINS)
    if known == key:
        return from_text(PluginShapes, result)
    from newsgen.plugins.registry import registry_of

    registry = registry_of(uses)
    shapes = registry.shapes
    if not registry.faults:
        with state.transaction():
            state.remember_checked([(_PLUGINS, key, to_text(shapes))])
    return shapes


def _start_workers(site: Path, session: Session) -> None:
    """Starts the workers early where a large site is read for the first time.

    A forked process keeps all memory of its parent. After the scan of a large site
    that would be a kilobyte for each file.
    """
    if session.state.generation == 0 and holds_many(site, session.workers.processes_from):
        session.workers.prepare(read_rows, settings_of(Site()))


def config_record(
    config: Found | None, session: Session, now_ns: int, *, paranoid: bool = False
) -> FileRecord | None:
    """The configuration's record, which comes first: it says how the other files are read."""
    if config is None:
        return None
    return load_record(config, _config_settings, session.state, now_ns, paranoid=paranoid)


def described_site(config: FileRecord | None, base_url: str) -> Site:
    """The site that the configuration describes, at `base_url` where that is not ""."""
    described = config.head if config and isinstance(config.head, Site) else Site()
    if not base_url:
        return described
    # Imported late: most sites name their address themselves.
    from newsgen.reading.urls import with_slash

    return described._replace(url=with_slash(base_url))


def _config_settings(config: FileRecord | None) -> ReadSettings:
    """The settings by which the configuration was read.

    Of its own values only the time zone, the Markdown extensions and what compresses count:
    reading it reports whether they are installed.
    """
    site = config.head if config and isinstance(config.head, Site) else Site()
    named = Site(
        timezone=site.timezone,
        markdown_extensions=site.markdown_extensions,
        compress=site.compress,
    )
    return settings_of(named)
