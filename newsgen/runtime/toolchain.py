"""Digests the toolchain: newsgen itself, its libraries, and the time zone rules.

It shapes an output's bytes as much as the site does, and is part of every fingerprint.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator
from functools import cache

import newsgen
from newsgen.model.compression import BROTLI
from newsgen.model.digest import Digest, digest_value
from newsgen.model.plugin import SHAPES_NOTHING, PluginShapes, PluginUse
from newsgen.model.site import Site
from newsgen.reading.content.settings import ReadSettings, read_settings
from newsgen.reading.files.listing import list_folder
from newsgen.reading.libraries.versions import LIBRARIES, identity
from newsgen.runtime import language_data
from newsgen.runtime.zone_rules import zone_rules

_WITHOUT_MODULES = ("__pycache__", "fonts", "locale")


@cache
def toolchain() -> Digest:
    """A digest of what is installed. Another toolchain makes every output stale.

    Computed once for each process: code that is imported stays as it is. An installed
    newsgen is identified by its version, so that a state can move between machines. A
    checkout is identified by the sizes and times of its modules, so that a developer never
    sees pages of yesterday's code.
    """
    package = os.path.dirname(newsgen.__file__)
    is_installed = os.path.isdir(os.path.join(package, "theme"))
    modules = () if is_installed else tuple(_modules(package))
    # Babel's data is digested for each language by itself: there are a thousand tables.
    libraries = [identity(*names, without=language_data.FOLDER) for names in LIBRARIES.items()]
    # Some pictures are compressed by the system's zlib.
    packed_by = zlib.ZLIB_RUNTIME_VERSION
    return digest_value((newsgen.__version__, sys.version_info[:3], packed_by, libraries, modules))


def toolchain_in(zone: str, compress: tuple[str, ...] = ()) -> Digest:
    """A digest of the toolchain, of the rules of this time zone, and of what compresses files."""
    found = (toolchain(), zone_rules(zone))
    # zlib is in every toolchain.
    return digest_value((*found, identity(BROTLI, BROTLI)) if BROTLI in compress else found)


def settings_of(
    site: Site,
    plugins: tuple[PluginUse, ...] = (),
    plugin_shapes: PluginShapes = SHAPES_NOTHING,
) -> ReadSettings:
    """The settings by which this process reads the site's files."""
    code = _extension_code(site.markdown_extensions)
    return read_settings(
        site, toolchain_in(site.timezone, site.compress), code, plugins, plugin_shapes
    )


def like(settings: ReadSettings) -> ReadSettings:
    """The same settings with the toolchain and the extensions of this process."""
    return settings._replace(
        toolchain=toolchain_in(settings.timezone, settings.compress),
        extension_code=_extension_code(
            tuple(one for one in settings.markdown_extensions if isinstance(one, str))
        ),
    )


def _extension_code(names: tuple[str, ...]) -> Digest:
    if not names:
        return ""
    # Imported late: few sites name extensions.
    from newsgen.runtime.extension_code import extension_code

    return extension_code(names)


def _modules(folder: str) -> Iterator[tuple[str, int, int]]:
    """The modules below a folder by name, time and size."""
    listing = list_folder(folder)
    for name, mtime_ns, _, size_bytes, _ in listing.rows:
        if name.endswith(".py"):
            yield name, mtime_ns, size_bytes
    for name in listing.folders:
        if name not in _WITHOUT_MODULES:
            yield from _modules(os.path.join(folder, name))
