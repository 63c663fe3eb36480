"""Front matter by python-frontmatter, which is given a reader of YAML that knows the lines."""

from __future__ import annotations

from typing import Any

import frontmatter
from frontmatter.default_handlers import YAMLHandler

from newsgen.reading.yaml.front_matter import FENCE
from newsgen.reading.yaml.yaml_values import Document, Keys, parse_yaml


def parsed(text: str, path: str, first_line: int) -> Document:
    """The front matter, which begins on line `first_line` of the file."""
    handler = _PositionedHandler(path, first_line)
    frontmatter.parse(text, handler=handler)
    return handler.document


class _PositionedHandler(YAMLHandler):
    """Reads the YAML as values that know their lines."""

    FM_BOUNDARY = FENCE

    def __init__(self, path: str, first_line: int) -> None:
        super().__init__()
        self.document = Document(None, ())
        self._path = path
        self._first_line = first_line

    def load(self, fm: str, **_: object) -> Any:
        self.document = parse_yaml(fm, self._path, self._first_line)
        value = self.document.value
        return value.entries if isinstance(value, Keys) else {}
