"""The schemas beside the reading: what one takes for a mistake of shape, the other does too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from newsgen.schemas.schema_files import schema

_FENCED = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


class _Loader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: `no` and dates are texts."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first
    )


@cache
def validator(name: str) -> Draft202012Validator:
    """The validator of a schema."""
    return Draft202012Validator(schema(name))


def schema_of(path: str) -> str:
    """The name of the schema of a site's file; "" where there is none."""
    if path == "newsgen.yaml":
        return "config"
    if re.fullmatch(r"content/front(\.[\w-]+)?\.yaml", path):
        return "front"
    if path in ("content/sources.yaml", "content/style.yaml", "content/redirects.yaml"):
        return Path(path).stem
    if not path.lower().endswith((".md", ".markdown")):
        return ""
    folders = {"articles": "article", "pages": "page", "people": "person"}
    return folders.get(path.removeprefix("content/").partition("/")[0], "")


def loaded(text: str) -> Any:
    """The value of a YAML text as an editor reads it."""
    return yaml.load(text, _Loader)


def is_taken(path: str, content: bytes) -> bool | None:
    """Whether the schema of the file takes it; None where there is none, or no YAML to look at."""
    name = schema_of(path)
    try:
        text = content.decode("utf-8-sig")
        if name in ("article", "page", "person"):
            match = _FENCED.match(text)
            if match is None:
                return None
            text = match.group(1)
        value = loaded(text) if name else None
    except (UnicodeError, yaml.YAMLError, ValueError, RecursionError):
        return None
    return validator(name).is_valid(value) if name else None


def files_with_schema(root: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a site that have a schema, by path with their bytes."""
    for file in [root / "newsgen.yaml", *sorted((root / "content").rglob("*"))]:
        path = file.relative_to(root).as_posix()
        if file.is_file() and schema_of(path):
            yield path, file.read_bytes()
