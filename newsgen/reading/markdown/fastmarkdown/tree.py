"""Walks the tree: each element costs as little as its content allows."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import treeprocessors, util
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.toc import TocTreeprocessor

from newsgen.reading.markdown.heading_ids import UniqueNames
from newsgen.reading.markdown.work import Work

# In nanoseconds: for a line of a table of contents, for an abbreviation at a character of a text,
# for an element among those beside it.
_EFFORT_OF_AN_ENTRY = 20_000
_EFFORT_OF_A_NAME = 2
_EFFORT_OF_A_SIBLING = 8


class LineBreaks(treeprocessors.PrettifyTreeprocessor):
    """Line breaks between blocks; asks once per kind of element whether it is a block."""

    def run(self, root: Element) -> None:
        self._separate(root, {})
        for br in root.iter("br"):
            br.tail = f"\n{br.tail}" if br.tail and br.tail.strip() else "\n"
        for pre in root.iter("pre"):
            if len(pre) and pre[0].tag == "code":
                code = pre[0]
                if not len(code) and code.text is not None:
                    code.text = util.AtomicString(code.text.rstrip() + "\n")

    def _is_block(self, tag: Any, known: dict[Any, bool]) -> bool:
        is_block = known.get(tag)
        if is_block is None:
            is_block = known[tag] = self.md.is_block_level(tag)
        return is_block

    def _separate(self, element: Element, known: dict[Any, bool]) -> None:
        tag = element.tag
        if len(element) and self._is_block(tag, known) and tag not in ("code", "pre"):
            text = element.text
            if (not text or not text.strip()) and self._is_block(element[0].tag, known):
                element.text = "\n"
            for child in element:
                if self._is_block(child.tag, known):
                    self._separate(child, known)
        tail = element.tail
        if not tail or not tail.strip():
            element.tail = "\n"


class Unescape(treeprocessors.UnescapeTreeprocessor):
    """Restores escaped characters in those texts and attributes that have some."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            text, tail = element.text, element.tail
            if text and _may_hold_escapes(text) and element.tag != "code":
                element.text = self.unescape(text)
            if tail and _may_hold_escapes(tail):
                element.tail = self.unescape(tail)
            for name, value in element.items():
                # A valueless attribute has the value `None`.
                if value is not None and _may_hold_escapes(value):
                    element.set(name, self.unescape(value))


def _may_hold_escapes(text: str) -> bool:
    # An `AtomicString` becomes a plain string in this stage, with or without escapes.
    return util.STX in text or type(text) is not str


class AttributeLists(AttrListTreeprocessor):
    """Looks for attribute lists only in a tree with a brace in its text."""

    def run(self, doc: Element) -> None:
        if "{" in "".join(doc.itertext()) or "{" in (doc.tail or ""):
            super().run(doc)


class Abbreviations(AbbrTreeprocessor):
    """Says what there is to do before it looks for all names everywhere."""

    work: Work

    def run(self, root: Element) -> Element | None:
        if not self.abbrs:
            return None
        characters = sum(map(len, root.itertext()))
        siblings = sum(len(element) ** 2 for element in root.iter())
        self.work.add(characters * len(self.abbrs) * _EFFORT_OF_A_NAME)
        self.work.add(siblings * _EFFORT_OF_A_SIBLING)
        return super().run(root)


class TableOfContents(TocTreeprocessor):
    """Looks for the marker's own element only in a tree that has the marker in its text.

    Headings have ids that are counted as `reading.markdown.heading_ids` does it, where the site has no
    function of its own for them.
    """

    work: Work

    def run(self, doc: Element) -> None:
        if not isinstance(self.slugify, UniqueNames):
            super().run(doc)
            return
        with self.slugify.of(doc):
            super().run(doc)

    def replace_marker(self, root: Element, elem: Element) -> None:
        markers = sum(self.marker in text for text in root.itertext())
        if markers:
            elements = sum(1 for _ in root.iter())
            entries = sum(1 for _ in elem.iter("a"))
            self.work.add(markers * (entries * _EFFORT_OF_AN_ENTRY + elements))
            super().replace_marker(root, elem)
