"""Keeps the words behind a link whose title never ends, as an extension of Python-Markdown.

Of `[text](x '(` Python-Markdown takes the index -1 for the end of the link, and drops all words of the
paragraph but the last character. Here what has no end is no link.
"""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import ImageInlineProcessor, LinkInlineProcessor


class EndedLink(LinkInlineProcessor):
    """`[text](address "title")`"""

    def getLink(  # noqa: N802 - Python-Markdown's name
        self, data: str, index: int
    ) -> tuple[str, str | None, int, bool]:
        found = super().getLink(data, index)
        return found if found[2] >= 0 else ("", None, index, False)


class EndedImage(EndedLink, ImageInlineProcessor):
    """`![text](address "title")`"""


class LinkExtension(Extension):
    """Registers the two in the place of Python-Markdown's own, where those are in use."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        for name, known, ended, priority in (
            ("link", LinkInlineProcessor, EndedLink, 160),
            ("image_link", ImageInlineProcessor, EndedImage, 150),
        ):
            pattern = md.inlinePatterns[name] if name in md.inlinePatterns else None  # noqa: SIM401
            if type(pattern) is known:
                md.inlinePatterns.register(ended(pattern.pattern, md), name, priority)
