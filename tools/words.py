"""Writes newsgen.pot and brings every catalogue up to date with it: `python tools/words.py`.

The words are those that the theme's templates pass to `_`, and those of the
tables in the package. A new word is left empty in each catalogue, for a
person to translate; one that is gone is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from newsgen.model.correction import CORRECTION_LABELS, RETRACTED
from newsgen.model.kinds import KINDS
from newsgen.model.source import SOURCE_KINDS
from newsgen.model.titles import TITLES
from newsgen.rendering.filled_body import ABOUT_EMBED, BACK_TO_FOOTNOTE
from newsgen.rendering.republished import FIRST_PUBLISHED

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "templates"
LOCALE = ROOT / "newsgen" / "locale"
TEMPLATE = LOCALE / "newsgen.pot"

_WIDTH = 100
_OPTIONS = {"extensions": "jinja2.ext.do", "silent": "false"}
_HEADER = r"""# The interface words of newsgen. Written by tools/words.py; see docs/languages.md.
msgid ""
msgstr ""
"Language: {}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def catalogues() -> list[Path]:
    """The catalogue of every language."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/newsgen.po"))


def words() -> Iterator[tuple[str, str]]:
    """Every interface word with the file that asks for it, from the root of the repository."""
    for file in sorted(TEMPLATES.rglob("*.html")):
        for found in extract_from_file(
            "jinja2.ext:babel_extract", file, keywords={"_": None}, options=_OPTIONS
        ):
            yield str(found[1]), file.relative_to(ROOT).as_posix()
    tables = {
        "model/kinds": [word for kind in KINDS.values() for word in kind if word],
        "model/correction": [*CORRECTION_LABELS.values(), RETRACTED],
        "model/source": list(SOURCE_KINDS),
        "model/titles": list(TITLES.values()),
        "rendering/slots": [BACK_TO_FOOTNOTE, ABOUT_EMBED],
        "rendering/republished": [FIRST_PUBLISHED],
    }
    for module, table in tables.items():
        yield from ((word, f"newsgen/{module}.py") for word in table)


def template() -> str:
    """The text of newsgen.pot. Without line numbers, so that only a change of words changes it."""
    catalogue = Catalog()
    for word, file in words():
        catalogue.add(word, locations=[(file, None)])  # type: ignore[list-item]
    return _text(catalogue, "")


def updated(text: str, language: str) -> str:
    """The text of a catalogue with exactly the words of the template."""
    catalogue = read_po(text.splitlines(keepends=True))
    catalogue.update(read_po(template().splitlines(keepends=True)), no_fuzzy_matching=True)
    return _text(catalogue, language)


def _text(catalogue: Catalog, language: str) -> str:
    stream = BytesIO()
    write_po(
        stream,
        catalogue,
        width=_WIDTH,
        omit_header=True,
        include_lineno=False,
        ignore_obsolete=True,
    )
    return _HEADER.format(language) + stream.getvalue().decode()


if __name__ == "__main__":
    TEMPLATE.write_text(template(), "utf-8")
    for file in catalogues():
        language = file.parent.parent.name
        file.write_text(updated(file.read_text("utf-8"), language), "utf-8")
