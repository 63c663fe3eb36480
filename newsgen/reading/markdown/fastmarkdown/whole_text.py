"""Runs the stages before the tree and after it, which work on the whole text."""

from __future__ import annotations

import re

from markdown import postprocessors, preprocessors, util
from markdown.extensions import md_in_html
from markdown.extensions.fenced_code import FencedBlockPreprocessor

from newsgen.reading.markdown.html_work import work_of_nesting, work_of_scanning
from newsgen.reading.markdown.work import Work

_FENCE = r"(?m)^(?:`{3,}|~{3,})"
_EFFORT_OF_A_FENCE = 20
"""What it takes to look for a fence's end, for each character, in nanoseconds."""

_BLANK_LINE = re.compile(r"(?<=\n) +\n")
_PLACEHOLDER = re.compile(util.HTML_PLACEHOLDER % "([0-9]+)")


class Whitespace(preprocessors.NormalizeWhitespace):
    """Line ends, tabs and blank lines made uniform, each only where the text has some to change."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines).replace(util.STX, "").replace(util.ETX, "")
        if "\r" in source:
            source = source.replace("\r\n", "\n").replace("\r", "\n")
        source += "\n\n"
        if "\t" in source:
            source = source.expandtabs(self.md.tab_length)
        if "\n " in source and " \n" in source:
            source = _BLANK_LINE.sub("\n", source)
        return source.split("\n")


class FencedCode(FencedBlockPreprocessor):
    """Looks for fenced code only in a text with a fence."""

    work: Work

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "```" in text or "~~~" in text:
            # The end of one that never ends is looked for in all of the text; of equal ones, one is
            # the other's end.
            fences = len(set(re.findall(_FENCE, text)))
            copies = text.count("\n```") + text.count("\n~~~")
            self.work.add(len(text) * (fences * _EFFORT_OF_A_FENCE + copies // 4))
            return super().run(lines)
        return text.split("\n")


def _has_html(text: str) -> bool:
    """Whether the HTML parser could change the text.

    Without a tag it hands all data on as it is, entities included, but ends numeric character
    references with the semicolon that they may lack.
    """
    return "<" in text or "&#" in text


class HtmlBlocks(preprocessors.HtmlBlockPreprocessor):
    """Parses HTML only in a text with some."""

    work: Work

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if not _has_html(text):
            return text.split("\n")
        self.work.add(work_of_scanning(text))
        return super().run(lines)


class HtmlBlocksWithMarkdown(md_in_html.HtmlBlockPreprocessor):
    """As `HtmlBlocks`, for the `md_in_html` extension."""

    work: Work

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if not _has_html(text):
            return text.split("\n")
        self.work.add(work_of_scanning(text) + work_of_nesting(text))
        return super().run(lines)


class RawHtml(postprocessors.RawHtmlPostprocessor):
    """Puts stashed HTML back in one pass over the text.

    A paragraph that holds nothing but a block of HTML gives way to the block.
    An article may have a hundred placeholders or more.
    """

    def run(self, text: str) -> str:
        stash = self.md.htmlStash
        if not stash.html_counter or util.STX not in text:
            return text
        parts = _PLACEHOLDER.split(text)
        for place in range(1, len(parts), 2):
            number = int(parts[place])
            if number >= stash.html_counter:
                parts[place] = util.HTML_PLACEHOLDER % parts[place]
                continue
            # The stub says `str`, but `md_in_html` stashes elements and overrides this method.
            html = self.stash_to_string(stash.rawHtmlBlocks[number])  # type: ignore[arg-type]
            if html[:1] == "<" or util.STX in html:
                html = self._restored(html, parts, place)
            parts[place] = html
        return "".join(parts)

    def _restored(self, html: str, parts: list[str], place: int) -> str:
        """The HTML with what is stashed within it, having taken away a paragraph around it."""
        if parts[place - 1].endswith("<p>") and parts[place + 1].startswith("</p>"):
            parts[place - 1] = parts[place - 1][:-3]
            parts[place + 1] = parts[place + 1][4:]
            if not self.isblocklevel(html):
                html = f"<p>{html}</p>"
        return RawHtml.run(self, html)


class RawHtmlWithMarkdown(RawHtml, md_in_html.MarkdownInHTMLPostprocessor):
    """As `RawHtml`, for the `md_in_html` extension."""
