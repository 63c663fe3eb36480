"""One file of the site, opened and read as what it is."""

from __future__ import annotations

from pathlib import Path

from newsgen.model.content import FileRecord, ReadFile
from newsgen.model.problem import Problem
from newsgen.reading.file_bytes import digest_file, text_bytes
from newsgen.reading.scan import THEME, Found
from newsgen.reading.settings import ReadSettings
from newsgen.reading.statics import MAX_STYLE_BYTES, is_style, read_static


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
    problem = Problem(path=found.path, code=code, message=message, hint=hint)
    record = FileRecord(path=found.path, kind=found.kind, digest="", problems=(problem,))
    return ReadFile(record=record)


def _read(found: Found, settings: ReadSettings) -> ReadFile:
    file, path = found.file, found.path
    match found.kind:
        # By need: a build in which nothing changed loads neither Markdown nor YAML.
        case "article":
            from newsgen.reading.articles import read_article

            return read_article(path, text_bytes(file), settings)
        case "page":
            from newsgen.reading.pages import read_page

            return read_page(path, text_bytes(file), settings)
        case "person":
            from newsgen.reading.pages import read_person

            return read_person(path, text_bytes(file), settings)
        case "config":
            from newsgen.reading.config import read_config

            return ReadFile(record=read_config(text_bytes(file)))
        case "registry":
            from newsgen.reading.sources import read_registry

            return ReadFile(record=read_registry(text_bytes(file)))
        case "style-sheet":
            from newsgen.reading.style_sheet import read_style_sheet

            return ReadFile(record=read_style_sheet(text_bytes(file)))
        case "front":
            from newsgen.reading.front import read_front

            return ReadFile(record=read_front(path, text_bytes(file)))
        case "words":
            from newsgen.reading.words import read_words

            return ReadFile(record=read_words(path, text_bytes(file)))
        case "template":
            name = path.removeprefix(THEME).removeprefix("templates/")
            from newsgen.reading.templates import read_template

            return ReadFile(record=read_template(path, name, text_bytes(file)))
        case "static":
            name = path.removeprefix(THEME).removeprefix("static/")
            digest = digest_file(Path(file))
            style = Path(file).read_bytes() if _followed(found, name) else None
            return ReadFile(record=read_static(path, name, digest, style))
        case "media":
            from newsgen.reading.media import read_media

            return ReadFile(record=read_media(path, Path(file)))
        case "catalogue":
            record = FileRecord(path=path, kind=found.kind, digest=digest_file(Path(file)))
            return ReadFile(record=record)


def _followed(found: Found, name: str) -> bool:
    return is_style(name) and found.stat.size_bytes <= MAX_STYLE_BYTES
