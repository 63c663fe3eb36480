"""Lists a site's plugins with what each adds; nothing is built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem
from newsgen.model.site import Site
from newsgen.reading.content.config import read_config
from newsgen.reading.files.file_bytes import text_bytes
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.runtime.failures import ChangedFileError, as_problem

if TYPE_CHECKING:
    from newsgen.model.records import FileRecord
    from newsgen.plugins.registry import Registry


class ListedPlugin(NamedTuple):
    """A plugin that the site names as `called`, and what it adds: the name of a door with the names."""

    called: str
    name: str
    version: str
    needs: str
    adds: tuple[tuple[str, tuple[str, ...]], ...]


class PluginList(NamedTuple):
    """The plugins that could be loaded, in the order of newsgen.yaml, and what is wrong with any."""

    plugins: tuple[ListedPlugin, ...]
    problems: tuple[Problem, ...]


class SitePlugins(NamedTuple):
    """A site's configuration, what its plugins add, and what is wrong with either.

    `registry` is None where the configuration can't be read or names no plugin.
    """

    site: Site
    registry: Registry | None
    problems: tuple[Problem, ...]


def site_plugins(site: Path) -> SitePlugins:
    """The plugins of the site in this folder, which are loaded for it."""
    try:
        record = _config(site)
        if not isinstance(record.head, Site) or not record.head.plugins:
            head = record.head if isinstance(record.head, Site) else Site()
            return SitePlugins(head, None, record.problems)
        registry = _registry(record.head, site)
    except (OSError, ChangedFileError) as error:
        problem = as_problem(error, site)
        return SitePlugins(Site(), None, (problem,) if problem else ())
    from newsgen.plugins.registry import plugin_problems

    problems = (*record.problems, *plugin_problems(registry, record.head))
    return SitePlugins(record.head, registry, problems)


def list_plugins(site: Path) -> PluginList:
    """The plugins of the site in this folder with what each adds."""
    found = site_plugins(site)
    listed = tuple(
        ListedPlugin(
            one.called, one.plugin.name, one.plugin.version, one.plugin.needs, one.plugin.adds
        )
        for one in (found.registry.plugins if found.registry else ())
    )
    return PluginList(listed, found.problems)


def loaded_plugins(site: Path) -> Registry:
    """What the plugins of the site in this folder add; nothing where the configuration is wrong."""
    head = _config(site).head
    return _registry(head if isinstance(head, Site) else Site(), site)


def _config(site: Path) -> FileRecord:
    file = site / CONFIG
    return read_config(text_bytes(file) if file.is_file() else b"")


def _registry(described: Site, site: Path) -> Registry:
    # Imported late: few sites have plugins.
    from newsgen.plugins.identity import plugin_uses
    from newsgen.plugins.registry import registry_of

    return registry_of(plugin_uses(described.plugins, site))
