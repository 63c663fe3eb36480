"""The outputs that plugins add, and how much of a site with such outputs a build looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsgen.model.plugin import PluginUse
    from newsgen.planning.page_kinds import PluggedOutputs


def plugged_outputs(plugins: tuple[PluginUse, ...]) -> PluggedOutputs | None:
    """The page kinds and formats of these plugins, which are loaded for it; None without plugins."""
    if not plugins:
        return None
    # Imported late: few sites have plugins.
    from newsgen.plugins.registry import registry_of

    return registry_of(plugins).outputs


def plans_everything(plugins: tuple[PluginUse, ...]) -> bool:
    """Whether a build after any change must look at all articles of the site.

    A plugin's page kind is given every article, and an incremental catalogue refuses to be looked
    at as a whole: such a build would begin and then be given up. A format is planned with its page.
    """
    if not plugins:
        return False
    from newsgen.plugins.registry import registry_of

    registry = registry_of(plugins)
    return bool(registry.faults or registry.outputs.kinds)


def adds_outputs(plugins: tuple[PluginUse, ...]) -> bool:
    """Whether plugins add outputs, which no template of the site tells of."""
    if not plugins:
        return False
    from newsgen.plugins.registry import registry_of

    registry = registry_of(plugins)
    return bool(registry.faults or registry.outputs.kinds or registry.outputs.formats)
