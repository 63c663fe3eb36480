"""Footnotes by the thousand: what Python-Markdown looks for from the beginning is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor

from newsgen.reading.markdown.work import Work


class _Order(list[str]):
    """The ids of footnotes in the order of the text. It only grows."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[str, int] = {}
        self.numbers: dict[str, int] = {}

    def append(self, one: str) -> None:
        self._places.setdefault(one, len(self))
        super().append(one)

    def extend(self, ones: Iterable[str]) -> None:
        for one in ones:
            self.append(one)

    def __contains__(self, one: object) -> bool:
        return one in self._places

    def index(self, one: str, *bounds: int) -> int:  # type: ignore[override]
        return super().index(one, *bounds) if bounds else self._places[one]


def use_indexes(md: Markdown) -> None:
    """Gives the footnotes of the next text what finds them at once; to be called after their reset."""
    for extension in md.registeredExtensions:
        if type(extension) is FootnoteExtension and not extension.footnote_order:
            extension.footnote_order = _Order()
            extension.unique_ref = partial(_unique_ref, extension)  # type: ignore[method-assign]


class NoteMark(FootnoteInlineProcessor):
    """The mark of a footnote, with the number that it has among those defined."""

    work: Work

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        notes, name = self.footnotes, m.group(1)
        if not notes.getConfig("USE_DEFINITION_ORDER") or name not in notes.footnotes:
            return super().handleMatch(m, data)
        notes.addFootnoteRef(name)
        numbers = _numbers(notes)
        mark = Element("sup", {"id": notes.makeFootnoteRefId(name, found=True)})
        link = SubElement(
            mark, "a", {"href": f"#{notes.makeFootnoteId(name)}", "class": "footnote-ref"}
        )
        link.text = notes.getConfig("SUPERSCRIPT_TEXT").format(numbers[name])
        return mark, m.start(), m.end()


def _numbers(notes: FootnoteExtension) -> dict[str, int]:
    """The numbers of the footnotes. All of a text are known before its first mark is read."""
    order = notes.footnote_order
    if not isinstance(order, _Order):
        return {one: number for number, one in enumerate(notes.footnotes, 1)}
    if len(order.numbers) != len(notes.footnotes):
        order.numbers = {one: number for number, one in enumerate(notes.footnotes, 1)}
    return order.numbers


def _unique_ref(notes: FootnoteExtension, reference: str, found: bool = False) -> str:
    """A reference for the next mark of a footnote: that of the first, or with a number in it."""
    if not found:
        return reference
    times = notes.found_refs.get(reference, 0)
    unique = reference
    if times:
        before, rest = reference.split(notes.get_separator(), 1)
        unique = f"{before}{times + 1}{notes.get_separator()}{rest}"
    if unique in notes.used_refs:
        return FootnoteExtension.unique_ref(notes, reference, found)
    notes.used_refs.add(unique)
    notes.found_refs[reference] = times + 1
    return unique
