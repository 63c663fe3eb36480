"""Gathers what the reading of a content file depends on beside its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgen.model.digest import Digest, digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.plugin import SHAPES_NOTHING, PluginShapes, PluginUse
from newsgen.model.site import Dialect, ExtraField, Site

if TYPE_CHECKING:
    from newsgen.reading.markdown.plugged_markdown import PluggedExtension

# Raised whenever the same bytes would be read as something else.
READING_VERSION = 10


class ReadSettings(NamedTuple):
    """The settings of a site that change what its content files are read as.

    `compress` shapes no record: what it needs is part of the toolchain.

    `name_languages` are those that a file's name may end in.
    `plugins` are those that the site names. What they add to Markdown is among the extensions,
    classes and elements only while a file is read.
    """

    timezone: str
    language: str
    markdown_extensions: tuple[str | PluggedExtension, ...]
    markdown_classes: tuple[str, ...]
    extra: tuple[ExtraField, ...]
    toolchain: str
    extension_code: Digest
    markdown_elements: tuple[tuple[str, tuple[str, ...]], ...] = ()
    plugins: tuple[PluginUse, ...] = ()
    plugin_shapes: PluginShapes = SHAPES_NOTHING
    markdown_dialect: Dialect = "commonmark"
    name_languages: tuple[str, ...] = ()
    compress: tuple[str, ...] = ()

    @property
    def digest(self) -> Digest:
        """Names the settings; a record that was read under others is read again."""
        if not self.plugins:
            return digest_value((READING_VERSION, self))
        bare = self._replace(plugins=(), plugin_shapes=SHAPES_NOTHING)
        return digest_value((READING_VERSION, bare, self.plugin_shapes.texts))

    @property
    def rendering_digest(self) -> Digest:
        """The toolchain as it shapes outputs: with the plugins whose functions templates call."""
        if not self.plugin_shapes.templates:
            return self.toolchain
        return digest_value((self.toolchain, self.plugin_shapes.templates))

    @property
    def plugin_identities(self) -> list[tuple[str, str, Digest]]:
        """All plugins, whatever they shape."""
        return [one.identity for one in self.plugins]


def read_settings(
    site: Site,
    toolchain: str,
    extension_code: Digest = "",
    plugins: tuple[PluginUse, ...] = (),
    plugin_shapes: PluginShapes = SHAPES_NOTHING,
) -> ReadSettings:
    """The part of the site's settings that reading needs.

    `toolchain` names what is installed, `extension_code` what the site's Markdown extensions are,
    `plugins` what the site's plugins are, `plugin_shapes` which of them shape what.
    """
    return ReadSettings(
        timezone=site.timezone,
        language=site.language,
        markdown_extensions=site.markdown_extensions,
        markdown_classes=site.markdown_classes,
        extra=site.extra,
        toolchain=toolchain,
        extension_code=extension_code,
        plugins=plugins,
        plugin_shapes=plugin_shapes,
        markdown_dialect=site.markdown_dialect,
        name_languages=site.name_languages,
        compress=site.compress,
    )
