"""The systems that newsgen imports from itself, by name. Each is a module with the functions
`importer` and `recognises`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from newsgen.importing.options import Options
from newsgen.plugins.importers import OWN_IMPORTERS, Importer

AUTO = "auto"

_IN_ORDER = (
    "wordpress", "ghost", "substack", "hugo", "pelican", "nikola", "eleventy", "jekyll", "text",
)  # fmt: skip
"""Who is asked first whether a source is theirs: what is known by a sure sign stands first."""


def _module(name: str) -> Any:
    return import_module(f"newsgen.importing.dialects.{'plain_texts' if name == 'text' else name}")


def own_importer(name: str, options: Options) -> Importer | None:
    """newsgen's own importer of this name; None where there is none."""
    if name not in OWN_IMPORTERS:
        return None
    found = _module(name).importer(options)
    assert isinstance(found, Importer)
    return found


def recognised(source: Path) -> str:
    """The name of the importer whose kind the source is of; "" where none knows it. Raises `OSError`."""
    for name in _IN_ORDER:
        if _module(name).recognises(source):
            return name
    return ""
