"""The sections, people and sources that a site has, and which of them a few letters mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from pathlib import Path

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.names import tagged_name
from newsgen.model.nearest import Nearest
from newsgen.model.problem import Problem
from newsgen.model.records import RegistryHead
from newsgen.model.site import Site
from newsgen.model.slug import slug_of
from newsgen.reading.content.sources import read_registry
from newsgen.reading.files.file_bytes import text_bytes
from newsgen.reading.files.text import decode_text
from newsgen.reading.files.well_known_paths import REGISTRY
from newsgen.reading.yaml.fields import Fields
from newsgen.reading.yaml.front_matter import split_front_matter


class Meant(NamedTuple):
    """What a few letters mean: one id, or none of several, which are sorted."""

    id: str = ""
    several: tuple[str, ...] = ()
    nearest: str = ""


def meant(written: str, known: Mapping[str, str]) -> Meant:
    """The known id that is meant by itself, by its name, or by a part that no other has.

    `known` are names by id. `nearest` is an id that may be meant where none is found.
    """
    word = written.casefold()
    exact = [one for one, name in known.items() if word in (one.casefold(), name.casefold())]
    begun = [one for one in known if one.casefold().startswith(word)]
    within = [one for one, name in known.items() if word in f"{one} {name}".casefold()]
    for found in (exact, begun, within):
        if len(found) == 1:
            return Meant(found[0])
        if found:
            return Meant("", tuple(sorted(found)))
    return Meant(nearest=Nearest(known).to(slug_of(written)))


def sections(site: Site, folder: Path) -> dict[str, str]:
    """The titles of the sections by slug: those of the navigation in its order, then the folders."""
    found = {one.slug: one.title for one in site.sections}
    articles = folder / "content" / "articles"
    if articles.is_dir():
        for entry in sorted(articles.iterdir()):
            if entry.is_dir() and not entry.name.startswith("."):
                found.setdefault(slug_of(entry.name), entry.name)
    return found


def people(folder: Path) -> dict[str, str]:
    """The names of the newsroom's people by id, sorted; those whose files can be read."""
    files = sorted((folder / "content" / "people").glob("*.md"))
    return {slug_of(tagged_name(file.name).stem): _name(file) for file in files}


def sources(folder: Path) -> dict[str, str]:
    """The names of the sources in the registry by id, in its order; none where it has a mistake."""
    file = folder / REGISTRY
    if not file.is_file():
        return {}
    head = read_registry(text_bytes(file)).head
    return {one.id: one.name for one in head.sources} if isinstance(head, RegistryHead) else {}


def _name(file: Path) -> str:
    text = decode_text(text_bytes(file), file.name)
    if isinstance(text, Problem):
        return ""
    keys = split_front_matter(text, file.name).keys
    return Fields(keys, file.name, (), UTC).text("name") if keys is not None else ""
