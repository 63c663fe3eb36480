"""Markdown's `[[timeline]]`: a list of moments, a line each."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from newsgen.plugins import MarkdownExtension, Plugin, Settings

SIGN = "[[timeline]]\n"


def plugin(settings: Settings) -> Plugin:
    settings.only()
    return Plugin(
        name="timeline",
        version="1.0",
        needs=">=0.1",
        # The elements are those that every text may have; the class is not.
        markdown=(MarkdownExtension(factory=Timeline, classes=frozenset({"x-timeline"})),),
    )


class Timeline(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.parser.blockprocessors.register(Moments(md.parser), "timeline", 175)


class Moments(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return block.startswith(SIGN)

    def run(self, parent: Element, blocks: list[str]) -> None:
        moments = SubElement(parent, "ol", {"class": "x-timeline"})
        for line in blocks.pop(0).removeprefix(SIGN).splitlines():
            when, _, what = line.partition(": ")
            item = SubElement(moments, "li")
            time = SubElement(item, "time")
            time.text, time.tail = when, f" {what}"
