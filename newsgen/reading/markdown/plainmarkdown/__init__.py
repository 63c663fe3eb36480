"""Turns everyday Markdown into what Python-Markdown makes of it, in a tenth of the time.

A news text is mostly paragraphs, headings, simple lists, quotations, links, pictures and emphasis. For
these, what Python-Markdown with newsgen's extensions writes is known, and
written here without a tree. Whatever is not surely of that kind (HTML, code, tables, footnotes, an unpaired
star) is declined with its whole text, and goes through
Python-Markdown. The tests hold that the two never differ.
"""

from newsgen.reading.markdown.plainmarkdown.document import plain_html

__all__ = ["plain_html"]
