"""Reads which Markdown the texts of a site are written in, and what may stand in them."""

from __future__ import annotations

import re

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.site import Dialect
from newsgen.reading.yaml.fields import Fields

MARKDOWN_KEYS = ("dialect", "extensions", "classes")
DIALECTS: tuple[Dialect, ...] = ("commonmark", "classic")

_CLASS = re.compile(r"[^\W\d][\w-]*")


class MarkdownSettings(NamedTuple):
    """The settings below `markdown:`; `extensions` are those that can be loaded."""

    dialect: Dialect = "commonmark"
    extensions: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


def read_markdown(fields: Fields) -> MarkdownSettings:
    """The settings below `markdown:`, or those of a site that says nothing."""
    inner = fields.within("markdown", MARKDOWN_KEYS)
    if inner is None:
        return MarkdownSettings()
    settings = MarkdownSettings(_dialect(inner), _extensions(inner), _classes(inner))
    fields.adopt(inner)
    return settings


def _dialect(fields: Fields) -> Dialect:
    word = fields.choice("dialect", DIALECTS, DIALECTS[0])
    return "classic" if word == "classic" else "commonmark"


def _extensions(fields: Fields) -> tuple[str, ...]:
    """The Markdown extensions that can be loaded."""
    loaded = []
    for scalar in fields.scalars("extensions"):
        # By need: few sites name extensions, and every build reads its configuration.
        from newsgen.reading.markdown.converter import loading_fault

        fault = loading_fault(scalar.text)
        if fault:
            message = f"The Markdown extension `{scalar.text}` cannot be loaded: {fault}."
            hint = "Look at its name, and install its package beside newsgen."
            fields.note(scalar, "NG300", message, hint)
        else:
            loaded.append(scalar.text)
    return tuple(dict.fromkeys(loaded))


def _classes(fields: Fields) -> tuple[str, ...]:
    """The classes that bodies may have beside those of every site."""
    allowed = []
    for scalar in fields.scalars("classes"):
        if _CLASS.fullmatch(scalar.text):
            allowed.append(scalar.text)
        else:
            message = f"`{scalar.text}` is no class."
            fields.note(scalar, "NG022", message, "Use letters, digits and hyphens.")
    return tuple(sorted(set(allowed)))
