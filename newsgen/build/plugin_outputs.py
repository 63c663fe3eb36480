"""The outputs that plugins add, and why a site that has any plans everything after a change."""

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
    """Whether a build after any change must plan all outputs of the site.

    A plugin's page kind may look at every article, and an incremental catalogue loads only those
    that a change touches. This is the one place that says so: where such a catalogue refuses to be
    looked at as a whole, only what does that has to be planned in full.
    """
    if not plugins:
        return False
    from newsgen.plugins.registry import registry_of

    registry = registry_of(plugins)
    return bool(registry.faults or registry.outputs.kinds or registry.outputs.formats)
