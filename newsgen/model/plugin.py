"""A plugin as the site names it, and as a process loads it."""

from __future__ import annotations

from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple


class PluginSpec(NamedTuple):
    """A plugin that newsgen.yaml names, with its place in that file.

    `name` is a module, or a path of the site that ends in `.py` or holds a "/".
    `settings` is a JSON object; `places` has the line and column of each of its keys.
    """

    name: str
    settings: str
    line: int
    column: int
    places: tuple[tuple[str, int, int], ...] = ()

    @property
    def is_file(self) -> bool:
        """Whether it is a file or a folder of the site."""
        return is_path(self.name)


class PluginUse(NamedTuple):
    """A plugin as a process loads it; `code` is the digest of its files, `site` the site's folder."""

    name: str
    settings: str
    code: Digest
    site: str

    @property
    def identity(self) -> tuple[str, str, Digest]:
        """All by which it shapes bytes; where the site lies is no part of it."""
        return self.name, self.settings, self.code


class PluginShapes(NamedTuple):
    """What a site's plugins shape, each as a digest of the plugins that do; "" where none does."""

    texts: Digest = ""
    templates: Digest = ""
    reviews: Digest = ""


SHAPES_NOTHING = PluginShapes()
"""That of a site without plugins."""


def is_path(name: str) -> bool:
    """Whether a plugin of this name is a file or a folder of the site, and no installed module."""
    return "/" in name or name.endswith(".py")
