"""Installs the faster stages, as an extension of Python-Markdown."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension

from newsgen.reading.libraries.verified import is_verified
from newsgen.reading.markdown.work import Work


class FastExtension(Extension):
    """Makes one `Markdown` instance faster without changing its output, and counts its work.

    Its place among the extensions does not matter: the work is done in `reset()`, which
    `Markdown` calls after all extensions are loaded, and again before each document, so that
    what another extension registers later is seen too.
    """

    def __init__(self, work: Work | None = None) -> None:
        """Whoever gives `work` begins to count it anew before each document; else the extension does."""
        super().__init__()
        self._is_own = work is None
        self._work = work or Work()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        self.md = md
        md.registerExtension(self)

    def reset(self) -> None:
        if self._is_own:
            self._work.begin()
        if is_verified("markdown"):
            # Imported here because another release may lack the names these modules need.
            from newsgen.reading.markdown.fastmarkdown.installation import install
            from newsgen.reading.markdown.fastmarkdown.notes import use_indexes

            install(self.md, self._work)
            use_indexes(self.md)
            # An exception leaves the parser's nesting behind, and `Markdown.reset` leaves it too:
            # the next document would be parsed as if it stood within a list of the last one.
            self.md.parser.state.clear()
