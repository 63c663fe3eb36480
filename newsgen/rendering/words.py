"""Looks up the interface words of a language: English words to those of the language."""

from __future__ import annotations

from collections.abc import Mapping

from newsgen.model.output import SiteFile, StoredWords
from newsgen.rendering.resources import Resources

Words = Mapping[str, str]
"""A word that is not in it is shown in English."""


def words(stored: StoredWords, resources: Resources) -> Words:
    """The words that are stored."""
    found: dict[str, str] = {}
    for layer in stored.layers:
        if isinstance(layer, SiteFile):
            found |= resources.catalogue(layer)
        else:
            found |= dict(layer)
    return found


def read_catalogue(text: str) -> Words:
    """The words of a gettext catalogue; takes tens of milliseconds."""
    # By need: Babel takes longer to load than an article's page to build.
    from babel.messages.pofile import read_po

    return {
        str(message.id): str(message.string)
        for message in read_po(text.splitlines(keepends=True))
        if message.id and message.string and not message.fuzzy
    }
