"""Reads which rules of the desk a site has, and at what level."""

from __future__ import annotations

from newsgen.model.codes import RULE_NAMES, is_plugin_code
from newsgen.model.plugin import PluginSpec
from newsgen.model.site import Level, Switch
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.yaml_values import Keys

LEVELS: dict[str, Level] = {"error": "error", "warning": "warning", "off": "off"}

_CODES = {name: code for code, name in RULE_NAMES.items()}


def read_switches(fields: Fields, plugins: tuple[PluginSpec, ...]) -> tuple[Switch, ...]:
    """The level of each rule that `check` names."""
    check = fields.within("check", _rules(fields, plugins))
    if check is None:
        return ()
    switches = _switches(check)
    fields.adopt(check)
    return switches


def _rules(fields: Fields, plugins: tuple[PluginSpec, ...]) -> list[str]:
    """The rules that `check` may name: those of plugins by their codes, which nobody knows yet."""
    entry = fields.entry("check")
    written = entry.value.entries if entry and isinstance(entry.value, Keys) else ()
    of_plugins = (one for one in written if is_plugin_code(one)) if plugins else ()
    return [*RULE_NAMES, *_CODES, *of_plugins]


def _switches(fields: Fields) -> tuple[Switch, ...]:
    """The level of each rule that is named, by its code or its name."""
    switches = []
    for code, name in RULE_NAMES.items():
        if code in fields:
            fields.rename(name, code)
        key = code if code in fields else name
        if key in fields:
            switches.append(Switch(code, LEVELS[fields.choice(key, LEVELS, "error")]))
    for key, entry in fields.entries():
        if is_plugin_code(key):
            level = LEVELS[fields.choice(key, LEVELS, "error")]
            switches.append(Switch(key, level, entry.line, entry.column))
    return tuple(switches)
