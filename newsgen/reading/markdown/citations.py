"""Reads citations in the text: `[@reuters]`, `[@nyt, paragraph 4]`, `[@reuters; @nyt]`.

Reading Markdown turns each into an element that the sanitiser lets through, and
`with_citation_slots` turns those into slots that the renderer fills: only it knows
which number a source has in the article and where its line is.
"""

from __future__ import annotations

import html
import re

from newsgen.model.body_slots import (
    CITATION_SLOT,
    MARK,
    CitationSlot,
    QuotationSlot,
    SourceNameSlot,
    citation_numbers,
    encoded,
)
from newsgen.reading.markdown.code_elements import without_code

# Nothing is given back once it is matched: what follows each part begins with another character.
# A second `@` behind a comma is no place in the first source, and no key has full-width marks.
_ONE = r"@[^\s;,\[\]@；，＠]++(?:\s*+,(?!\s*+@)[^;,\[\]]*+)*+"
CITATION = rf"\[\s*+({_ONE}(?:\s*+;\s*+{_ONE})*+)\s*+\]"
CITATION_CLASS = "newsgen-citation"

# Patterns of what few texts hold are compiled when they are first used.
_ELEMENT = rf'<cite class="{CITATION_CLASS}" title="([^"]*)"></cite>'
_UNCLOSED = r"\[@"
_ADDRESS = re.compile(r"\(\s{0,9}(?:<|[^\s()]++(?:\(|\s{0,9}[)\"']))")
_MARKER = re.compile(CITATION_SLOT)
_MARKER_IN_SPAN = rf"<span>((?:{CITATION_SLOT})++)</span>"
_QUOTE, _QUOTE_END = "<blockquote>", "</blockquote>"


def citation_titles(written: str) -> list[str]:
    """The keys and locators of the citations between two brackets."""
    return [" ".join(one.strip().removeprefix("@").split()) for one in written.split(";")]


def is_link_ahead(text: str, end: int) -> bool:
    """Whether an address follows the bracket that ends here: `[@anna](https://…)` is a link."""
    return text.startswith("(", end) and _ADDRESS.match(text, end) is not None


def with_citation_slots(clean: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The HTML with a slot for each citation, and each citation's key and locator, in order.

    A quotation that ends with citations becomes a figure, with the names of
    their sources in its caption.
    """
    if CITATION_CLASS not in clean:
        return clean, ()
    found: list[tuple[str, str]] = []

    def slot(match: re.Match[str]) -> str:
        key, _, locator = html.unescape(match.group(1)).partition(",")
        found.append((key.strip(), locator.strip()))
        return encoded(CitationSlot(len(found) - 1))

    slotted = re.sub(_ELEMENT, slot, clean)
    if not found:
        return clean, ()
    slotted = re.sub(_MARKER_IN_SPAN, r"\1", slotted)
    if _QUOTE in slotted:
        slotted = _with_figures(slotted)
    return slotted, tuple(found)


def _with_figures(slotted: str) -> str:
    """The HTML with a figure for each quotation that holds no other one and ends with citations."""
    pieces = []
    at = 0
    end = slotted.find(_QUOTE_END)
    while end >= 0:
        start = slotted.rfind("<blockquote", at, end)
        if start >= 0 and slotted.startswith(_QUOTE, start):
            figure = _figure(slotted[start + len(_QUOTE) : end])
            if figure:
                pieces += [slotted[at:start], figure]
                at = end + len(_QUOTE_END)
        if at <= end:
            # Nothing before this end belongs to a quotation that ends later.
            pieces.append(slotted[at : end + len(_QUOTE_END)])
            at = end + len(_QUOTE_END)
        end = slotted.find(_QUOTE_END, at)
    return "".join((*pieces, slotted[at:]))


def _figure(quoted: str) -> str | None:
    """The figure for what stands in a quotation; None where it does not end with citations."""
    quoted = quoted.rstrip()
    if not quoted.endswith("</p>"):
        return None
    quoted = quoted[: -len("</p>")].rstrip()
    end = len(quoted)
    while (start := quoted.rfind(MARK, 0, max(end - 1, 0))) >= 0 and _MARKER.fullmatch(
        quoted, start, end
    ):
        end = start
    if end == len(quoted):
        return None
    text, markers = quoted[:end].rstrip(), quoted[end:]
    numbers = citation_numbers(markers)
    # The citation may stand in a paragraph of its own, which is then empty.
    text = text.removesuffix("<p>").rstrip() if text.endswith("<p>") else f"{text}</p>"
    names = ", ".join(encoded(SourceNameSlot(number)) for number in numbers)
    cite = encoded(QuotationSlot(numbers[0]))
    return (
        f'<figure class="quotation">\n<blockquote{cite}>{text}\n</blockquote>\n'
        f"<figcaption>{names}{markers}</figcaption>\n</figure>"
    )


def has_unclosed(clean: str) -> bool:
    """Whether the text holds the beginning of a citation that was not read as one."""
    # One character is looked for in a twentieth of the time of two.
    return "@" in clean and "[@" in clean and re.search(_UNCLOSED, without_code(clean)) is not None
