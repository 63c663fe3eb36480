"""Digests a site's plugins without loading them, so that a no-op build sees a changed one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from newsgen.model.digest import Digest, digest_bytes, digest_value
from newsgen.model.plugin import PluginSpec, PluginUse, is_path
from newsgen.runtime.extension_code import extension_code, imported_code, locations

MISSING = ""
"""The digest of a plugin that is not there."""


def plugin_uses(plugins: Iterable[PluginSpec], site: Path) -> tuple[PluginUse, ...]:
    """The plugins as they lie on the disk now."""
    folder = os.path.abspath(site)
    return tuple(
        PluginUse(one.name, one.settings, code_digest(one.name, folder), folder) for one in plugins
    )


def uses_here(uses: Iterable[PluginUse]) -> tuple[PluginUse, ...]:
    """The same plugins as this process would load them."""
    return tuple(one._replace(code=code_digest(one.name, one.site)) for one in uses)


def code_digest(name: str, site: str) -> Digest:
    """A digest of all files of the plugin and of what they import; `MISSING` where it is not there.

    A plugin that is a folder has all files in it. Those of a site are read each time; an installed
    module is digested once for each process, since code that is imported stays as it is.
    """
    if not is_path(name):
        return extension_code((name,))
    files = plugin_files(name, site)
    if not files:
        return MISSING
    contents = [(path, file.read_bytes()) for path, file in files]
    sources = [one.decode("utf-8", "replace") for path, one in contents if path.endswith(".py")]
    digests = [(path, digest_bytes(content)) for path, content in contents]
    return digest_value((digests, imported_code(sources)))


def plugin_files(name: str, site: str) -> list[tuple[str, Path]]:
    """The files of a plugin of the site, each with its path within the plugin; none where it is not there."""
    place = Path(site, name)
    if name.endswith(".py"):
        return [(place.name, place)] if place.is_file() else []
    if not (place / "__init__.py").is_file():
        return []
    found = []
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(one for one in folders if one != "__pycache__")
        for one in sorted(names):
            file = Path(folder, one)
            if file.is_file():
                found.append((file.relative_to(place).as_posix(), file))
    return found


def template_places(uses: Iterable[PluginUse]) -> list[tuple[str, Path]]:
    """The plugins that may have a folder `templates`, each with the folder that it would lie in."""
    found = []
    for use in uses:
        if not is_path(use.name):
            package, *parts = use.name.split(".")
            places = [Path(one, *parts) for one in locations(package)]
        else:
            places = [Path(use.site, use.name)]
        found += [(use.name, place) for place in places if (place / "templates").is_dir()]
    return found


def template_names(use: PluginUse) -> tuple[str, ...]:
    """The names of the templates that the plugin brings, sorted."""
    return tuple(
        sorted(
            file.relative_to(place / "templates").as_posix()
            for _, place in template_places((use,))
            for file in (place / "templates").rglob("*")
            if file.is_file() and not file.name.startswith(".")
        )
    )
