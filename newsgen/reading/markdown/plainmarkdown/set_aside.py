"""Sets aside what no later step is to read: code between fences, blocks of HTML, definitions of links.

In its place stands a line that stands for it, as Python-Markdown writes one.
"""

from __future__ import annotations

import html
import re

from newsgen.reading.markdown.commonmark.fence_lines import fences
from newsgen.reading.markdown.commonmark.line_starts import ETX, STX
from newsgen.reading.markdown.plainmarkdown.declined import DeclinedError
from newsgen.reading.markdown.plainmarkdown.definitions import References, without_definitions
from newsgen.reading.markdown.plainmarkdown.html_blocks import without_html

_PLACE = re.compile(rf"{STX}wzxhzdk:([0-9]++){ETX}")
_LANGUAGE = re.compile(r"[\w#+-]*+")
_UNENDED_REFERENCE = re.compile(r"&#(?:[0-9]++|[xX][0-9a-fA-F]++)(?!;)")


class SetAside:
    """What was taken out of a text, and what is left of it."""

    def __init__(self, text: str) -> None:
        """Takes it out of the text, which has no tabs. Raises `DeclinedError`."""
        self.text = text
        self.written: list[str] = []
        """The HTML of each, by the number in its place."""
        self.references: References = {}
        self.rest = self._taken_out(text)
        """The text with places for what was taken out."""

    def of(self, line: str) -> str | None:
        """The HTML for which the line stands; None where it stands for none."""
        match = _PLACE.fullmatch(line.strip(" "))
        return self.written[int(match[1])] if match else None

    def _place(self, written: str) -> str:
        self.written.append(written)
        return f"{STX}wzxhzdk:{len(self.written) - 1}{ETX}"

    def _taken_out(self, text: str) -> str:
        if "```" in text or "~~~" in text:
            text = self._without_fences(text)
        if "&#" in text and _UNENDED_REFERENCE.search(text):
            raise DeclinedError
        if "<" in text:
            text = without_html(text, self._place)
        if "]:" in text or "] :" in text:
            text = without_definitions(text, self._place, self.references)
        return text.strip("\n")

    def _without_fences(self, text: str) -> str:
        lines = text.split("\n")
        written: list[str] = []
        done = 0
        for fence in fences(lines):
            if fence.prefix or not _LANGUAGE.fullmatch(fence.info) or not fence.is_closed:
                raise DeclinedError
            language = f' class="language-{fence.info}"' if fence.info else ""
            code = html.escape("".join(line + "\n" for line in fence.code), quote=False)
            code = code.replace('"', "&quot;")
            written += lines[done : fence.first]
            written.append(self._place(f"<pre><code{language}>{code}</code></pre>"))
            done = fence.end
        return "\n".join(written + lines[done:]) if done else text
