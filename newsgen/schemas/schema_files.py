"""The schemas by name, and the files that they are written to."""

from __future__ import annotations

import json
from collections.abc import Callable

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.schemas import front_matter, site_files
from newsgen.schemas.shapes import Json

FOLDER = ".newsgen-schemas"
"""Where a site keeps them, for the settings of an editor to lead to."""


class Schema(NamedTuple):
    """A schema: the file that it is written to, what it is of, and what makes it."""

    file: str
    title: str
    made: Callable[[], Json]


SCHEMAS = {
    "article": Schema("article.json", "Front matter of content/articles/", front_matter.article),
    "page": Schema("page.json", "Front matter of content/pages/", front_matter.page),
    "person": Schema("person.json", "Front matter of content/people/", front_matter.person),
    "config": Schema("newsgen.json", "newsgen.yaml", site_files.config),
    "sources": Schema("sources.json", "content/sources.yaml", site_files.sources),
    "style": Schema("style.json", "content/style.yaml", site_files.style),
    "redirects": Schema("redirects.json", "content/redirects.yaml", site_files.redirects),
    "front": Schema("front.json", "content/front.yaml", site_files.front),
}


def schema(name: str) -> Json:
    """The schema of this name, whole."""
    found = SCHEMAS[name]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:newsgen:schema:{name}",
        "title": found.title,
        **found.made(),
    }


def schema_files() -> dict[str, bytes]:
    """The bytes of every schema by the name of its file."""
    return {
        found.file: f"{json.dumps(schema(name), indent=2, ensure_ascii=False)}\n".encode()
        for name, found in SCHEMAS.items()
    }
