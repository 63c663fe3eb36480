"""Holds what plugins add to the reading of bodies: extensions, elements, attributes and classes.

The promises of docs/security.md bound it: nothing that a plugin allows in a text runs, loads, covers
the page or stands for a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown.extensions import Extension

MAY_BE_ALLOWED = frozenset(("data", "meter", "progress"))
"""The elements that a plugin may allow beside those of every body: each is a text and no more."""

ATTRIBUTES_THAT_MAY_BE_ALLOWED = frozenset(
    ("abbr", "datetime", "high", "low", "max", "min", "open", "optimum", "value")
)
"""The attributes that a plugin may allow: none leads anywhere, and none does anything."""

_CLASS = re.compile(r"x-[a-z0-9]+(?:-[a-z0-9]+)*")
"""The classes that a plugin may allow: the pages of the theme have none that begins so."""


@dataclass(frozen=True, kw_only=True)
class MarkdownExtension:
    """An extension of Python-Markdown, made anew by `factory` for each converter.

    `elements` has what its HTML needs beside what every body may hold: an element, with further
    attributes. `classes` are further classes, such as `x-timeline`. Whoever writes a text
    may write them, too.
    """

    factory: Callable[[], Extension]
    elements: Mapping[str, frozenset[str]] = field(default_factory=dict)
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PluggedExtension:
    """An extension with the plugin that brings it; as text it is what messages call it."""

    plugin: str
    factory: Callable[[], Extension]

    def __str__(self) -> str:
        return f"that of the plugin {self.plugin}"


def allowing_fault(extension: MarkdownExtension, known: frozenset[str]) -> str:
    """Why the extension may not allow what it does; "" where it may. `known` are every body's elements."""
    for element, attributes in extension.elements.items():
        if element not in known and element not in MAY_BE_ALLOWED:
            return f"the element `{element}`"
        for attribute in sorted(attributes):
            if attribute not in ATTRIBUTES_THAT_MAY_BE_ALLOWED:
                return f"the attribute `{attribute}` of `{element}`"
    return next(
        (f"the class `{one}`" for one in sorted(extension.classes) if not _CLASS.fullmatch(one)), ""
    )
