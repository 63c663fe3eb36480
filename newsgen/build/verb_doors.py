"""Finds what a plugin adds for a verb by its name, and says where newsgen.yaml names the plugin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from newsgen.build.list_plugins import SitePlugins
from newsgen.model.names import some_of
from newsgen.model.nearest import did_you_mean
from newsgen.model.problem import Position, Problem
from newsgen.model.raised import raised
from newsgen.plugins.deploy_targets import DeployTarget
from newsgen.plugins.importers import OWN_IMPORTERS, Importer
from newsgen.plugins.registry import LoadedPlugin
from newsgen.reading.files.well_known_paths import CONFIG

Added = TypeVar("Added", DeployTarget, Importer)


class UnknownNameError(Exception):
    """No plugin of the site adds this name; the message says which there are."""


@dataclass(frozen=True)
class Called(Generic[Added]):
    """What a verb calls: what it is in words, the plugin's name, and its place in newsgen.yaml."""

    added: Added
    what: str
    plugin: str
    place: Position

    def problem(self, code: str, fault: str, hint: str) -> Problem:
        """What is wrong with it, said at its plugin's place."""
        message = f"The {self.what} of the plugin `{self.plugin}` {fault}."
        return Problem.at(CONFIG, self.place, code, message, hint)

    def failure(self, code: str, error: BaseException, hint: str) -> Problem:
        """What it raised, with the line of the plugin that it came from."""
        return self.problem(code, f"fails: {raised(error)}", hint)


def deploy_target(found: SitePlugins, name: str) -> Called[DeployTarget]:
    """The deploy target of this name. Raises `UnknownNameError`."""
    plugins = found.registry.plugins if found.registry else ()
    added = [(one, target) for one in plugins for target in one.plugin.deploy_targets]
    return _named(found, added, "deploy target", name)


def importer(found: SitePlugins, name: str) -> Called[Importer]:
    """The importer of this name. Raises `UnknownNameError`."""
    plugins = found.registry.plugins if found.registry else ()
    added = [(one, importer) for one in plugins for importer in one.plugin.importers]
    return _named(found, added, "importer", name, OWN_IMPORTERS)


def _named(
    found: SitePlugins,
    added: Iterable[tuple[LoadedPlugin, Added]],
    what: str,
    name: str,
    own: tuple[str, ...] = (),
) -> Called[Added]:
    known: dict[str, Called[Added]] = {}
    for plugin, one in added:
        spec = next(spec for spec in found.site.plugins if spec.name == plugin.called)
        place = Position(spec.line, spec.column)
        known[one.name] = Called(one, f"{what} `{one.name}`", plugin.plugin.name, place)
    if name in known:
        return known[name]
    names = [*own, *known]
    if not names:
        raise UnknownNameError(f"No plugin of the site adds {_a(what)}.")
    near = did_you_mean(name, names)
    raise UnknownNameError(f"There is no {what} `{name}`. {near}There are: {some_of(names)}.")


def _a(what: str) -> str:
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"
