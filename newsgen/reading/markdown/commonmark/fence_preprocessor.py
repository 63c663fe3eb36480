"""Takes code between fences out of a text before anything else is read."""

from __future__ import annotations

import html
import re

from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import STX

from newsgen.reading.markdown.commonmark.fence_lines import Fence, fences

_RUNS = re.compile(r"~++")


class Fences(Preprocessor):
    """Puts a line that stands for the code in the place of each fence.

    What Python-Markdown's own extension knows of a fence's first line, and those that go with it, is
    left to that.
    """

    def __init__(self, md: Markdown, original: Preprocessor | None) -> None:
        super().__init__(md)
        self._original = original

    def run(self, lines: list[str]) -> list[str]:
        if not any("```" in line or "~~~" in line for line in lines):
            return lines
        written: list[str] = []
        done = 0
        for fence in fences(lines):
            written += lines[done : fence.first]
            written.append(fence.prefix + self._stashed(fence))
            done = fence.end
        return written + lines[done:]

    def _stashed(self, fence: Fence) -> str:
        longest = max((len(run) for line in fence.code for run in _RUNS.findall(line)), default=0)
        sign = "~" * max(3, longest + 1)
        if isinstance(self._original, FencedBlockPreprocessor):
            _, *found = self._original.run([f"{sign}{fence.info}", *fence.code, sign])
            if found and STX in found[0] and len(found) <= 2:
                return found[0]
        language = fence.info.split(" ")[0]
        attribute = f' class="language-{html.escape(language)}"' if language else ""
        code = "".join(html.escape(line) + "\n" for line in fence.code)
        return self.md.htmlStash.store(f"<pre><code{attribute}>{code}</code></pre>")
