"""The generators that are compared: how each one's site is written, built and cleaned."""

from __future__ import annotations

import os
import shutil
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.corpus import Article, Corpus
from benchmarks.dialects import DIALECTS

REPOSITORY = Path(__file__).resolve().parent.parent
SITES = Path(__file__).resolve().parent / "sites"

NAME = "The Benchmark Herald"
URL = "https://herald.example/"
DESCRIPTION = "A newspaper that does not exist, to measure with."
PER_PAGE = 30
FEED_ITEMS = 30
NOW = "2025-01-01T00:00:00+00:00"

EDITED = "\n\nThis paragraph was added by edit number {number}.\n"


class Generator(ABC):
    """A generator with the site of a corpus in a folder of its own."""

    name = ""
    articles = "content"
    """The folder of the articles, below the site's."""

    template = ""
    """The template of an article's page, below the site's folder."""

    output = "public"

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        self.site = folder
        self.corpus = corpus

    @abstractmethod
    def version(self) -> str:
        """The version, as reports name it."""

    @abstractmethod
    def command(self, changed: Iterable[Path] = ()) -> list[str]:
        """The command of a build after these files have changed."""

    def environment(self) -> Mapping[str, str]:
        """The environment of the command."""
        return os.environ

    def write_frame(self) -> None:
        """Writes everything but the articles."""
        shutil.copytree(SITES / self.name, self.site, dirs_exist_ok=True)
        static = self.site / "static"
        static.mkdir(exist_ok=True)
        shutil.copyfile(REPOSITORY / "static/style.css", static / "style.css")

    def write(self) -> None:
        """Writes the whole site anew."""
        shutil.rmtree(self.site, ignore_errors=True)
        self.site.mkdir(parents=True)
        self.write_frame()
        numbers = range(self.corpus.size)
        chunks = [numbers[start : start + 500] for start in range(0, len(numbers), 500)]
        with ProcessPoolExecutor() as pool:
            for _ in pool.map(self._write_articles, chunks):
                pass

    def file_of(self, article: Article) -> Path:
        """The file of an article."""
        return self.site / self.articles / article.folder / f"{article.slug}.md"

    def page_of(self, article: Article) -> Path:
        """The page that is made of it."""
        return self.site / self.output / article.address

    def write_article(self, article: Article) -> Path:
        """Writes one article's file and returns it."""
        file = self.file_of(article)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(DIALECTS[self.name](article, self.corpus), encoding="utf-8")
        return file

    def edit_body(self, article: Article, number: int) -> Path:
        """Adds a paragraph to an article."""
        edited = article.body + EDITED.format(number=number)
        return self.write_article(article._replace(body=edited))

    def edit_headline(self, article: Article, number: int) -> Path:
        """Gives an article another headline; its address stays."""
        edited = article._replace(headline=f"{article.headline}, version {number}")
        return self.write_article(edited)

    def edit_template(self, number: int) -> Path:
        """Changes the template of an article's page, and so all of them."""
        file = self.site / self.template
        text = file.read_text(encoding="utf-8").partition("<!-- edit")[0].rstrip("\n")
        file.write_text(self.marked(text, f"<!-- edit {number} -->"), encoding="utf-8")
        return file

    def marked(self, template: str, mark: str) -> str:
        """The template with a mark that its pages show."""
        return f"{template}\n{mark}\n"

    def clean(self) -> None:
        """Deletes the output and every cache."""
        shutil.rmtree(self.site / self.output, ignore_errors=True)

    def _write_articles(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            self.write_article(self.corpus.article(number))


class Newsgen(Generator):
    """newsgen with its default theme, of which the site has the article's template as its own."""

    name = "newsgen"
    articles = "content/articles"
    template = "templates/article.html"
    output = "dist"

    def version(self) -> str:
        from newsgen import __version__

        return __version__

    def command(self, changed: Iterable[Path] = ()) -> list[str]:
        return [sys.executable, "-m", "newsgen", "build", "--site", str(self.site), "--now", NOW]

    def write_frame(self) -> None:
        lines = [
            f"name: {NAME}",
            f"url: {URL}",
            f"description: {DESCRIPTION}",
            f"publisher: {NAME}",
            "language: en",
            "timezone: UTC",
            f"per_page: {PER_PAGE}",
            f"feed: {{items: {FEED_ITEMS}}}",
            "sections:",
        ]
        for section in self.corpus.sections:
            lines.append(f"  - {{slug: {section.slug}, title: {section.title}}}")
        _write(self.site / "newsgen.yaml", lines)
        lines = []
        for source in self.corpus.sources:
            lines += [f"- id: {source.id}", f"  name: {source.name}"]
            lines += [f"  kind: {source.kind}", f"  url: {source.url}"]
        _write(self.site / "content/sources.yaml", lines)
        for person in self.corpus.people:
            front = ["---", f"name: {person.name}", f"role: {person.role}", "---", person.bio]
            _write(self.site / f"content/people/{person.id}.md", front)
        template = self.site / self.template
        template.parent.mkdir()
        shutil.copyfile(REPOSITORY / self.template, template)

    def marked(self, template: str, mark: str) -> str:
        # The template extends another, so only what stands in a block is shown.
        head, _, tail = template.rpartition("{% endblock %}")
        if "<!-- edit" in head:
            head = head.partition("<!-- edit")[0]
        return f"{head}{mark}\n{{% endblock %}}{tail}\n"

    def edit_template(self, number: int) -> Path:
        file = self.site / self.template
        original = (REPOSITORY / self.template).read_text(encoding="utf-8")
        file.write_text(self.marked(original, f"<!-- edit {number} -->"), encoding="utf-8")
        return file

    def clean(self) -> None:
        super().clean()
        shutil.rmtree(self.site / ".newsgen", ignore_errors=True)


def _write(file: Path, lines: Iterable[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
