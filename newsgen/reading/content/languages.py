"""Reads language tags, as far as a newsroom writes them."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from newsgen.model.languages import is_usual_language, language_name
from newsgen.model.names import file_name, tagged_name
from newsgen.model.problem import WHOLE_FILE

if TYPE_CHECKING:
    from newsgen.reading.yaml.fields import Fields

# BCP 47: a language, and perhaps a script and a region.
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")

LANGUAGE_HINT = "Write a tag such as en, uk or pt-BR."


def name_language(path: str, fields: Fields, languages: Collection[str]) -> str:
    """The language in the file's name, "" where it names none of the `languages`.

    What may be another one is part of the name, and a warning: the writer may have meant it.
    """
    if path.count(".") == 1:
        # Most names have the dot of their ending alone.
        return ""
    lang = file_name(path, languages).lang
    if lang:
        return lang
    stem, tag = tagged_name(path)
    # `bbc.co.uk` is no text in Ukrainian.
    if tag and "." not in stem and is_usual_language(tag):
        message = (
            f"`.{tag}` is read as part of the file's name: nothing shows that the site has texts in"
            f" {language_name(tag)}."
        )
        hint = (
            f"If it has, add `languages: {{{tag}: {{}}}}` to newsgen.yaml; if not, rename the file."
        )
        fields.note(WHOLE_FILE, "NG427", message, hint, severity="warning")
    return ""


def is_language(tag: str) -> bool:
    """Whether the text is a language tag in its usual upper and lower case."""
    return LANGUAGE_TAG.fullmatch(tag) is not None
