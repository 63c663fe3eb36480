"""Reads a Word document: mammoth makes HTML of it, and newsgen Markdown of that."""

from __future__ import annotations

import zipfile
from pathlib import Path

from newsgen.importing.html_markdown import markdown_of
from newsgen.importing.zip_files import UnsafeZipError, ZipFiles
from newsgen.plugins.imported_pieces import Loss

_MOST_BYTES = 50_000_000


def text_of_word(file: Path) -> tuple[str, tuple[Loss, ...]] | str:
    """The text in Markdown and what was not carried; why there is none, as a sentence."""
    # By need: it is a library of an extra.
    import mammoth

    try:
        if file.stat().st_size > _MOST_BYTES:
            return f"It has more than {_MOST_BYTES:,} bytes."
        with ZipFiles(file) as parts:
            # A document declares no entities, and no part of it grows without end.
            for name in parts.names():
                content = parts.read(name)
                if name.endswith((".xml", ".rels")) and b"<!ENTITY" in content:
                    return "It declares entities, which no document does."
        lost: list[Loss] = []

        def no_picture(_: object) -> dict[str, str]:
            lost.append(Loss(fate="dropped", what="picture within the document: save it as a file"))
            return {"src": ""}

        with file.open("rb") as opened:
            made = mammoth.convert_to_html(
                opened, convert_image=mammoth.images.img_element(no_picture)
            )
    except (zipfile.BadZipFile, UnsafeZipError, OSError) as error:
        return f"It can't be opened: {error}."
    except Exception as error:  # noqa: BLE001 - a library over a document of a stranger
        return f"It is no Word document that can be read: {type(error).__name__}."
    body, losses = markdown_of(made.value)
    told = [Loss(fate="changed", what=str(one.message)[:120]) for one in made.messages]
    return body, (*lost, *losses, *told)
