"""The same article as the file that each generator reads."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from datetime import datetime

from benchmarks.corpus import LINK, Article, Corpus

Dialect = Callable[[Article, Corpus], str]


def newsgen(article: Article, corpus: Corpus) -> str:
    """Front matter for newsgen; sources are named by their ids in the registry."""

    def lead(number: int) -> str:
        folder, slug = corpus.place(number)
        return posixpath.relpath(f"{folder}/{slug}.md", article.folder)

    lines = [
        "---",
        f"headline: {article.headline}",
        f"standfirst: {article.standfirst}",
        f"date: {_iso(article.date)}",
        *([f"updated: {_iso(article.updated)}"] if article.updated else []),
        f"authors: [{', '.join(person.id for person in article.authors)}]",
        f"tags: [{', '.join(article.tags)}]",
        *_aliases(article),
        "sources:",
    ]
    for one in article.citations:
        lines += [f"  - id: {one.source.id}", *_citation(one.title, one.url)]
        lines += [f"    published: {one.published}", f"    accessed: {one.accessed}"]
    if article.picture:
        lines += ["image:", f"  src: media/{article.picture}", *_picture_words(article)]
    return "\n".join([*lines, "---", with_links(article.body, lead)])


def hugo(article: Article, corpus: Corpus) -> str:
    """Front matter for Hugo and, with the same keys, for Eleventy."""
    lines = [
        "---",
        f"title: {article.headline}",
        f"description: {article.standfirst}",
        f"date: {_iso(article.date)}",
        *([f"updated: {_iso(article.updated)}"] if article.updated else []),
        f"authors: [{', '.join(person.id for person in article.authors)}]",
        f"tags: [{', '.join(article.tags)}]",
        *_aliases(article),
        "sources:",
    ]
    for one in article.citations:
        lines += [f"  - name: {one.source.name}", f"    kind: {one.source.kind}"]
        lines += _citation(one.title, one.url)
        lines += [f'    published: "{one.published}"', f'    accessed: "{one.accessed}"']
    if article.picture:
        lines += ["image:", f"  src: /media/{article.picture}", *_picture_words(article)]
    return "\n".join([*lines, "---", with_links(article.body, _by_address(corpus))])


eleventy = hugo


def pelican(article: Article, corpus: Corpus) -> str:
    """The keys of Pelican; a source is a line of its own, its parts between bars."""
    lines = [
        f"Title: {article.headline}",
        f"Summary: {article.standfirst}",
        f"Date: {_iso(article.date)}",
        *([f"Modified: {_iso(article.updated)}"] if article.updated else []),
        f"Category: {article.section.slug}",
        f"Authors: {'; '.join(person.name for person in article.authors)}",
        f"Tags: {', '.join(article.tags)}",
        f"Slug: {article.slug}",
    ]
    name = "Sources: "
    for one in article.citations:
        parts = (one.source.name, one.source.kind, one.title, one.url, one.published, one.accessed)
        lines.append(name + " | ".join(parts))
        name = "    "
    return "\n".join([*lines, "", with_links(article.body, _by_address(corpus))])


DIALECTS: dict[str, Dialect] = {
    "newsgen": newsgen,
    "hugo": hugo,
    "pelican": pelican,
    "eleventy": eleventy,
}


def with_links(body: str, lead: Callable[[int], str]) -> str:
    """The body with what `lead` answers for the number of each article that it links to."""
    return "".join(_linked(body.split(LINK), lead))


def _linked(parts: list[str], lead: Callable[[int], str]) -> Iterator[str]:
    for index, part in enumerate(parts):
        yield lead(int(part)) if index % 2 else part


def _by_address(corpus: Corpus) -> Callable[[int], str]:
    return lambda number: f"/{corpus.address(number)}"


def _aliases(article: Article) -> list[str]:
    return [f"aliases: [{', '.join(article.aliases)}]"] if article.aliases else []


def _picture_words(article: Article) -> list[str]:
    return [f"  alt: {article.standfirst}", "  credit: A. Photographer"]


def _citation(title: str, url: str) -> list[str]:
    return [f"    title: {title}", f"    url: {url}"]


def _iso(moment: datetime) -> str:
    return moment.isoformat()
