"""Reads a Hugo site: content with front matter in YAML, TOML or JSON, its languages, and permalinks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from newsgen.importing.dialects.jekyll import settings_of
from newsgen.importing.front_keys import Defaults, piece_of
from newsgen.importing.front_parts import parted
from newsgen.importing.hugo_marks import HugoMarks
from newsgen.importing.options import Options
from newsgen.importing.permalinks import permalink
from newsgen.importing.source_folder import files_below, links_out, text_at
from newsgen.importing.written_dates import date_in_name
from newsgen.plugins.imported_pieces import ImportedPerson, PassedOver, SourceSite
from newsgen.plugins.importers import Imported, Importer

_CONFIGS = (
    "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml",
    "config/_default/hugo.toml", "config/_default/hugo.yaml", "config/_default/config.toml",
    "config/_default/config.yaml",
)  # fmt: skip
_ABOUT_PEOPLE = frozenset({"authors", "author", "people", "staff"})


def importer(options: Options) -> Importer:
    """The importer of this system."""
    return Importer(name="hugo", read=partial(_read, options=options))


def recognises(source: Path) -> bool:
    """Whether the source is a Hugo site."""
    return (
        source.is_dir()
        and (source / "content").is_dir()
        and any((source / one).is_file() for one in _CONFIGS)
        and not (source / "pelicanconf.py").is_file()
    )


def _read(source: Path, options: Options) -> Iterator[Imported]:
    settings = {str(key).lower(): value for key, value in settings_of(source, _CONFIGS).items()}
    languages = _languages(settings)
    params = settings.get("params")
    told = params if isinstance(params, Mapping) else {}
    yield SourceSite(
        name=str(settings.get("title") or ""),
        url=_url(settings.get("baseurl")),
        description=str(told.get("description") or ""),
        language=str(
            settings.get("defaultcontentlanguage") or settings.get("languagecode") or ""
        ).split("-")[0],
        timezone=str(settings.get("timezone") or ""),
        media=tuple(
            one
            for name in ("static", "assets", "content", "assets/images", "static/images")
            if (one := source / name).is_dir()
        ),
    )
    yield from links_out(source)
    site = _Content(source, settings, languages, options)
    yield from site.pieces()


class _Content:
    def __init__(
        self, source: Path, settings: Mapping[str, Any], languages: frozenset[str], options: Options
    ) -> None:
        self._source = source
        self._options = options
        self._languages = languages
        self._patterns = _patterns(settings, source)
        self._texts = [*files_below(source, (".md", ".markdown", ".html"), "content")]
        self._default = str(settings.get("defaultcontentlanguage") or "").lower()
        by_path = {origin: origin for origin, _ in self._texts}
        by_name: dict[str, str] = {}
        for origin in by_path:
            by_name.setdefault(Path(origin).name, origin)
            by_name.setdefault(Path(origin).stem, origin)
        self._marks = HugoMarks(
            lambda target: (
                by_path.get(f"content/{target.lstrip('/')}")
                or by_path.get(f"content/{target.strip('/')}.md")
                or by_name.get(target.rpartition("/")[2].strip(), "")
            )
        )

    def pieces(self) -> Iterator[Imported]:
        for origin, file in self._texts:
            yield from self._piece(origin, file)

    def _piece(self, origin: str, file: Path) -> Iterator[Imported]:
        text = text_at(origin, file)
        if isinstance(text, PassedOver):
            yield text
            return
        front = parted(text[0])
        if not front.form:
            yield PassedOver(
                origin=origin, why="It has no front matter, so it is no text of the site."
            )
            return
        parts = list(Path(origin).parts[1:])
        lang = ""
        if len(parts) > 1 and parts[0] in self._languages:
            lang = parts.pop(0)
        stem = file.stem
        tagged = re.fullmatch(r"(.+)\.([a-z]{2,3}(?:-[A-Za-z]{2,4})?)", stem)
        if tagged and (tagged[2] in self._languages or not self._languages):
            stem, lang = tagged[1], tagged[2]
        section = parts[0] if len(parts) > 1 else ""
        if stem == "_index":
            if section in _ABOUT_PEOPLE and len(parts) > 2:
                yield _person(parts[-2], front.keys, front.body)
            elif front.body.strip():
                yield PassedOver(
                    origin=origin,
                    why="It is the head of a list, which newsgen makes by itself.",
                    failed=False,
                )
            return
        if section in _ABOUT_PEOPLE:
            name = stem if stem != "index" else parts[-2]
            yield _person(name, front.keys, front.body)
            return
        if stem == "index":
            stem = parts[-2] if len(parts) > 1 else "index"
        body, losses = self._marks.resolved(front.body)
        day, bare = date_in_name(stem)
        names = {str(key).lower() for key in front.keys}
        has_date = bool(names & {"date", "publishdate", "published", "pubdate"}) or bool(day)
        default = Defaults(
            date=day,
            slug=bare if day else stem,
            section=section,
            lang="" if lang == self._default and not self._options.site.language else lang,
            kind="article" if has_date else "page",
        )
        made = piece_of(
            front.keys, body, origin, default, self._options.renamed,
            (*text[1], *front.losses, *losses),
        )  # fmt: skip
        address = ""
        if "url" not in names:
            pattern = self._patterns.get(section, "")
            if pattern:
                address = permalink(pattern, replace(made, section=section), stem, day)
            else:
                inner = "/".join([*parts[:-1], made.slug if "slug" in names else stem])
                address = f"/{inner}/"
            if lang and lang != self._default:
                address = f"/{lang}{address}"
        addresses = tuple(filter(None, (address, *(_rooted(one) for one in made.addresses))))
        yield replace(
            made,
            addresses=addresses,
            folder=str(Path(origin).parent),
            section=section or made.section,
        )


def _rooted(address: str) -> str:
    return address if address.startswith(("/", "http")) else f"/{address}"


def _person(key: str, front: Mapping[str, Any], body: str) -> ImportedPerson:
    return ImportedPerson(
        id=key,
        name=str(front.get("title") or front.get("name") or key),
        role=str(front.get("role") or front.get("job_title") or "")[:200],
        text=re.sub(r"\{\{[^{}\n]*+\}\}|<[^<>]*+>", "", body),
    )


def _url(value: object) -> str:
    url = str(value or "").strip()
    return url if url.startswith(("https://", "http://")) else ""


def _languages(settings: Mapping[str, Any]) -> frozenset[str]:
    found = settings.get("languages")
    return (
        frozenset(str(one).lower() for one in found) if isinstance(found, Mapping) else frozenset()
    )


def _patterns(settings: Mapping[str, Any], source: Path) -> dict[str, str]:
    """The permalinks of sections, of the settings or of their own file."""
    found = settings.get("permalinks")
    if not isinstance(found, Mapping):
        file = source / "config/_default/permalinks.toml"
        try:
            found = tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError):
            found = {}
    inner = found.get("page")
    merged = {**found, **(inner if isinstance(inner, Mapping) else {})}
    return {str(key): value for key, value in merged.items() if isinstance(value, str)}
