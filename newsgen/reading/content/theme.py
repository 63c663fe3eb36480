"""Reads the key `theme` of `newsgen.yaml`."""

from __future__ import annotations

from newsgen.model.article import Reference
from newsgen.model.colour import (
    DARK_GROUNDS,
    LEAST_CONTRAST,
    LIGHT_GROUNDS,
    Colour,
    colour,
    least_contrast,
)
from newsgen.model.theme import FACES, SCALES, Face, Logo, Scale, Theme
from newsgen.reading.yaml.fields import Fields, is_null
from newsgen.reading.yaml.yaml_values import Keys

THEME_KEYS = ("accent", "accent_dark", "scale", "text_face", "headline_face", "logo", "style")
LOGO_KEYS = ("file", "dark", "width", "height")

MAX_PIXELS = 2000
_SCALES: dict[str, Scale] = {one: one for one in SCALES}
_FACES: dict[str, Face] = {one: one for one in FACES}


def read_theme(fields: Fields) -> Theme:
    """What the site changes of the theme."""
    inner = fields.within("theme", THEME_KEYS)
    if inner is None:
        return Theme()
    _note_remarks(fields, inner)
    theme = Theme(
        accent=_accent(inner, "accent", LIGHT_GROUNDS, "light"),
        accent_dark=_accent(inner, "accent_dark", DARK_GROUNDS, "dark"),
        scale=_SCALES[inner.choice("scale", SCALES, "normal")],
        text_face=_FACES[inner.choice("text_face", FACES, "serif")],
        headline_face=_FACES[inner.choice("headline_face", FACES, "serif")],
        logo=_logo(inner),
        style=_style(inner),
    )
    fields.adopt(inner)
    return theme


def _note_remarks(fields: Fields, inner: Fields) -> None:
    """A colour without quotes is a remark to YAML, and would be lost without a word."""
    entry = fields.entry("theme")
    if entry is None or not isinstance(entry.value, Keys):
        return
    for key in ("accent", "accent_dark"):
        found = entry.value.entries.get(key)
        if found is not None and is_null(found.value):
            message = f"`{key}` is empty: without quotes, # begins a remark."
            inner.note(found, "NG022", message, "Write it as '#0b5a6e'.")


def _accent(fields: Fields, key: str, grounds: tuple[Colour, ...], which: str) -> str:
    """The colour; one that is hard to read is taken all the same, with a warning."""
    text, entry = fields.text(key), fields.entry(key)
    if entry is None or not text:
        return ""
    found = colour(text)
    if found is None:
        fields.note(entry.value, "NG022", f"`{text}` is no colour.", "Write it as '#0b5a6e'.")
        return ""
    ratio = least_contrast(found, grounds)
    if ratio < LEAST_CONTRAST:
        other = "darker" if which == "light" else "lighter"
        message = (
            f"`{found}` has a contrast of {ratio:.1f} on the {which} ground, "
            f"where text needs {LEAST_CONTRAST}."
        )
        hint = f"Take a {other} one, so that everybody can read links and labels."
        fields.note(entry.value, "NG053", message, hint, severity="warning")
    return str(found)


def _logo(fields: Fields) -> Logo | None:
    inner = fields.within("logo", LOGO_KEYS)
    if inner is None:
        return None
    is_whole = all(
        inner.require(key, "Write logo: {file: logo.svg, width: 240, height: 40}.")
        for key in ("file", "width", "height")
    )
    logo = (_file(inner, "file"), _file(inner, "dark"))
    width, height = (inner.integer(key, 1, 1, MAX_PIXELS) for key in ("width", "height"))
    fields.adopt(inner)
    return Logo(logo[0], logo[1], width, height) if is_whole and logo[0] else None


def _style(fields: Fields) -> Reference | None:
    style, entry = _file(fields, "style"), fields.entry("style")
    if style is None or entry is None:
        return None
    if not style.target.endswith(".css"):
        message = f"`{style.target}` is no style sheet."
        fields.note(entry.value, "NG022", message, "Name a .css file below static/.")
        return None
    return style


def _file(fields: Fields, key: str) -> Reference | None:
    """A static file; whether it is there is known when the site is planned."""
    name, entry = fields.text(key), fields.entry(key)
    if not name or entry is None:
        return None
    return Reference(name.removeprefix("static/"), entry.value.line, entry.value.column)
