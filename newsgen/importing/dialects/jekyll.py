"""Reads a Jekyll site: posts with the date in their names, pages, drafts, and `_config.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from newsgen.importing.front_keys import Defaults, piece_of
from newsgen.importing.front_parts import parted
from newsgen.importing.options import Options
from newsgen.importing.permalinks import permalink
from newsgen.importing.plain_bytes import text_of
from newsgen.importing.shortcodes import without_shortcodes
from newsgen.importing.source_folder import files_below, links_out, text_at
from newsgen.importing.template_marks import TemplateMarks
from newsgen.importing.written_dates import date_in_name
from newsgen.plugins.imported_pieces import PassedOver, SourceSite
from newsgen.plugins.importers import Imported, Importer

_ENDINGS = (".md", ".markdown", ".mkd", ".html", ".textile")
_CONFIGS = ("_config.yml", "_config.yaml", "_config.toml")
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "weekdate": "/:categories/:year/W:week/:short_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}


def importer(options: Options) -> Importer:
    """The importer of this system."""
    return Importer(name="jekyll", read=partial(_read, options=options))


def recognises(source: Path) -> bool:
    """Whether the source is a Jekyll site."""
    return source.is_dir() and (
        any((source / one).is_file() for one in _CONFIGS) or (source / "_posts").is_dir()
    )


def settings_of(source: Path, names: tuple[str, ...]) -> dict[str, Any]:
    """The settings in the first of these files that is there, as far as they can be read."""
    for name in names:
        file = source / name
        if file.is_file():
            text, _ = text_of(file.read_bytes()[:1_000_000])
            fence = "+++" if name.endswith("toml") else "---"
            return parted(f"{fence}\n{text}\n{fence}\n").keys
    return {}


def _read(source: Path, options: Options) -> Iterator[Imported]:
    settings = settings_of(source, _CONFIGS)
    base, url = str(settings.get("baseurl") or ""), str(settings.get("url") or "")
    yield SourceSite(
        name=str(settings.get("title") or settings.get("name") or ""),
        url=(url.rstrip("/") + base) if url else "",
        description=str(settings.get("description") or ""),
        language=str(settings.get("lang") or settings.get("locale") or ""),
        timezone=str(settings.get("timezone") or ""),
        media=(source, source / "assets"),
        uploads="/wp-content/uploads/",
    )
    yield from links_out(source)
    posts = [
        one
        for one in files_below(source, _ENDINGS)
        if "/_posts/" in f"/{one[0]}" or "/_drafts/" in f"/{one[0]}"
    ]
    by_name = {Path(origin).stem: origin for origin, _ in posts}
    marks = TemplateMarks(lambda name: by_name.get(name.rpartition("/")[2], ""), base, url)
    pattern = str(settings.get("permalink") or "date")
    pattern = _STYLES.get(pattern, pattern)
    for origin, file in posts:
        yield _post(origin, file, pattern, marks, options)
    yield from _pages(source, {origin for origin, _ in posts}, marks, options)


def _post(
    origin: str, file: Path, pattern: str, marks: TemplateMarks, options: Options
) -> Imported:
    text = text_at(origin, file)
    if isinstance(text, PassedOver):
        return text
    if file.suffix == ".textile":
        return PassedOver(
            origin=origin, why="Textile is not read: make it Markdown first.", failed=True
        )
    front = parted(text[0])
    day, stem = date_in_name(file.stem)
    body, losses = marks.resolved(front.body)
    body, further = without_shortcodes(body)
    # Categories may be the folders above _posts.
    folder = origin.partition("_posts/")[0].strip("/") if "_posts/" in origin else ""
    is_draft = "/_drafts/" in f"/{origin}"
    default = Defaults(date=day, slug=stem, section=folder)
    keys = {**front.keys, **({"draft": "true"} if is_draft else {})}
    piece = piece_of(
        keys, body, origin, default, options.renamed, (*text[1], *front.losses, *losses, *further)
    )
    own = tuple(one for one in piece.addresses if "/" in one or ":" in one)
    made = permalink(pattern, piece, stem, day)
    addresses = own if own and front.keys.get("permalink") else (made, *own)
    return replace(
        piece,
        headline=piece.headline or _headline(stem),
        addresses=addresses if not is_draft else own,
        folder=str(Path(origin).parent),
    )


def _headline(stem: str) -> str:
    """The title that Jekyll gives a text without one."""
    return re.sub(r"[-_]+", " ", stem).strip().capitalize()


def _pages(
    source: Path, posts: set[str], marks: TemplateMarks, options: Options
) -> Iterator[Imported]:
    """The standing pages: other texts with front matter. What only a theme needs is passed over."""
    for origin, file in files_below(source, (".md", ".markdown")):
        if origin in posts or re.match(r"_(?!pages/|site/)|.*/_|node_modules/|vendor/", origin):
            continue
        text = text_at(origin, file)
        if isinstance(text, PassedOver):
            yield text
            continue
        front = parted(text[0])
        if not front.form:
            yield PassedOver(
                origin=origin, why="It has no front matter, so it is no page of the site."
            )
            continue
        body, losses = marks.resolved(front.body)
        stem = file.stem if file.stem != "index" else file.parent.name
        address = "/" + origin.removeprefix("_pages/").rpartition(".")[0] + "/"
        default = Defaults(slug=stem, kind="page")
        piece = piece_of(
            front.keys, body, origin, default, options.renamed, (*text[1], *front.losses, *losses)
        )
        yield replace(
            piece,
            addresses=piece.addresses or (address,),
            folder=str(Path(origin).parent),
            headline=piece.headline or stem.replace("-", " ").capitalize(),
        )
