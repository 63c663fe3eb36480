"""Reads what `newsgen.yaml` says in one language: `languages`, and a section's titles."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.model.site import EditionText
from newsgen.reading.content.languages import LANGUAGE_HINT, is_language
from newsgen.reading.yaml.fields import Fields, is_null
from newsgen.reading.yaml.yaml_values import Entry, Keys, Scalar

SECTION_KEYS = ("slug", "title", "titles", "iptc", "aliases")

EDITION_KEYS = ("name", "description", "publisher")


def edition_texts(fields: Fields) -> tuple[EditionText, ...]:
    """What the site says of itself in each language under `languages`."""
    texts = []
    for tag, entry in _by_language(fields, "languages", "a list of languages"):
        if not isinstance(entry.value, Keys):
            fields.wrong_type(tag, entry, "a list of keys and values")
            continue
        inner = fields.nested(entry.value, EDITION_KEYS, f" in `languages: {tag}`")
        texts.append(EditionText(tag, *(inner.text(key) for key in EDITION_KEYS)))
        fields.adopt(inner)
    return tuple(texts)


def section_titles(fields: Fields) -> tuple[tuple[str, str], ...]:
    """The titles of a section in other languages, under `titles`."""
    titles = []
    for tag, entry in _by_language(fields, "titles", "a list of languages with their titles"):
        if not isinstance(entry.value, Scalar):
            fields.wrong_type(tag, entry, "a text")
            continue
        title = " ".join(entry.value.text.split())
        if title:
            titles.append((tag, title))
    return tuple(titles)


def _by_language(fields: Fields, key: str, expected: str) -> Iterator[tuple[str, Entry]]:
    """The entries of the mapping under `key`; one that no language tag names is a problem."""
    entry = fields.entry(key)
    if entry is None:
        return
    if not isinstance(entry.value, Keys):
        fields.wrong_type(key, entry, expected)
        return
    for tag, inner in entry.value.entries.items():
        if not is_language(tag):
            fields.note(inner, "NG022", f"`{tag}` is no language tag.", LANGUAGE_HINT)
        elif not is_null(inner.value):
            yield tag, inner
