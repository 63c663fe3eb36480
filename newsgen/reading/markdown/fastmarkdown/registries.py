"""Replaces a registered item without moving it among the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown.util import Registry

_PROBE = "newsgen-probe"


def replace(
    registry: Registry[Any],
    name: str,
    priority: float,
    known: type,
    make: Callable[[Any], Any],
) -> None:
    """Put `make(item)` in the place of the item of that name, if the item's type is `known`.

    A registry does not tell the priority of an item, and registering moves an item among others
    of equal priority. So the item is only replaced where registering with the documented priority
    is seen to lead to the same place; otherwise Python-Markdown's own item stays.
    """
    if name not in registry:
        return
    item = registry[name]
    if type(item) is not known:
        return
    registry.register(object(), _PROBE, priority)
    landing = registry.get_index_for_name(_PROBE)
    registry.deregister(_PROBE)
    if landing - registry.get_index_for_name(name) in (0, 1):
        registry.register(make(item), name, priority)
