"""The settings that a site gives to a plugin, and the plugin's word that one of them is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NoReturn, TypeAlias

Plain: TypeAlias = str | int | float | bool | tuple["Plain", ...] | Mapping[str, "Plain"] | None
"""A value of newsgen.yaml: lists are tuples, and mappings can't be changed."""


class PluginSettingsError(Exception):
    """A setting is wrong: `key` names it, "" all of them. Made by `Settings.wrong`."""

    def __init__(self, key: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.key = key
        self.message = message
        self.hint = hint


class Settings(Mapping[str, Plain]):
    """What stands behind the plugin's name in newsgen.yaml; empty where nothing does."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = {key: _frozen(value) for key, value in values.items()}

    def __getitem__(self, key: str) -> Plain:
        return self._values[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def only(self, *keys: str) -> None:
        """Refuses every key that is not one of these. Raises `PluginSettingsError`."""
        for key in self:
            if key not in keys:
                known = ", ".join(keys) or "none"
                self.wrong(key, f"The setting `{key}` is not known.", f"There are: {known}.")

    def text(self, key: str, default: str = "") -> str:
        """The text behind a key. Raises `PluginSettingsError` where it is none."""
        value = self.get(key, default)
        if not isinstance(value, str):
            self.wrong(key, f"`{key}` is a text.", f'Write `{key}: "..."`.')
        return value

    def texts(self, key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The list of texts behind a key; one text counts as a list. Raises `PluginSettingsError`."""
        value = self.get(key, default)
        values = (value,) if isinstance(value, str) else value
        if not isinstance(values, tuple):
            self.wrong(key, f"`{key}` is a list of texts.", f"Write `{key}: [one, two]`.")
        texts = tuple(one for one in values if isinstance(one, str))
        if len(texts) < len(values):
            self.wrong(key, f"`{key}` is a list of texts.", f"Write `{key}: [one, two]`.")
        return texts

    def wrong(self, key: str, message: str, hint: str = "") -> NoReturn:
        """Says that the value of a key is wrong; newsgen reports it at the key's line."""
        raise PluginSettingsError(key, message, hint)


def read_settings(text: str) -> Settings:
    """The settings as they were kept, as a JSON object."""
    return Settings(json.loads(text))


def _frozen(value: object) -> Plain:
    if isinstance(value, Mapping):
        return MappingProxyType({str(key): _frozen(one) for key, one in value.items()})
    if isinstance(value, list | tuple):
        return tuple(_frozen(one) for one in value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"{type(value).__name__} is no plain value")
