"""Reads a Pelican site: texts with header lines, and the addresses that `pelicanconf.py` says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from newsgen.importing.front_keys import Defaults, piece_of
from newsgen.importing.front_parts import parted, with_header_lines
from newsgen.importing.options import Options
from newsgen.importing.permalinks import permalink
from newsgen.importing.plain_bytes import text_of
from newsgen.importing.source_folder import files_below, links_out, text_at
from newsgen.importing.structured_text import markdown_of_rest
from newsgen.importing.template_marks import TemplateMarks
from newsgen.importing.written_dates import date_in_name
from newsgen.model.slug import slug_of
from newsgen.plugins.imported_pieces import Loss, PassedOver, SourceSite
from newsgen.plugins.importers import Imported, Importer

_STATIC = re.compile(r"(?:\{(static|attach|filename|author|category|tag|index)\}|\|(filename|static|attach)\|"
                     r"|%7B(static|attach|filename)%7D)([^\s\"'<>)\]]*)", re.IGNORECASE)  # fmt: skip


def importer(options: Options) -> Importer:
    """The importer of this system."""
    return Importer(name="pelican", read=partial(_read, options=options))


def recognises(source: Path) -> bool:
    """Whether the source is a Pelican site."""
    return source.is_dir() and (source / "pelicanconf.py").is_file()


def python_settings(file: Path) -> dict[str, Any]:
    """The plain values that a Python file of settings gives names to. The file is never run."""
    if not file.is_file():
        return {}
    text, _ = text_of(file.read_bytes()[:1_000_000])
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found: dict[str, Any] = {}
    for node in tree.body:
        if (
            isinstance(node, ast.Assign)
            and len(node.targets) == 1
            and isinstance(node.targets[0], ast.Name)
        ):
            try:
                found[node.targets[0].id] = ast.literal_eval(node.value)
            except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
                continue
    return found


def _read(source: Path, options: Options) -> Iterator[Imported]:
    settings = python_settings(source / "pelicanconf.py")
    content = str(settings.get("PATH") or "content")
    if not (source / content).is_dir() or ".." in content:
        content = ""
    yield SourceSite(
        name=str(settings.get("SITENAME") or ""),
        url=str(
            settings.get("SITEURL")
            or python_settings(source / "publishconf.py").get("SITEURL")
            or ""
        ),
        language=str(settings.get("DEFAULT_LANG") or ""),
        timezone=str(settings.get("TIMEZONE") or ""),
        media=tuple(one for one in (source / content, source) if one.is_dir()),
    )
    yield from links_out(source)
    for origin, file in files_below(source, (".md", ".markdown", ".mkd", ".rst"), content):
        if not content and re.match(r"(?:theme|plugins|output|README)", origin):
            continue
        yield _piece(origin, file, content, settings, options)


def _piece(
    origin: str, file: Path, content: str, settings: dict[str, Any], options: Options
) -> Imported:
    text = text_at(origin, file)
    if isinstance(text, PassedOver):
        return text
    front = parted(text[0])
    is_rest = file.suffix == ".rst"
    if not front.form:
        front = _of_rest(text[0]) if is_rest else with_header_lines(text[0])
    if not front.form:
        return PassedOver(origin=origin, why="It begins with no lines of keys and values.")
    folder = Path(origin).parent.as_posix()
    root = f"{content}/" if content else ""
    body, losses = _with_paths(front.body, root)
    if is_rest:
        body, further = markdown_of_rest(body)
    else:
        body, further = TemplateMarks(lambda _: "", "", "").resolved(body)
    day, stem = date_in_name(file.stem)
    names = {key.lower() for key in front.keys}
    is_page = "date" not in names and not day and "/pages/" in f"/{origin}"
    below = folder.removeprefix(root.rstrip("/")).strip("/").split("/")[0]
    default = Defaults(
        date=day, slug=stem, section="" if is_page else below or str(settings.get("DEFAULT_CATEGORY") or ""),
        kind="page" if is_page else "article", split="[;,]", tag_split=",",
    )  # fmt: skip
    made = piece_of(
        front.keys, body, origin, default, options.renamed,
        (*text[1], *front.losses, *losses, *further),
    )  # fmt: skip
    return replace(
        made,
        slug=made.slug if "slug" in names else slug_of(made.headline) or stem,
        addresses=(
            *_addresses(made, front.keys, settings, is_page=is_page, stem=stem),
            *made.addresses,
        ),
        folder=folder,
    )


def _addresses(
    piece: Any, keys: dict[str, Any], settings: dict[str, Any], *, is_page: bool, stem: str
) -> tuple[str, ...]:
    name = "PAGE_URL" if is_page else "ARTICLE_URL"
    pattern = str(settings.get(name) or ("pages/{slug}.html" if is_page else "{slug}.html"))
    slug = str(
        {key.lower(): value for key, value in keys.items()}.get("slug")
        or slug_of(piece.headline)
        or stem
    )
    pattern = re.sub(r"\{date:%Y\}", ":year", pattern)
    pattern = re.sub(r"\{date:%m\}", ":month", pattern)
    pattern = re.sub(r"\{date:%d\}", ":day", pattern)
    pattern = re.sub(r"\{date:%Y-%m-%d\}", ":date", pattern)
    made = permalink(pattern, replace(piece, slug=slug), stem)
    return (made,) if made else ()


def _with_paths(text: str, root: str) -> tuple[str, tuple[Loss, ...]]:
    """The text with `{static}` and `{filename}` as paths in the source."""
    lost: dict[str, int] = {}

    def told(match: re.Match[str]) -> str:
        word = (match[1] or match[2] or match[3]).lower()
        path = unquote(match[4]) if match[3] else match[4]
        if word in ("static", "attach", "filename"):
            return f"/{root}{path.lstrip('/')}" if path.startswith("/") else path
        lost[word] = lost.get(word, 0) + 1
        return {"author": "/author/", "category": "/category/", "tag": "/tag/"}.get(
            word, "/"
        ) + path

    text = _STATIC.sub(told, text)
    return text, tuple(
        Loss(fate="changed", what=f"{{{word}}} is an old address", number=number)
        for word, number in lost.items()
    )


def _of_rest(text: str) -> Any:
    """The parts of reStructuredText: a title that is underlined, then `:key: value` lines."""
    from newsgen.importing.front_parts import Fronted

    lines = text.lstrip("\n").split("\n")
    keys: dict[str, Any] = {}
    at = 0
    if len(lines) > 1 and re.fullmatch(r"[=#*~-]{3,}", lines[0].strip()):
        lines = lines[1:]
    if len(lines) > 1 and re.fullmatch(r"[=#*~-]{3,}", lines[1].strip()):
        keys["title"] = lines[0].strip()
        at = 2
    while at < len(lines):
        match = re.match(r":([\w ]+):[ \t]*(.*)", lines[at])
        if match:
            keys[match[1]] = match[2].strip()
        elif lines[at].strip():
            break
        at += 1
    return Fronted(keys, "\n".join(lines[at:]), "header lines" if keys else "")
