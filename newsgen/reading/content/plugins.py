"""Reads `plugins:` in newsgen.yaml: the plugins that the site names; none is looked for here."""

from __future__ import annotations

import json
import re

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.plugin import PluginSpec, is_path
from newsgen.reading.yaml.core_schema import plain_value
from newsgen.reading.yaml.fields import Fields, is_null
from newsgen.reading.yaml.yaml_values import Entry, Items, Keys, Scalar, Value

_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*")
_PATH = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_-]*/)*[A-Za-z0-9_][A-Za-z0-9_-]*(?:\.py)?")
_PUBLISHED = ("content", "static", "locale", "templates", "dist")
"""Folders of a site whose files are read as something else, or published."""


class _Named(NamedTuple):
    """What one item of the list says: the name, where it stands, and its settings."""

    name: str
    place: Entry | Value
    settings: Value | None


def read_plugins(fields: Fields) -> tuple[PluginSpec, ...]:
    """The plugins under `plugins`, in the order of the file."""
    entry = fields.entry("plugins")
    if entry is None:
        return ()
    if not isinstance(entry.value, Items):
        fields.wrong_type("plugins", entry, "a list of plugins")
        return ()
    found: dict[str, PluginSpec] = {}
    for item in entry.value.items:
        named = _named(fields, item)
        spec = _spec(fields, named) if named else None
        if spec is None:
            continue
        if spec.name in found:
            message = f"The plugin `{spec.name}` stands here twice."
            fields.note(item, "NG404", message, "Keep one of the two, with all of its settings.")
        else:
            found[spec.name] = spec
    return tuple(found.values())


def _named(fields: Fields, item: Value) -> _Named | None:
    if isinstance(item, Scalar):
        return _Named(item.text, item, None)
    if isinstance(item, Keys) and len(item.entries) == 1:
        ((name, entry),) = item.entries.items()
        return _Named(name, entry, entry.value)
    hint = "Write `- newsgen_podcast`, or `- newsgen_podcast: {title: The Hour}`."
    fields.note(item, "NG019", "A plugin is a name, or a name with settings.", hint)
    return None


def _spec(fields: Fields, named: _Named) -> PluginSpec | None:
    name, place, settings = named
    if not (_PATH if is_path(name) else _MODULE).fullmatch(name):
        hint = "Write the name of a module, or the path of a file of the site: plugins/ours.py."
        fields.note(place, "NG400", f"`{name}` can be no plugin.", hint)
        return None
    if is_path(name) and name.partition("/")[0] in _PUBLISHED:
        message = f"A plugin can't be in the folder {name.partition('/')[0]}/, as `{name}` is."
        fields.note(place, "NG400", message, "Put it below plugins/.")
        return None
    if settings is None or is_null(settings):
        return PluginSpec(name, "{}", place.line, place.column)
    if not isinstance(settings, Keys):
        fields.note(
            settings, "NG019", f"The settings of `{name}` are keys with values.",
            f"Write `- {name}: {{key: value}}`.",
        )  # fmt: skip
        return None
    places = tuple((key, one.line, one.column) for key, one in settings.entries.items())
    hint = f"Write `- {name}: {{key: value}}` with a smaller number."
    value = plain_value(settings, lambda at, fault: fields.note(at, "NG019", fault, hint))
    text = json.dumps(value, ensure_ascii=False)
    return PluginSpec(name, text, place.line, place.column, places)
