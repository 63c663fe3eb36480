"""What the reading of a content file depends on beside its bytes."""

from __future__ import annotations

from newsgen.model.digest import Digest, digest_value
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.site import ExtraField, Site

# Raised whenever the same bytes would be read as something else.
READING_VERSION = 6


class ReadSettings(NamedTuple):
    """The settings of a site that change what its content files are read as."""

    timezone: str
    language: str
    markdown_extensions: tuple[str, ...]
    markdown_classes: tuple[str, ...]
    extra: tuple[ExtraField, ...]
    toolchain: str
    extension_code: Digest

    @property
    def digest(self) -> Digest:
        """Names the settings; a record that was read under others is read again."""
        return digest_value((READING_VERSION, self))


def read_settings(site: Site, toolchain: str, extension_code: Digest = "") -> ReadSettings:
    """The part of the site's settings that reading needs.

    `toolchain` names what is installed, `extension_code` what the site's Markdown extensions are.
    """
    return ReadSettings(
        timezone=site.timezone,
        language=site.language,
        markdown_extensions=site.markdown_extensions,
        markdown_classes=site.markdown_classes,
        extra=site.extra,
        toolchain=toolchain,
        extension_code=extension_code,
    )
