"""Reads one file of the site as what it is."""

from __future__ import annotations

from pathlib import Path

from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.model.records import FileRecord, ReadFile
from newsgen.reading.content.settings import ReadSettings
from newsgen.reading.content.statics import (
    MAX_MACHINE_BYTES,
    MAX_STYLE_BYTES,
    is_for_machines,
    is_style,
    read_for_machines,
    read_static,
)
from newsgen.reading.files.file_bytes import digest_file, text_bytes
from newsgen.reading.files.file_kinds import PLUGIN, THEME
from newsgen.reading.files.scan import Found


def read_file(found: Found, settings: ReadSettings) -> ReadFile:
    """The record of this file."""
    try:
        return _read(found, settings)
    except OSError as error:
        code = "NG072" if isinstance(error, PermissionError) else "NG005"
        message = f"The file cannot be read: {error.strerror}."
        hint = "Look at its permissions."
    except MemoryError:
        code, message = "NG302", "There is too little memory to read the file."
        hint = "End other programs, try --jobs 1, or take a larger machine."
    problem = Problem.at(found.path, WHOLE_FILE, code, message, hint)
    record = FileRecord(path=found.path, kind=found.kind, digest="", problems=(problem,))
    return ReadFile(record=record)


def _read(found: Found, settings: ReadSettings) -> ReadFile:
    file, path = found.file, found.path
    match found.kind:
        # By need: a build in which nothing changed loads neither Markdown nor YAML.
        # The file of a withdrawn article is found as an article.
        case "article" | "withdrawn":
            from newsgen.reading.content.articles import read_article

            return read_article(path, text_bytes(file), settings)
        case "page":
            from newsgen.reading.content.pages import read_page

            return read_page(path, text_bytes(file), settings)
        case "person":
            from newsgen.reading.content.pages import read_person

            return read_person(path, text_bytes(file), settings)
        case "config":
            from newsgen.reading.content.config import read_config

            return ReadFile(record=read_config(text_bytes(file)))
        case "registry":
            from newsgen.reading.content.sources import read_registry

            return ReadFile(record=read_registry(text_bytes(file)))
        case "style-sheet":
            from newsgen.reading.content.house_style import read_style_sheet

            return ReadFile(record=read_style_sheet(text_bytes(file)))
        case "redirects":
            from newsgen.reading.content.redirects import read_redirects

            return ReadFile(record=read_redirects(text_bytes(file)))
        case "front":
            from newsgen.reading.content.front_page import read_front

            return ReadFile(record=read_front(path, text_bytes(file)))
        case "words":
            from newsgen.reading.content.words import read_words

            return ReadFile(record=read_words(path, text_bytes(file)))
        case "template":
            name = path.removeprefix(THEME).removeprefix("templates/")
            if path.startswith(PLUGIN):
                name = path.partition("/templates/")[2]
            from newsgen.reading.content.templates import read_template

            return ReadFile(record=read_template(path, name, text_bytes(file)))
        case "static":
            name = path.removeprefix(THEME).removeprefix("static/")
            digest = digest_file(Path(file))
            if is_for_machines(name) and found.stat.size_bytes <= MAX_MACHINE_BYTES:
                content = Path(file).read_bytes()
                return ReadFile(record=read_for_machines(path, name, digest, content))
            style = Path(file).read_bytes() if _followed(found, name) else None
            return ReadFile(record=read_static(path, name, digest, style))
        case "media":
            from newsgen.reading.images.media import read_media

            return ReadFile(record=read_media(path, Path(file)))
        case "data":
            from newsgen.reading.content.data_files import read_data

            return read_data(path, text_bytes(file))
        case "catalogue":
            record = FileRecord(path=path, kind=found.kind, digest=digest_file(Path(file)))
            return ReadFile(record=record)


def _followed(found: Found, name: str) -> bool:
    return is_style(name) and found.stat.size_bytes <= MAX_STYLE_BYTES
