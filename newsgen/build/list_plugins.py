"""Lists a site's plugins with what each adds; nothing is built."""

from __future__ import annotations

from pathlib import Path

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem
from newsgen.model.site import Site
from newsgen.reading.content.config import read_config
from newsgen.reading.files.file_bytes import text_bytes
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.runtime.failures import as_problem


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


def list_plugins(site: Path) -> PluginList:
    """The plugins of the site in this folder, which are loaded for it."""
    file = site / CONFIG
    try:
        record = read_config(text_bytes(file) if file.is_file() else b"")
    except OSError as error:
        problem = as_problem(error, site)
        return PluginList((), (problem,) if problem else ())
    if not isinstance(record.head, Site) or not record.head.plugins:
        return PluginList((), record.problems)
    # Imported late: few sites have plugins.
    from newsgen.plugins.identity import plugin_uses
    from newsgen.plugins.registry import plugin_problems, registry_of

    registry = registry_of(plugin_uses(record.head.plugins, site))
    listed = tuple(
        ListedPlugin(
            one.called, one.plugin.name, one.plugin.version, one.plugin.needs, one.plugin.adds
        )
        for one in registry.plugins
    )
    return PluginList(listed, (*record.problems, *plugin_problems(registry, record.head)))
