"""The generators that are compared: how each one's site is written, built and cleaned."""

from __future__ import annotations

import compileall
import json
import os
import re
import shutil
import subprocess
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

    block_end = "{% endblock %}"
    """Ends the template's last block; what stands before it is shown."""

    output = "public"

    def __init__(self, folder: Path, corpus: Corpus) -> None:
        self.site = folder
        self.corpus = corpus

    @abstractmethod
    def version(self) -> str:
        """The version, as reports name it."""

    @abstractmethod
    def command(self) -> list[str]:
        """The command of a build, run in the site's folder."""

    def environment(self) -> Mapping[str, str]:
        """The environment of the command."""
        return os.environ

    def write_frame(self) -> None:
        """Writes everything but the articles."""
        shutil.copytree(SITES / self.name, self.site, dirs_exist_ok=True)
        static = self.site / "static"
        static.mkdir(exist_ok=True)
        shutil.copyfile(REPOSITORY / "static/style.css", static / "style.css")
        self.write_pictures(static / "media")

    def write_pictures(self, folder: Path) -> None:
        """Writes the corpus's pictures into the folder."""
        for name, content in self.corpus.pictures.items():
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)

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

    def edited(self, article: Article, number: int) -> str:
        """The text of an article's file with one paragraph more."""
        body = article.body + EDITED.format(number=number)
        return DIALECTS[self.name](article._replace(body=body), self.corpus)

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
        source = self.template_source().read_text(encoding="utf-8").rstrip("\n")
        head, end, tail = source.rpartition(self.block_end)
        file = self.site / self.template
        file.write_text(f"{head}<p hidden>edit {number}</p>\n{end}{tail}\n", encoding="utf-8")
        return file

    def restore_template(self) -> None:
        """Takes back the edits of the template."""
        source = self.template_source().read_bytes()
        file = self.site / self.template
        if file.read_bytes() != source:
            file.write_bytes(source)

    def template_source(self) -> Path:
        """The template as it was before any edit."""
        return SITES / self.name / self.template

    def clean(self) -> None:
        """Takes away the output and every cache."""
        self.take_away(self.output)

    def take_away(self, name: str) -> None:
        """Moves a folder of the site to where `remove` deletes it.

        For minutes after files were deleted ext4 looks through what they were
        for each new one: builds that followed a deletion took a millisecond
        more a page.
        """
        folder = self.site / name
        if folder.exists():
            self._taken.mkdir(parents=True, exist_ok=True)
            folder.rename(self._taken / f"{name}-{len(list(self._taken.iterdir()))}")

    def remove(self) -> None:
        """Deletes the site and all that was taken away."""
        shutil.rmtree(self.site)
        shutil.rmtree(self._taken, ignore_errors=True)

    @property
    def _taken(self) -> Path:
        return self.site.parent / f"{self.site.name}-taken-away"

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

    def command(self) -> list[str]:
        site, dist = str(self.site), str(self.site / self.output)
        command = [sys.executable, "-m", "newsgen", "build", "--site", site, "--output", dist]
        return [*command, "--now", NOW]

    def write(self) -> None:
        # As pip leaves a package. Where Python is told to write no bytecode, a
        # checkout's modules would be compiled anew by every command.
        compileall.compile_dir(REPOSITORY / "newsgen", quiet=2)
        super().write()

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
        self.write_pictures(self.site / "content/media")
        template = self.site / self.template
        template.parent.mkdir()
        shutil.copyfile(self.template_source(), template)

    def template_source(self) -> Path:
        return REPOSITORY / self.template

    def clean(self) -> None:
        super().clean()
        self.take_away(".newsgen")


class Hugo(Generator):
    """Hugo, which builds everything each time: that is its way, and it is fast at it."""

    name = "hugo"
    template = "layouts/_default/single.html"
    block_end = "{{ end }}"

    def __init__(self, folder: Path, corpus: Corpus, cache: Path, *, json_ld: bool) -> None:
        super().__init__(folder, corpus)
        self._cache = cache
        self._json_ld = json_ld

    def version(self) -> str:
        return _first(re.search(r"v([\d.]+)", _output([str(self._binary()), "version"])))

    def command(self) -> list[str]:
        return [str(self._binary()), "--quiet", "--source", str(self.site)]

    def write_frame(self) -> None:
        super().write_frame()
        lines = [f"  jsonld: {str(self._json_ld).lower()}", "  sections:"]
        for section in self.corpus.sections:
            lines.append(f"    - {{slug: {section.slug}, title: {section.title}}}")
            front = ["---", f"title: {section.title}", "---"]
            _write(self.site / f"content/{section.slug}/_index.md", front)
        lines += ["permalinks:", "  page:"]
        for section in self.corpus.sections:
            lines.append(f"    {section.slug}: /:section/:year/:month/:contentbasename")
        with (self.site / "hugo.yaml").open("a", encoding="utf-8") as stream:
            stream.write("\n".join([*lines, ""]))
        for person in self.corpus.people:
            front = ["---", f"title: {person.name}", f"role: {person.role}", "---", person.bio]
            _write(self.site / f"content/authors/{person.id}/_index.md", front)

    def clean(self) -> None:
        super().clean()
        self.take_away("resources")

    def _binary(self) -> Path:
        """The program itself, without the Python script that starts it."""
        found = sorted(self._cache.glob("python/lib/python3*/site-packages/hugo/binaries/hugo*"))
        return next(iter(found))


class Pelican(Generator):
    """Pelican with its cache of read articles on."""

    name = "pelican"
    template = "theme/templates/article.html"

    def __init__(self, folder: Path, corpus: Corpus, cache: Path, *, json_ld: bool) -> None:
        super().__init__(folder, corpus)
        self._python = cache / "python/bin/python"
        self._json_ld = json_ld

    def version(self) -> str:
        return _output([str(self._python), "-m", "pelican", "--version"]).strip()

    def command(self) -> list[str]:
        settings = str(self.site / "pelicanconf.py")
        return [str(self._python), "-m", "pelican", "--quiet", "--settings", settings]

    def write_frame(self) -> None:
        super().write_frame()
        site = {
            "sections": [section._asdict() for section in self.corpus.sections],
            "people": [person._asdict() for person in self.corpus.people],
            "json_ld": self._json_ld,
        }
        _write(self.site / "site.json", [json.dumps(site)])

    def clean(self) -> None:
        super().clean()
        self.take_away("cache")


class Eleventy(Generator):
    """Eleventy, which builds everything each time.

    `--incremental=FILE` of 3.1 is no help here: outside of its server it keeps no account of what
    depends on the file, and with templates that use collections it ends with an error.
    """

    name = "eleventy"
    template = "_includes/article.njk"

    def __init__(self, folder: Path, corpus: Corpus, cache: Path, *, json_ld: bool) -> None:
        super().__init__(folder, corpus)
        self._modules = cache / "eleventy/node_modules"
        self._json_ld = json_ld

    def version(self) -> str:
        package = json.loads((self._modules / "@11ty/eleventy/package.json").read_text())
        return str(package["version"])

    def command(self) -> list[str]:
        program = str((self._modules / "@11ty/eleventy/cmd.cjs").resolve())
        return ["node", program, "--quiet"]

    def write_frame(self) -> None:
        super().write_frame()
        (self.site / "node_modules").symlink_to(self._modules)
        site = {
            "name": NAME,
            "url": URL.rstrip("/"),
            "description": DESCRIPTION,
            "sections": [section._asdict() for section in self.corpus.sections],
            "people": {person.id: person._asdict() for person in self.corpus.people},
            "json_ld": self._json_ld,
        }
        _write(self.site / "_data/site.json", [json.dumps(site)])


def _write(file: Path, lines: Iterable[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _first(found: re.Match[str] | None) -> str:
    return found.group(1) if found else "unknown"
