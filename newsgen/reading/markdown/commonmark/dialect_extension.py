"""Installs the dialect, as an extension of Python-Markdown."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor

from newsgen.reading.markdown.commonmark import blocks
from newsgen.reading.markdown.commonmark.fence_preprocessor import Fences

_ESCAPED = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
"""What a backslash makes text of: the punctuation of ASCII."""


class CommonMarkExtension(Extension):
    """Reads blocks as CommonMark and GitHub do; to be named behind `extra` and `sane_lists`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        parser = md.parser
        processors = parser.blockprocessors
        # What it indents belongs to a list that is taken as a whole.
        processors.deregister("indent", strict=False)
        processors.deregister("olist", strict=False)
        processors.deregister("ulist", strict=False)
        if "defindent" in processors:
            processors.register(blocks.DefinitionContent(parser), "defindent", 85)
        # Between code (80), which may look like all of these, and tables (75).
        processors.register(blocks.Rules(parser), "hr", 79)
        processors.register(blocks.Headings(parser), "hashheader", 78)
        processors.register(blocks.Lists(parser), "list", 77)
        processors.register(blocks.Quotations(parser), "quote", 76)
        processors.register(blocks.Interruption(parser), "interruption", 75.5)
        table = processors["table"] if "table" in processors else None  # noqa: SIM401
        if type(table) is TableProcessor:
            # The stubs do not know it.
            config = table.config  # type: ignore[attr-defined]
            processors.register(blocks.Tables(parser, config), "table", 75)
        processors.register(blocks.UnderlinedHeadings(parser), "setextheader", 60)
        name = "fenced_code_block"
        replaced = md.preprocessors[name] if name in md.preprocessors else None  # noqa: SIM401
        md.preprocessors.register(Fences(md, replaced), name, 25)
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, *(set(_ESCAPED) - set(md.ESCAPED_CHARS))]
        if md.delimiters is not None:
            md.delimiters.add("~", "del", double=True)
