"""The interface words of a language: English words to those of the language."""

from __future__ import annotations

from collections.abc import Mapping

from newsgen.model.output import SiteFile, StoredWords
from newsgen.rendering.resources import Resources

Words = Mapping[str, str]
"""A word that is not in it is shown in English."""


def words(stored: StoredWords, resources: Resources) -> Words:
    """The words that are stored; costs a few milliseconds a catalogue."""
    found: dict[str, str] = {}
    for layer in stored.layers:
        if isinstance(layer, SiteFile):
            found |= _catalogue(resources.text(layer))
        else:
            found |= dict(layer)
    return found


def _catalogue(text: str) -> dict[str, str]:
    # By need: a build that renders only English loads no catalogue.
    from babel.messages.pofile import read_po

    return {
        str(message.id): str(message.string)
        for message in read_po(text.splitlines(keepends=True))
        if message.id and message.string and not message.fuzzy
    }
