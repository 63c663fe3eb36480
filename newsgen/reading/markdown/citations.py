"""Citations in the text: `[@reuters]`, `[@nyt, paragraph 4]`, `[@reuters; @nyt]`.

Reading Markdown turns each into an element that the sanitiser lets through, and
`with_citation_slots` turns those into slots that the renderer fills: only it knows
which number a source has in the article and where its line is.
"""

from __future__ import annotations

import html
import re

from newsgen.reading.markdown.code_elements import without_code

# Nothing is given back once it is matched: what follows each part begins with another character.
_ONE = r"@[^\s;,\[\]@]++(?:\s*+,[^;\[\]]*+)?+"
CITATION = rf"\[\s*+({_ONE}(?:\s*+;\s*+{_ONE})*+)\s*+\]"
CITATION_CLASS = "newsgen-citation"

_ELEMENT = re.compile(rf'<cite class="{CITATION_CLASS}" title="([^"]*)"></cite>')
_UNCLOSED = re.compile(r"\[@")
_MARKER = re.compile(r"\0c(\d+)\0")
_MARKER_IN_SPAN = re.compile(r"<span>((?:\0c\d++\0)++)</span>")
_QUOTE, _QUOTE_END = "<blockquote>", "</blockquote>"


def citation_titles(written: str) -> list[str]:
    """The keys and locators of the citations between two brackets."""
    return [" ".join(one.strip().removeprefix("@").split()) for one in written.split(";")]


def with_citation_slots(clean: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The HTML with a slot for each citation, and each citation's key and locator, in order.

    A slot is "\\0c4\\0" for the marker of the fifth citation. A quotation that
    ends with citations becomes a figure: "\\0q4\\0" stands for its `cite`
    attribute and "\\0n4\\0" for the source's name in the caption.
    """
    if CITATION_CLASS not in clean:
        return clean, ()
    found: list[tuple[str, str]] = []

    def slot(match: re.Match[str]) -> str:
        key, _, locator = html.unescape(match.group(1)).partition(",")
        found.append((key.strip(), locator.strip()))
        return f"\0c{len(found) - 1}\0"

    slotted = _ELEMENT.sub(slot, clean)
    if not found:
        return clean, ()
    slotted = _MARKER_IN_SPAN.sub(r"\1", slotted)
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
    while (start := quoted.rfind("\0", 0, max(end - 1, 0))) >= 0 and _MARKER.fullmatch(
        quoted, start, end
    ):
        end = start
    if end == len(quoted):
        return None
    text, markers = quoted[:end].rstrip(), quoted[end:]
    numbers = _MARKER.findall(markers)
    # The citation may stand in a paragraph of its own, which is then empty.
    text = text.removesuffix("<p>").rstrip() if text.endswith("<p>") else f"{text}</p>"
    names = ", ".join(f"\0n{number}\0" for number in numbers)
    return (
        f'<figure class="quotation">\n<blockquote\0q{numbers[0]}\0>{text}\n</blockquote>\n'
        f"<figcaption>{names}{markers}</figcaption>\n</figure>"
    )


def has_unclosed(clean: str) -> bool:
    """Whether the text holds the beginning of a citation that was not read as one."""
    # One character is looked for in a twentieth of the time of two.
    return "@" in clean and "[@" in clean and _UNCLOSED.search(without_code(clean)) is not None
