"""What all plugins of a site add, beside newsgen's own tables; and where two of them want one name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args

from newsgen.desk.rule import Rule
from newsgen.model.digest import Digest, digest_value
from newsgen.model.output import OutputKind
from newsgen.model.plugin import PluginShapes, PluginUse
from newsgen.model.problem import Position, Problem
from newsgen.model.site import Site
from newsgen.planning.page_kinds import Plugged, PluggedOutputs
from newsgen.plugins.identity import template_names
from newsgen.plugins.loading import Fault, loaded
from newsgen.plugins.protocols import ExecutorFactory, Plugin
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.reading.markdown.plugged_markdown import PluggedExtension, allowing_fault
from newsgen.rendering.plugged_functions import TemplateAdditions, plugged, taken_names

_KEPT = 8
"""So many sites' plugins are remembered by a process."""


@dataclass(frozen=True)
class LoadedPlugin:
    """A plugin with the name by which the site calls it, its digest, and the names of its templates."""

    called: str
    plugin: Plugin
    identity: Digest
    templates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Registry:
    """All plugins of a site that could be loaded, in their order, and what is wrong with the others."""

    plugins: tuple[LoadedPlugin, ...]
    faults: tuple[Fault, ...]

    @property
    def shapes(self) -> PluginShapes:
        """Which plugins shape texts, which shape whatever a template makes, and which reviews.

        What a page kind gives is an input of its pages, as the digest of what renders them is.
        """
        return PluginShapes(
            texts=self._shaping(lambda one: bool(one.markdown or one.extra)),
            templates=self._shaping(lambda one: bool(one.filters or one.functions or one.tests)),
            reviews=self._shaping(lambda one: bool(one.rules)),
        )

    def _shaping(self, does: Callable[[Plugin], bool]) -> Digest:
        found = [one.identity for one in self.plugins if does(one.plugin)]
        return digest_value(found) if found else ""

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the desk that plugins add."""
        return tuple(rule for one in self.plugins for rule in one.plugin.rules)

    @property
    def executors(self) -> Mapping[str, ExecutorFactory]:
        """The executors that plugins add, by name."""
        return {
            name: factory for one in self.plugins for name, factory in one.plugin.executors.items()
        }

    @property
    def templates(self) -> TemplateAdditions:
        """What plugins add for templates. A function that raises is named with its plugin."""
        return TemplateAdditions(
            filters=self._functions("filters", "filter"),
            functions=self._functions("functions", "function"),
            tests=self._functions("tests", "test"),
            renderers={
                one.key: one.added.render
                for one in (*self.outputs.kinds, *self.outputs.formats)
                if one.added.render is not None
            },
        )

    @property
    def outputs(self) -> PluggedOutputs:
        """The page kinds and formats that plugins add."""
        return PluggedOutputs(
            kinds=tuple(
                Plugged(one.plugin.name, one.called, kind, one.identity)
                for one in self.plugins
                for kind in one.plugin.page_kinds
            ),
            formats=tuple(
                Plugged(one.plugin.name, one.called, form, one.identity)
                for one in self.plugins
                for form in one.plugin.formats
            ),
        )

    def reading(self, settings: ReadSettings) -> ReadSettings:
        """The settings with what plugins add to the reading of bodies and of front matter."""
        extra = [field for one in self.plugins for field in one.plugin.extra]
        if extra:
            settings = settings._replace(extra=tuple(sorted((*settings.extra, *extra))))
        found = [(one.plugin.name, more) for one in self.plugins for more in one.plugin.markdown]
        if not found:
            return settings
        elements: dict[str, set[str]] = {}
        for _, extension in found:
            for element, attributes in extension.elements.items():
                elements.setdefault(element, set()).update(attributes)
        return settings._replace(
            markdown_extensions=(
                *settings.markdown_extensions,
                *(PluggedExtension(name, extension.factory) for name, extension in found),
            ),
            markdown_classes=tuple(
                sorted({*settings.markdown_classes, *(c for _, one in found for c in one.classes)})
            ),
            markdown_elements=tuple(
                (element, tuple(sorted(attributes)))
                for element, attributes in sorted(elements.items())
            ),
        )

    def _functions(self, door: str, what: str) -> Mapping[str, Callable[..., Any]]:
        return {
            name: plugged(function, f"the {what} `{name}` of the plugin {one.plugin.name}")
            for one in self.plugins
            for name, function in getattr(one.plugin, door).items()
        }


@lru_cache(maxsize=_KEPT)
def registry_of(uses: tuple[PluginUse, ...]) -> Registry:
    """What these plugins add. They are loaded once for each process and state of their files.

    Raises `ChangedFileError` where this process would load other files than the build has seen.
    """
    plugins: list[LoadedPlugin] = []
    faults: list[Fault] = []
    for use in uses:
        found = loaded(use)
        if isinstance(found, Fault):
            faults.append(found)
        else:
            plugins.append(
                LoadedPlugin(use.name, found, digest_value(use.identity), template_names(use))
            )
    faults += _faults(plugins)
    return Registry(tuple(plugins), tuple(faults))


def plugged_settings(settings: ReadSettings) -> ReadSettings:
    """The settings by which this process reads: with what the site's plugins add, once they are loaded."""
    return registry_of(settings.plugins).reading(settings) if settings.plugins else settings


def plugin_problems(registry: Registry, site: Site) -> tuple[Problem, ...]:
    """What is wrong with the plugins and with what the site says of their rules, at its line."""
    places = {one.name: one for one in site.plugins}
    problems = []
    for fault in registry.faults:
        spec = places[fault.plugin]
        keys = {key: (line, column) for key, line, column in spec.places}
        line, column = keys.get(fault.key, (spec.line, spec.column))
        problems.append(_problem(line, column, fault.code, fault.message, fault.hint))
    problems += _declared_twice(registry, site)
    codes = {rule.code for rule in registry.rules}
    # A plugin that could not be loaded may have the rule.
    if not registry.faults:
        for switch in site.check:
            if switch.line and switch.code not in codes:
                message = f"No plugin has the rule `{switch.code}`."
                hint = "`newsgen check --rules` lists the rules."
                problems.append(_problem(switch.line, switch.column, "NG017", message, hint))
    return tuple(sorted(problems))


def _declared_twice(registry: Registry, site: Site) -> Iterator[Problem]:
    """Keys of `extra:` that a plugin and newsgen.yaml declare."""
    places = {one.name: one for one in site.plugins}
    own = {one.name for one in site.extra}
    for one in registry.plugins:
        spec = places[one.called]
        for field in one.plugin.extra:
            if field.name in own:
                yield _problem(
                    spec.line, spec.column, "NG411",
                    f"The plugin `{one.plugin.name}` declares `{field.name}` of `extra`, and so does"
                    " newsgen.yaml.",
                    f"Take `{field.name}` out of `extra:` in newsgen.yaml.",
                )  # fmt: skip


def _problem(line: int, column: int, code: str, message: str, hint: str) -> Problem:
    return Problem.at(CONFIG, Position(line, column), code, message, hint)


def _faults(plugins: list[LoadedPlugin]) -> Iterator[Fault]:
    """Names that are taken, by newsgen or by an earlier plugin, and what may never be allowed."""
    taken = {**taken_names(), "page kind": get_args(OutputKind), "executor": ("dask",)}
    owners = {(door, name): "newsgen" for door, names in taken.items() for name in names}
    for one in plugins:
        templates = [("template", name) for name in one.templates]
        for place in (*_names(one.plugin), *templates):
            if place not in owners:
                owners[place] = f"the plugin {one.plugin.name}"
                continue
            door, name = place
            yield Fault(
                one.called, "NG404",
                f"The plugin `{one.plugin.name}` adds the {door} `{name}`, which {owners[place]} has.",
                "Take one of the two out, or ask who wrote it for another name.",
            )  # fmt: skip
        yield from _never_allowed(one)


def _names(plugin: Plugin) -> Iterator[tuple[str, str]]:
    yield "plugin", plugin.name
    for rule in plugin.rules:
        yield "rule", rule.code
    for name in plugin.filters:
        yield "filter", name
    for name in plugin.functions:
        yield "function", name
    for name in plugin.tests:
        yield "test", name
    for kind in plugin.page_kinds:
        yield "page kind", kind.name
    for form in plugin.formats:
        yield "format", form.name
    for name in plugin.executors:
        yield "executor", name
    for field in plugin.extra:
        yield "key of `extra`", field.name
    for target in plugin.deploy_targets:
        yield "deploy target", target.name
    for importer in plugin.importers:
        yield "importer", importer.name


def _never_allowed(one: LoadedPlugin) -> Iterator[Fault]:
    # By need: few plugins allow anything.
    from newsgen.reading.markdown.sanitizer import ELEMENTS

    for extension in one.plugin.markdown:
        fault = allowing_fault(extension, ELEMENTS)
        if fault:
            yield Fault(
                one.called, "NG408",
                f"The plugin `{one.plugin.name}` wants to allow {fault} in texts, which is not to be had.",
                "docs/plugins.md lists what a plugin may allow: nothing that runs, loads, or looks"
                " like a part of the page.",
            )  # fmt: skip
