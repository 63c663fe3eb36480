"""What is measured: builds after one change each, in an order in which each follows the one before."""

from __future__ import annotations

import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

from benchmarks.generators import Generator
from benchmarks.measure import Cost, run

SETTLE_SECONDS = 2.5
"""A file that changed within two seconds of being read proves nothing to newsgen (as to git)."""

CLEAN = "clean build"
NO_OP = "no-op"
BODY = "one body edited"
HEADLINE = "one headline edited"
ADDED = "one article added"
TEMPLATE = "one template edited"


class Bench:
    """A generator's site, and the changes that are made to it. `number` is another for each run."""

    def __init__(self, generator: Generator) -> None:
        self.generator = generator
        size = generator.corpus.size
        self._article = generator.corpus.article(size // 2)
        self._new = generator.corpus.article(size)
        self._settled = 0.0

    def measure(self, step: str, number: int) -> Cost:
        """Makes the step's change, builds, and sees that the change is published."""
        expected = _CHANGES[step](self, number)
        generator = self.generator
        time.sleep(max(0.0, self._settled - time.monotonic()))
        cost = run(generator.command(), generator.site, generator.environment())
        self._settled = time.monotonic() + SETTLE_SECONDS
        page, text = expected
        if text not in unescape(page.read_text(encoding="utf-8")):
            raise AssertionError(f"{generator.name} does not publish the change of `{step}`.")
        return cost

    def clean(self, number: int) -> tuple[Path, str]:
        """Nothing built, nothing remembered, nothing edited."""
        generator = self.generator
        generator.clean()
        generator.file_of(self._new).unlink(missing_ok=True)
        generator.restore_template()
        generator.write_article(self._article)
        self._settled = time.monotonic() + SETTLE_SECONDS
        return generator.page_of(self._article), self._article.headline

    def no_op(self, number: int) -> tuple[Path, str]:
        """No change."""
        return self.generator.page_of(self._article), self._article.headline

    def body(self, number: int) -> tuple[Path, str]:
        """Another text of the article in the middle of the corpus."""
        self.generator.edit_body(self._article, number)
        return self.generator.page_of(self._article), f"edit number {number}"

    def headline(self, number: int) -> tuple[Path, str]:
        """Another headline of the same article."""
        self.generator.edit_headline(self._article, number)
        return self.generator.page_of(self._article), f", version {number}"

    def added(self, number: int) -> tuple[Path, str]:
        """A new article, the newest of all."""
        self.generator.write_article(self._new)
        return self.generator.page_of(self._new), self._new.headline

    def template(self, number: int) -> tuple[Path, str]:
        """A change of the template of all articles' pages."""
        self.generator.edit_template(number)
        return self.generator.page_of(self._article), f"edit {number}"


_CHANGES: dict[str, Callable[[Bench, int], tuple[Path, str]]] = {
    CLEAN: Bench.clean,
    NO_OP: Bench.no_op,
    BODY: Bench.body,
    HEADLINE: Bench.headline,
    ADDED: Bench.added,
    TEMPLATE: Bench.template,
}

STEPS = tuple(_CHANGES)
