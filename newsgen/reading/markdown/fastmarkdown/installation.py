"""Replaces the parts of a `Markdown` instance with faster ones."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, postprocessors, preprocessors, treeprocessors
from markdown.blockparser import BlockParser
from markdown.extensions import md_in_html
from markdown.extensions.abbr import AbbrTreeprocessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.serializers import to_html_string, to_xhtml_string

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.reading.markdown.fastmarkdown import serialize, tree, whole_text
from newsgen.reading.markdown.fastmarkdown.blocks import use_marked_parser
from newsgen.reading.markdown.fastmarkdown.inline import InlinePass
from newsgen.reading.markdown.fastmarkdown.registries import replace
from newsgen.reading.markdown.fastmarkdown.shared_state import view_as
from newsgen.reading.markdown.work import Work


class _Replacement(NamedTuple):
    """What stands in a registry under a name, at its documented priority, and its successor."""

    registry: str
    name: str
    priority: int
    known: type
    make: Callable[[Any, Work], Any]


def _seen_as(registry: str, name: str, priority: int, known: type, view_type: type) -> _Replacement:
    return _Replacement(registry, name, priority, known, partial(_view, view_type))


def _view(view_type: type, original: Any, work: Work) -> Any:
    view: Any = view_as(view_type, original)
    view.work = work
    return view


_REPLACEMENTS = (
    _seen_as(
        "preprocessors",
        "normalize_whitespace",
        30,
        preprocessors.NormalizeWhitespace,
        whole_text.Whitespace,
    ),
    _seen_as(
        "preprocessors", "fenced_code_block", 25, FencedBlockPreprocessor, whole_text.FencedCode
    ),
    _seen_as(
        "preprocessors",
        "html_block",
        20,
        preprocessors.HtmlBlockPreprocessor,
        whole_text.HtmlBlocks,
    ),
    _seen_as(
        "preprocessors",
        "html_block",
        20,
        md_in_html.HtmlBlockPreprocessor,
        whole_text.HtmlBlocksWithMarkdown,
    ),
    _Replacement("treeprocessors", "inline", 20, treeprocessors.InlineProcessor, InlinePass),
    _seen_as(
        "treeprocessors", "prettify", 10, treeprocessors.PrettifyTreeprocessor, tree.LineBreaks
    ),
    _seen_as("treeprocessors", "abbr", 7, AbbrTreeprocessor, tree.Abbreviations),
    _seen_as("treeprocessors", "attr_list", 8, AttrListTreeprocessor, tree.AttributeLists),
    _seen_as("treeprocessors", "toc", 5, TocTreeprocessor, tree.TableOfContents),
    _seen_as("treeprocessors", "unescape", 0, treeprocessors.UnescapeTreeprocessor, tree.Unescape),
    _seen_as(
        "postprocessors", "raw_html", 30, postprocessors.RawHtmlPostprocessor, whole_text.RawHtml
    ),
    _seen_as(
        "postprocessors",
        "raw_html",
        30,
        md_in_html.MarkdownInHTMLPostprocessor,
        whole_text.RawHtmlWithMarkdown,
    ),
)

_SERIALIZERS: dict[Callable[[Element], str], Callable[[Element], str]] = {
    to_html_string: serialize.HTML,
    to_xhtml_string: serialize.XHTML,
}


def install(md: Markdown, work: Work) -> None:
    """Replace what is exactly of a known type; cheap when all is in place already."""
    if type(md.parser) is BlockParser:
        use_marked_parser(md.parser, work)
    md.serializer = _SERIALIZERS.get(md.serializer, md.serializer)
    for registry, name, priority, known, make in _REPLACEMENTS:
        replace(getattr(md, registry), name, priority, known, partial(_made, make, work))


def _made(make: Callable[[Any, Work], Any], work: Work, original: Any) -> Any:
    return make(original, work)
