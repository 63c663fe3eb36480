"""Reads an Eleventy site: texts in Markdown with front matter, the data of their folders, and permalinks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from newsgen.importing.dialects.jekyll import settings_of
from newsgen.importing.front_keys import Defaults, piece_of
from newsgen.importing.front_parts import parted
from newsgen.importing.options import Options
from newsgen.importing.plain_bytes import text_of
from newsgen.importing.source_folder import files_below, links_out, text_at
from newsgen.importing.template_marks import TemplateMarks
from newsgen.importing.written_dates import date_in_name
from newsgen.model.slug import slug_of
from newsgen.plugins.imported_pieces import ImportedPerson, PassedOver, Piece, SourceSite
from newsgen.plugins.importers import Imported, Importer

_CONFIGS = (
    ".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", "eleventy.config.ts",
)  # fmt: skip
_NO_CONTENT = re.compile(
    r"(?:^|/)(?:_|node_modules/|dist/|public/|build/|docs?/|README|CONTRIBUTING|LICENSE|SECURITY|CHANGELOG"
    r"|CODE_OF_CONDUCT)"
)
_EXPRESSION = re.compile(r"\{\{|\{%")


def importer(options: Options) -> Importer:
    """The importer of this system."""
    return Importer(name="eleventy", read=partial(_read, options=options))


def recognises(source: Path) -> bool:
    """Whether the source is an Eleventy site."""
    return source.is_dir() and any((source / one).is_file() for one in _CONFIGS)


def _read(source: Path, options: Options) -> Iterator[Imported]:
    settings = settings_of(source, ("_config.yml",)) or _site_data(source)
    yield SourceSite(
        name=str(settings.get("title") or settings.get("name") or ""),
        url=str(settings.get("url") or ""),
        description=str(settings.get("description") or ""),
        language=str(settings.get("lang") or settings.get("language") or ""),
        timezone=str(settings.get("timezone") or ""),
        media=(
            source,
            *(
                one
                for name in ("src", "content", "public", "static")
                if (one := source / name).is_dir()
            ),
        ),
    )
    yield from links_out(source)
    people = _people(source)
    for key, name in people.items():
        yield ImportedPerson(id=key, name=name)
    texts = [
        one for one in files_below(source, (".md", ".markdown")) if not _NO_CONTENT.search(one[0])
    ]
    by_path = {origin: origin for origin, _ in texts}
    by_stem = {Path(origin).stem: origin for origin, _ in texts}
    marks = TemplateMarks(
        lambda name: by_path.get(name.lstrip("/")) or by_stem.get(Path(name).stem, ""), "", ""
    )
    data = _FolderData(source)
    for origin, file in texts:
        yield _piece(origin, file, data.of(origin), marks, options)


def _piece(
    origin: str, file: Path, data: Mapping[str, Any], marks: TemplateMarks, options: Options
) -> Imported:
    text = text_at(origin, file)
    if isinstance(text, PassedOver):
        return text
    front = parted(text[0])
    if not front.form:
        return PassedOver(
            origin=origin, why="It has no front matter, so it is no text of the site."
        )
    body, losses = marks.resolved(front.body)
    day, stem = date_in_name(file.stem)
    keys = {**data, **front.keys}
    stem = stem if stem != "index" else file.parent.name
    is_post = bool(day) or "date" in front.keys or bool({"author", "authors"} & keys.keys())
    folder = Path(origin).parts[-2] if len(Path(origin).parts) > 1 else ""
    default = Defaults(
        date=day,
        slug=stem,
        kind="article" if is_post else "page",
        section=folder if is_post else "",
    )
    pattern = keys.get("permalink")
    made = piece_of(
        {key: value for key, value in keys.items() if key != "permalink"},
        body, origin, default, options.renamed, (*text[1], *front.losses, *losses),
    )  # fmt: skip
    return replace(
        made,
        addresses=(*_addresses(pattern, made, stem, origin), *made.addresses),
        folder=str(Path(origin).parent),
        headline=made.headline or ("" if is_post else stem.replace("-", " ").capitalize()),
    )


def _addresses(pattern: object, piece: Piece, stem: str, origin: str) -> tuple[str, ...]:
    """The address of the piece: what its permalink says, as far as that can be told without running it."""
    if isinstance(pattern, str) and pattern.strip():
        written = pattern.strip()
        year, month, day = [*piece.date[:10].split("-"), "", "", ""][:3]

        def told(match: re.Match[str]) -> str:
            inner = match[1].lower()
            if "fileslug" in inner:
                return stem
            if "title" in inner:
                return slug_of(piece.headline)
            if "date" in inner:
                whole = f"{year}/{month}/{day}"
                for sign, value in (("%y/%m/%d", whole), ("yyyy/mm/dd", whole), ("%y", year),
                                    ("%m", month), ("%d", day)):  # fmt: skip
                    if sign in inner:
                        return value
            if "slug" in inner:
                return piece.slug or stem
            return "{{"

        made = re.sub(r"\{\{([^{}\n]*+)\}\}", told, written)
        if not _EXPRESSION.search(made):
            return ("/" + made.lstrip("/"),)
        return ()
    path = origin.rpartition(".")[0]
    for root in ("src/", "content/", "site/"):
        path = path.removeprefix(root)
    folder = path.rpartition("/")[0]
    return (f"/{folder}/{stem}/".replace("//", "/"),)


class _FolderData:
    """The data that Eleventy gives all texts of a folder: `folder.json` or `folder.11tydata.json`."""

    def __init__(self, source: Path) -> None:
        self._source = source
        self._known: dict[str, dict[str, Any]] = {}

    def of(self, origin: str) -> dict[str, Any]:
        """The data for the text at this path, that of the nearest folder before others."""
        found: dict[str, Any] = {}
        for folder in reversed(list(Path(origin).parents)[:-1]):
            found |= self._folder(folder.as_posix())
        return found

    def _folder(self, folder: str) -> dict[str, Any]:
        if folder not in self._known:
            name = folder.rpartition("/")[2]
            self._known[folder] = {}
            for ending in (".json", ".11tydata.json"):
                file = self._source / folder / f"{name}{ending}"
                if file.is_file():
                    try:
                        value = json.loads(text_of(file.read_bytes()[:1_000_000])[0])
                    except (ValueError, RecursionError):
                        continue
                    if isinstance(value, dict):
                        self._known[folder] |= value
            # What it is for a theme alone.
            for key in ("layout", "tags", "eleventyComputed", "pagination"):
                self._known[folder].pop(key, None)
        return self._known[folder]


def _site_data(source: Path) -> dict[str, Any]:
    for name in ("_data/site.json", "_data/metadata.json", "src/_data/site.json", "data/site.json",
                 "data/site.yaml", "_data/site.yaml", "content/_data/site.json"):  # fmt: skip
        file = source / name
        if file.is_file():
            text, _ = text_of(file.read_bytes()[:1_000_000])
            found = parted(text if name.endswith("json") else f"---\n{text}\n---\n").keys
            if found:
                return found
    return {}


def _people(source: Path) -> dict[str, str]:
    """The names of authors by the ids that texts call them by, where a data file says them."""
    for name in ("_data/authors", "data/authors", "src/_data/authors", "_data/team", "data/team"):
        for ending in (".json", ".yml", ".yaml"):
            file = source / f"{name}{ending}"
            if not file.is_file():
                continue
            text, _ = text_of(file.read_bytes()[:2_000_000])
            found = parted(text if ending == ".json" else f"---\n{text}\n---\n").keys
            named = {
                str(key): str(value.get("full_name") or value.get("name") or value.get("title"))
                for key, value in found.items()
                if isinstance(value, dict)
                and (value.get("full_name") or value.get("name") or value.get("title"))
            }
            if named:
                return named
    return {}
