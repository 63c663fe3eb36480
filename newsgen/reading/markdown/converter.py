"""Sets up Python-Markdown as newsgen uses it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import invalidate_caches
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, slugify_unicode

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.site import Dialect
from newsgen.reading.markdown.attribute_lists import AttributeListExtension
from newsgen.reading.markdown.block_words import BlockWordsExtension
from newsgen.reading.markdown.box_extension import BoxExtension
from newsgen.reading.markdown.citation_extension import CitationExtension
from newsgen.reading.markdown.commonmark.dialect_extension import CommonMarkExtension
from newsgen.reading.markdown.emphasis_extension import EmphasisExtension
from newsgen.reading.markdown.fastmarkdown import FastExtension
from newsgen.reading.markdown.footnote_order import FootnoteOrderExtension
from newsgen.reading.markdown.heading_ids import UniqueNames
from newsgen.reading.markdown.link_extension import LinkExtension
from newsgen.reading.markdown.typography_extension import TypographyExtension
from newsgen.reading.markdown.work import Work

if TYPE_CHECKING:
    from newsgen.reading.markdown.plugged_markdown import PluggedExtension


class Converter(NamedTuple):
    """Python-Markdown, and what counts its work."""

    markdown: Markdown
    work: Work


@cache
def converter(
    extensions: tuple[str | PluggedExtension, ...] = (),
    *,
    has_boxes: bool = False,
    dialect: Dialect = "commonmark",
) -> Converter:
    """Python-Markdown, made fast, and the work that it is about to do counted."""
    work = Work()
    markdown = Markdown(
        extensions=[
            *markdown_extensions(extensions, has_boxes=has_boxes, dialect=dialect),
            FastExtension(work),
        ],
        output_format="html",
    )
    return Converter(markdown, work)


class Paragraphs:
    """Converts single paragraphs of one text, as they would be among the others.

    What Python-Markdown makes of the text within a paragraph depends on nothing else but the
    `references`: the address and the title of each label that the text defines.
    """

    def __init__(self, references: Mapping[str, tuple[str, str]]) -> None:
        self._markdown, work = converter()
        self._references = references
        work.begin()

    def html(self, text: str) -> str:
        """The paragraph with this text. Raises as `Work.add` does.

        Tags within it are left as they are written, so that no block of HTML is in it.
        """
        markdown = self._markdown
        markdown.reset()
        markdown.references.update(self._references)
        root = Element(markdown.doc_tag)
        SubElement(root, "p").text = text
        for processor in markdown.treeprocessors:
            changed = processor.run(root)
            root = root if changed is None else changed
        written = markdown.serializer(root)
        written = written[written.index(">") + 1 : written.rindex("<")].strip()
        for postprocessor in markdown.postprocessors:
            written = postprocessor.run(written)
        markdown.reset()
        return written.strip()


def loading_fault(extension: str) -> str:
    """Why the extension of this name cannot be used beside newsgen's own; "" where it can."""
    # It may have been installed after this process looked for it.
    invalidate_caches()
    try:
        Markdown(extensions=[*markdown_extensions(), extension])
    except Exception as error:  # noqa: BLE001 - code of others, which can raise whatever it likes
        return str(error).rstrip(".") or type(error).__name__
    return ""


def markdown_extensions(
    more: tuple[str | PluggedExtension, ...] = (),
    *,
    has_boxes: bool = False,
    dialect: Dialect = "commonmark",
) -> list[str | Extension]:
    """The extensions of Python-Markdown for bodies; `more` are those of the site and its plugins.

    What the others add to everyday Markdown, `plainmarkdown` has to know or to decline.
    """
    return [
        "extra",
        AttributeListExtension(),
        EmphasisExtension(),
        LinkExtension(),
        FootnoteOrderExtension(),
        TypographyExtension(),
        "sane_lists",
        *([CommonMarkExtension()] if dialect == "commonmark" else []),
        TocExtension(slugify=UniqueNames(slugify_unicode)),
        CitationExtension(),
        *([BoxExtension()] if has_boxes else []),
        BlockWordsExtension(),
        *(one if isinstance(one, str) else one.factory() for one in more),
    ]
