"""The door for others' code: what a plugin is made of, how it is found and loaded, what all add together.

The public names are those of `__all__`: `from newsgen.plugins import Plugin, Settings`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsgen.plugins.protocols import (
        DeployTarget,
        ExecutorFactory,
        ExtraField,
        ImportedFile,
        ImportedPerson,
        Importer,
        LeadPicture,
        Loss,
        Manuscript,
        Mark,
        MarkdownExtension,
        OutputFormat,
        Page,
        PageKind,
        PassedOver,
        Piece,
        Plugin,
        PluginSettingsError,
        Published,
        PublishedArticle,
        PublishedEdition,
        Rule,
        Settings,
        SourceSite,
    )

__all__ = (
    "DeployTarget",
    "ExecutorFactory",
    "ExtraField",
    "ImportedFile",
    "ImportedPerson",
    "Importer",
    "LeadPicture",
    "Loss",
    "Manuscript",
    "Mark",
    "MarkdownExtension",
    "OutputFormat",
    "Page",
    "PageKind",
    "PassedOver",
    "Piece",
    "Plugin",
    "PluginSettingsError",
    "Published",
    "PublishedArticle",
    "PublishedEdition",
    "Rule",
    "Settings",
    "SourceSite",
)


def __getattr__(name: str) -> Any:
    # By need: the identity of plugins is asked by every build, what they are made of by few.
    if name in __all__:
        return getattr(import_module("newsgen.plugins.protocols"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
