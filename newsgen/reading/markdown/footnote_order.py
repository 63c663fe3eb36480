"""Numbers footnotes in the order in which they are read, as an extension of Python-Markdown.

Python-Markdown numbers them in the order of their definitions, or of its own way through the tree,
which comes to lists, tables and quotations last. A note that nobody cites stands behind the others,
without a way back, and so does a second definition of a name: the first counts, as elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import NBSP_PLACEHOLDER, FootnoteExtension
from markdown.treeprocessors import Treeprocessor

# Between what adds more ways back to a note (15) and what takes the tree's white space in order (10).
_PRIORITY = 14


class FootnoteOrderExtension(Extension):
    """Orders the footnotes of Python-Markdown's extension, which has to be there."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        for one in md.registeredExtensions:
            if isinstance(one, FootnoteExtension):
                one.setFootnote = _Definitions(one)  # type: ignore[method-assign, assignment]
                md.treeprocessors.register(_Order(one), "newsgen-footnotes", _PRIORITY)


class _Definitions:
    """Keeps the first definition of each name under it; another becomes a note that nobody cites."""

    def __init__(self, notes: FootnoteExtension) -> None:
        self._notes = notes
        self._times: dict[str, int] = {}

    def __call__(self, name: str, text: str) -> None:
        notes, own = self._notes.footnotes, name
        if not notes:
            # Another text begins.
            self._times.clear()
        while own in notes:
            self._times[name] = self._times.get(name, 1) + 1
            own = f"{name}:{self._times[name]}"
        notes[own] = text


class _Order(Treeprocessor):
    """Gives marks and notes their numbers, and the notes their order."""

    def __init__(self, notes: FootnoteExtension) -> None:
        super().__init__(None)
        self._notes = notes

    def run(self, root: Element) -> None:
        listed = self._list(root)
        if listed is None:
            return
        notes = {f"#{item.get('id')}": item for item in listed}
        within = set(map(id, listed.iter()))
        marks: dict[str, list[Element]] = {}
        order = _collect((one for one in root.iter() if id(one) not in within), notes, marks)
        others = iter(notes)
        number = 0
        while number < len(notes):
            if number == len(order):
                # None of the notes before it cites it.
                order.append(next(one for one in others if one not in marks))
                marks[order[-1]] = []
            order += _collect(notes[order[number]].iter(), notes, marks)
            number += 1
        self._number(order, notes, marks)
        listed[:] = [notes[one] for one in order]

    def _list(self, root: Element) -> Element | None:
        """The list of the footnotes."""
        first = next(iter(self._notes.footnotes), None)
        if first is None:
            return None
        name = self._notes.makeFootnoteId(first)
        return next((one for one in root.iter("ol") if len(one) and one[0].get("id") == name), None)

    def _number(
        self, order: list[str], notes: dict[str, Element], marks: dict[str, list[Element]]
    ) -> None:
        superscript = self._notes.getConfig("SUPERSCRIPT_TEXT")
        title = self._notes.getConfig("BACKLINK_TITLE")
        for number, name in enumerate(order, 1):
            ids = sorted((mark.get("id", "") for mark in marks[name]), key=_by_count)
            for mark, one in zip(marks[name], ids, strict=True):
                mark.set("id", one)
                mark[0].text = superscript.format(number)
            for back in _ways_back(notes[name]):
                back.set("title", title.format(number))
            if not marks[name]:
                _take_way_back(notes[name])


def _collect(
    elements: Iterable[Element], notes: dict[str, Element], marks: dict[str, list[Element]]
) -> list[str]:
    """Adds the marks among the elements to those of each note; returns the notes that had none."""
    new = []
    for one in elements:
        if one.tag == "sup" and len(one) and one[0].get("class") == "footnote-ref":
            name = one[0].get("href", "")
            if name in marks:
                marks[name].append(one)
            elif name in notes:
                marks[name] = [one]
                new.append(name)
    return new


def _by_count(name: str) -> tuple[int, str]:
    """The order of `fnref:a`, `fnref2:a`, `fnref10:a`."""
    return len(name), name


def _ways_back(note: Element) -> list[Element]:
    return [one for one in note.iter("a") if one.get("class") == "footnote-backref"]


def _take_way_back(note: Element) -> None:
    """Takes the link away that leads back to no mark, and the space before it."""
    for parent in list(note.iter()):
        for back in [one for one in parent if one.get("class") == "footnote-backref"]:
            index = list(parent).index(back)
            parent.remove(back)
            if index:
                parent[index - 1].tail = (parent[index - 1].tail or "").removesuffix(
                    NBSP_PLACEHOLDER
                )
            else:
                parent.text = (parent.text or "").removesuffix(NBSP_PLACEHOLDER)
                if not parent.text and not len(parent):
                    note.remove(parent)
