"""Reads `compress:`, the ways in which text files are compressed beside themselves."""

from __future__ import annotations

from newsgen.model.compression import BROTLI, ENDINGS
from newsgen.reading.libraries.versions import installed
from newsgen.reading.yaml.fields import Fields


def read_compression(fields: Fields) -> tuple[str, ...]:
    """The ways that can be gone here, in the order in which newsgen names them."""
    found = set()
    for scalar in fields.scalars("compress"):
        if scalar.text not in ENDINGS:
            message = f"`{scalar.text}` is no way to compress."
            fields.note(scalar, "NG022", message, f"The ways are: {', '.join(ENDINGS)}.")
        elif scalar.text == BROTLI and installed("brotli", "brotli") is None:
            message = "The package `brotli` is not installed."
            hint = 'Install it: pip install "newsgen[compress]".'
            fields.note(scalar, "NG462", message, hint)
        else:
            found.add(scalar.text)
    return tuple(one for one in ENDINGS if one in found)
