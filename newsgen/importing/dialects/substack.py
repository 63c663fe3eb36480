"""Reads an export of Substack: a zip, or its folder, with `posts.csv` and an HTML file for each text."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from newsgen.importing.html_markdown import markdown_of
from newsgen.importing.options import Options
from newsgen.importing.plain_bytes import text_of
from newsgen.importing.written_dates import said_date
from newsgen.importing.zip_files import UnsafeZipError, ZipFiles
from newsgen.plugins.imported_pieces import Loss, PassedOver, Piece, SourceSite
from newsgen.plugins.importers import Imported, Importer

_TABLE = "posts.csv"


def importer(options: Options) -> Importer:
    """The importer of this system."""
    return Importer(name="substack", read=partial(_read, options=options))


def recognises(source: Path) -> bool:
    """Whether the source is an export of Substack."""
    if source.is_dir():
        return (source / _TABLE).is_file()
    if source.suffix.lower() != ".zip":
        return False
    try:
        with zipfile.ZipFile(source) as opened:
            return any(name.rpartition("/")[2] == _TABLE for name in opened.namelist())
    except (zipfile.BadZipFile, OSError):
        return False


def _read(source: Path, options: Options) -> Iterator[Imported]:
    try:
        with ZipFiles(source) as files:
            yield from _pieces(files, source)
    except (UnsafeZipError, zipfile.BadZipFile) as error:
        yield PassedOver(origin=source.name, why=f"It can't be opened: {error}.", failed=True)


def _pieces(files: ZipFiles, source: Path) -> Iterator[Imported]:
    table = next((name for name in files.names() if name.rpartition("/")[2] == _TABLE), "")
    if not table:
        yield PassedOver(origin=source.name, why=f"There is no {_TABLE} in it.", failed=True)
        return
    by_number = {
        name.rpartition("/")[2].partition(".")[0]: name
        for name in files.names()
        if name.endswith(".html")
    }
    text, _ = text_of(files.read(table))
    yield SourceSite(media=(source,) if source.is_dir() else ())
    seen: set[str] = set()
    try:
        for row in csv.DictReader(io.StringIO(text)):
            told = {
                str(key): value or "" for key, value in row.items() if not isinstance(value, list)
            }
            number = told.get("post_id", "").partition(".")[0]
            seen.add(number)
            yield _piece(told, number, by_number.get(number, ""), files)
    except csv.Error as error:
        yield PassedOver(origin=table, why=f"It is no table: {error}.", failed=True)
    for number, name in by_number.items():
        if number not in seen:
            yield PassedOver(origin=name, why=f"It is not in {_TABLE}.", failed=True)


def _piece(row: Mapping[str, str], number: str, name: str, files: ZipFiles) -> Imported:
    origin = row.get("post_id", "") or row.get("title", "") or "a row without a number"
    kind = row.get("type", "")
    failure = ""
    body, losses = "", tuple[Loss, ...]()
    if name:
        try:
            html, losses = text_of(files.read(name))
        except UnsafeZipError as error:
            return PassedOver(origin=origin, why=f"{error}.", failed=True)
        body, further = markdown_of(html)
        losses += further
    elif kind != "thread":
        failure = "Its text is not in the export."
    audience = row.get("audience", "")
    is_paid = audience not in ("", "everyone")
    if is_paid:
        losses += (Loss(fate="changed", what=f"for `{audience}` alone: a draft"),)
    sound = row.get("podcast_url", "").strip()
    if sound:
        body = f"[Listen]({sound})\n\n{body}"
    slug = row.get("post_id", "").partition(".")[2]
    if kind == "thread":
        losses += (
            Loss(fate="dropped", what="answers of a thread, which the export does not hold"),
        )
    return Piece(
        origin=origin,
        body=body,
        headline=row.get("title", ""),
        standfirst=row.get("subtitle", ""),
        date=said_date(row.get("post_date", "")),
        slug=slug,
        draft=is_paid or row.get("is_published", "true").lower() == "false",
        addresses=(f"/p/{slug}",) if slug else (),
        losses=losses,
        failure=failure,
    )
