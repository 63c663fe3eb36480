"""Keeps words that the blocks of Python-Markdown drop, as an extension.

It drops the cells of a row that has more than the table's head, and takes `[Question]: Why?` for the
definition of a link, which nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.preprocessors import Preprocessor

from newsgen.reading.markdown.definition_forms import DEFINITION, is_address, label_of, labels_in

# Behind fences (25) and blocks of HTML (20), which hold no definitions.
_PRIORITY = 15


class BlockWordsExtension(Extension):
    """Corrects the processors that are registered before it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.register(_NoDefinitions(md), "newsgen-no-definitions", _PRIORITY)
        for one in md.parser.blockprocessors:
            processor: Any = one
            if isinstance(one, TableProcessor):
                processor._build_row = partial(_build_row, one)


class _NoDefinitions(Preprocessor):
    """Escapes what has the form of a definition, leads to no address, and is used nowhere."""

    def run(self, lines: list[str]) -> list[str]:
        if not any("]:" in line for line in lines):
            return lines
        text = "\n".join(lines)
        doubtful = [one for one in re.finditer(DEFINITION, text) if not is_address(one[2])]
        if not doubtful:
            return lines
        used = labels_in(text)
        pieces, at = [], 0
        for match in doubtful:
            if used[label_of(match[1])] > 1:
                continue
            bracket = match.start(1) - 1
            pieces += [text[at:bracket], "\\"]
            at = bracket
        return "".join((*pieces, text[at:])).split("\n")


def _build_row(table: Any, row: str, parent: Element, align: Sequence[Any]) -> None:
    """A row with each of its cells; those beyond the head have no alignment."""
    cells = align
    # Most rows have no more cells than the head, and so fewer bars than would make them.
    if row.count("|") >= len(align):
        cells = [*align, *([None] * (len(table._split_row(row)) - len(align)))]
    processor: Any = TableProcessor
    processor._build_row(table, row, parent, cells)
