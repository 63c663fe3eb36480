"""What a plugin is: a record of the values and pure functions that it adds to newsgen's own tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any, Protocol

from newsgen.desk.finding import Mark
from newsgen.desk.manuscript import Manuscript
from newsgen.desk.rule import Rule
from newsgen.model.site import ExtraField
from newsgen.planning.page_kinds import (
    OutputFormat,
    Page,
    PageKind,
    PublishedArticle,
    PublishedEdition,
)
from newsgen.plugins.deploy_targets import DeployTarget, Published
from newsgen.plugins.imported_pieces import (
    ImportedPerson,
    LeadPicture,
    Loss,
    PassedOver,
    Piece,
    SourceSite,
)
from newsgen.plugins.importers import ImportedFile, Importer
from newsgen.plugins.plugin_settings import PluginSettingsError, Settings
from newsgen.reading.markdown.plugged_markdown import MarkdownExtension

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
    "PluginModule",
    "PluginSettingsError",
    "Published",
    "PublishedArticle",
    "PublishedEdition",
    "Rule",
    "Settings",
    "SourceSite",
)


class ExecutorFactory(Protocol):
    """Starts an executor of `concurrent.futures`, for `--executor NAME` and `NAME://ADDRESS`."""

    def __call__(self, address: str, jobs: int) -> tuple[Executor, int]:
        """The executor, and how many chunks it works on at once.

        `address` is "" where none is given, `jobs` the number that `--jobs` asks for. Each worker
        has the same environment, sees the site's folder under the same path, and works on one
        chunk at a time, in a process that is not the build's own. newsgen shuts the executor down.
        """


@dataclass(frozen=True, kw_only=True)
class Plugin:
    """A plugin: its name and version, and what it adds. Each door is empty unless it is filled.

    `needs` says which versions of newsgen it works with: ">=0.1", ">=0.1,<0.3"; "" is any.
    `filters`, `functions` and `tests` are for templates, by name. All functions are pure: the same
    arguments give the same result, and clock, files, environment and chance are not asked.
    Those that a verb calls act: `executors` start who does the work, `deploy_targets` publish, and
    `importers` read what lies outside of the site. `extra` declares keys of `extra:` in front matter,
    as newsgen.yaml does.
    """

    name: str
    version: str
    needs: str = ""
    markdown: tuple[MarkdownExtension, ...] = ()
    rules: tuple[Rule, ...] = ()
    filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    functions: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    tests: Mapping[str, Callable[..., bool]] = field(default_factory=dict)
    page_kinds: tuple[PageKind, ...] = ()
    formats: tuple[OutputFormat, ...] = ()
    executors: Mapping[str, ExecutorFactory] = field(default_factory=dict)
    extra: tuple[ExtraField, ...] = ()
    deploy_targets: tuple[DeployTarget, ...] = ()
    importers: tuple[Importer, ...] = ()

    @property
    def adds(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The doors that it fills, each with the names of what it adds there."""
        allowed = {name for one in self.markdown for name in (*one.elements, *one.classes)}
        doors = {
            "markdown": [one.factory.__name__ for one in self.markdown],
            "allowed in texts": sorted(allowed),
            "rules": [one.code for one in self.rules],
            "filters": [*self.filters],
            "functions": [*self.functions],
            "tests": [*self.tests],
            "page kinds": [one.name for one in self.page_kinds],
            "formats": [one.name for one in self.formats],
            "executors": [*self.executors],
            "keys of extra": [one.name for one in self.extra],
            "deploy targets": [one.name for one in self.deploy_targets],
            "importers": [one.name for one in self.importers],
        }
        return tuple((door, tuple(names)) for door, names in doors.items() if names)


class PluginModule(Protocol):
    """A module that is a plugin: newsgen calls its function `plugin` once for each process."""

    def plugin(self, settings: Settings) -> Plugin:
        """The plugin with these settings. `settings.wrong` says which of them is wrong."""
