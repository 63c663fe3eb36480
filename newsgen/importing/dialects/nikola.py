"""Reads a Nikola site: texts with lines of `.. key: value`, in the text or in a file beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from newsgen.importing.dialects.pelican import python_settings
from newsgen.importing.enclosed import Elements
from newsgen.importing.front_keys import Defaults, piece_of
from newsgen.importing.front_parts import Fronted, dotted_values, parted, with_dotted_lines
from newsgen.importing.html_markdown import markdown_of
from newsgen.importing.options import Options
from newsgen.importing.source_folder import files_below, links_out, text_at
from newsgen.importing.structured_text import markdown_of_rest
from newsgen.importing.template_marks import TemplateMarks
from newsgen.importing.written_dates import date_in_name
from newsgen.plugins.imported_pieces import Loss, PassedOver, SourceSite
from newsgen.plugins.importers import Imported, Importer

_COMMENT = re.compile(r"\.comment-?[\w-]*\.|/\.|\.wpcomment$")
_BODIES = Elements("body")


def importer(options: Options) -> Importer:
    """The importer of this system."""
    return Importer(name="nikola", read=partial(_read, options=options))


def recognises(source: Path) -> bool:
    """Whether the source is a Nikola site."""
    return source.is_dir() and (source / "conf.py").is_file() and (source / "posts").is_dir()


def _read(source: Path, options: Options) -> Iterator[Imported]:
    settings = python_settings(source / "conf.py")
    yield SourceSite(
        name=str(settings.get("BLOG_TITLE") or ""),
        url=str(settings.get("SITE_URL") or ""),
        description=str(settings.get("BLOG_DESCRIPTION") or ""),
        language=str(settings.get("DEFAULT_LANG") or ""),
        timezone=str(settings.get("TIMEZONE") or ""),
        media=(source / "files", source / "images", source),
    )
    yield from links_out(source)
    comments = sum(".comment" in name for name in _hidden(source / "posts"))
    if comments:
        yield PassedOver(
            origin="posts",
            why=f"{comments:,} files of readers' comments, which newsgen has no place for.",
        )
    for folder, kind in (("posts", "article"), ("pages", "page"), ("stories", "page")):
        for origin, file in files_below(source, (".md", ".rst", ".html", ".txt", ".ipynb"), folder):
            yield _piece(origin, file, kind == "page", options)


def _hidden(folder: Path) -> Iterator[str]:
    return (
        file.name for file in folder.rglob(".*") if file.suffix in (".html", ".wpcomment", ".md")
    )


def _piece(origin: str, file: Path, is_page: bool, options: Options) -> Imported:
    text = text_at(origin, file)
    if isinstance(text, PassedOver):
        return text
    losses: tuple[Loss, ...] = text[1]
    if file.suffix == ".ipynb":
        return PassedOver(origin=origin, why="It is a notebook, which is no text.", failed=True)
    front = parted(text[0])
    if not front.form:
        front = with_dotted_lines(text[0])
    beside = file.with_suffix(".meta")
    if not front.form and beside.is_file():
        front = Fronted(dotted_values(text_at_or_empty(beside)), text[0], "a file beside it")
    if not front.form and not front.keys:
        return PassedOver(
            origin=origin, why="It has no keys and values, in it or in a file beside it."
        )
    body = front.body
    if file.suffix in (".html",):
        whole = next(_BODIES.finditer(body), None)
        body, further = markdown_of(whole.inner if whole else body)
        losses += further
    elif file.suffix == ".rst":
        body, further = markdown_of_rest(body)
        losses += further
    else:
        body, further = TemplateMarks(lambda _: "", "", "").resolved(body)
        losses += further
    keys = {key: value for key, value in front.keys.items() if str(value).strip()}
    day, stem = date_in_name(file.stem)
    default = Defaults(
        date=day, slug=file.stem, kind="page" if is_page else "article", split="[;,]", tag_split=","
    )
    made = piece_of(keys, body, origin, default, options.renamed, (*losses, *front.losses))
    slug = made.slug or stem
    folder = Path(origin).parent.as_posix()
    tags = tuple(one for one in made.tags if one not in ("draft", "private", "mathjax"))
    return replace(
        made,
        draft=made.draft or "draft" in made.tags or "private" in made.tags,
        tags=tags,
        addresses=(f"/{folder}/{slug}.html", f"/{folder}/{slug}/", *_absolute(made.addresses)),
        folder=folder,
        extra=_plain(made.extra),
    )


def _absolute(addresses: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in addresses if one.startswith("/"))


def _plain(extra: Any) -> dict[str, object]:
    return dict(extra)


def text_at_or_empty(file: Path) -> str:
    """The text of a file; "" where it can't be read."""
    text = text_at(file.name, file)
    return "" if isinstance(text, PassedOver) else text[0]
