"""Turns a text that holds more than everyday Markdown into HTML: HTML, code, tables, definitions, escapes."""

from __future__ import annotations

import re

from newsgen.reading.markdown.growth import growth_fault
from newsgen.reading.markdown.html_work import work_of_nesting
from newsgen.reading.markdown.plainmarkdown.blocks import blocks
from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError
from newsgen.reading.markdown.plainmarkdown.line_spans import LineSpans
from newsgen.reading.markdown.plainmarkdown.set_aside import SetAside
from newsgen.reading.markdown.sanitizer_fast_path import RawHtml
from newsgen.reading.markdown.typography import Rules
from newsgen.reading.markdown.typography.everyday import in_marks
from newsgen.reading.markdown.typography.html_pass import finished
from newsgen.reading.markdown.unread_markdown import html_blocks
from newsgen.reading.markdown.work import MOST_WORK

_SIGNS = "\r\x02\x03"
"""What has a meaning of its own."""

_TAB = 4
_BLANK_LINE = re.compile(r"\n +(?=\n)")
_BOX = re.compile(r"(?m)^[^\w\n!?]*+\d*+[^\w\n!?]*+(?:!!!|\?\?\?)")
_OPENS_BOX = re.compile(r"!!! ?(?i:fact|method|quote)(?: +\"[^\"\n]*\")? *(?:\n|\Z)")
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt);)")


def written_html(text: str, rules: Rules) -> RawHtml:
    """The HTML of the text, which has no blank line at its ends.

    Raises `DeclinedError`, and as `Work.add` does.
    """
    if not text.strip() or any(map(text.__contains__, _SIGNS)) or growth_fault(text, 1, ""):
        raise DeclinedError
    if "\t" in text:
        text = _BLANK_LINE.sub("\n", text.expandtabs(_TAB))
    if "!!!" in text or "???" in text:
        _refuse_boxes(text)
    aside = SetAside(text)
    if not aside.rest:
        raise DeclinedError
    spans = LineSpans(aside)
    html = "\n".join(blocks(aside.rest, spans))
    if not spans.is_finished:
        html = finished(html, rules)
    html = in_marks(html, rules).strip()
    if not spans.marks.is_clean and work_of_nesting(html) > MOST_WORK:
        # It is refused where the whole text is converted.
        raise DeclinedError
    stash = html_blocks(html, text, aside.written) if "<" in text else ()
    is_clean = spans.marks.is_clean and "\u00a0" not in html and not _REFERENCE.search(html)
    return RawHtml(html, is_clean, blocks=stash)


def _refuse_boxes(text: str) -> None:
    """Declines boxes that are within another block, and what looks like a box and is none."""
    for match in _BOX.finditer(text):
        start = match.start()
        is_apart = not start or text.endswith("\n\n", 0, start)
        if not is_apart or not _OPENS_BOX.match(text, start):
            raise DeclinedError
