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
from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor

from newsgen.reading.markdown.definition_forms import ADDRESS

_TARGET = r"([^\s]+)"


class BlockWordsExtension(Extension):
    """Corrects the processors that are registered before it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        for one in md.parser.blockprocessors:
            processor: Any = one
            if isinstance(one, TableProcessor):
                processor._build_row = partial(_build_row, one)
            elif isinstance(one, ReferenceProcessor):
                pattern = one.RE.pattern.replace(_TARGET, ADDRESS + _TARGET, 1)
                processor.RE = re.compile(pattern, one.RE.flags)


def _build_row(table: Any, row: str, parent: Element, align: Sequence[Any]) -> None:
    """A row with each of its cells; those beyond the head have no alignment."""
    cells = align
    # Most rows have no more cells than the head, and so fewer bars than would make them.
    if row.count("|") >= len(align):
        cells = [*align, *([None] * (len(table._split_row(row)) - len(align)))]
    processor: Any = TableProcessor
    processor._build_row(table, row, parent, cells)
