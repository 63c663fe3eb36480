"""The text of a new article, person or standing page: front matter to fill in."""

from __future__ import annotations

import json
from collections.abc import Sequence

import yaml

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.slug import slug_of

MOST_SLUG = 80
"""Characters of a headline's slug: a longer one is cut behind a word."""


class NewArticle(NamedTuple):
    """What is known of an article before it is written; "" is what nobody has said.

    `date` is as it will stand in the front matter.
    """

    headline: str
    date: str
    kind: str = ""
    lang: str = ""
    authors: Sequence[str] = ()
    sources: Sequence[str] = ()


def article_text(article: NewArticle) -> str:
    """The file of the article, a draft. Keys that are not known yet are there as comments."""
    lines = [
        f"headline: {_scalar(article.headline)}",
        "# standfirst: The sentence or two under the headline.",
        f"date: {article.date}",
        # What is not finished is published by nobody's mistake.
        "# Take this line away to publish the article:",
        "draft: true",
        *([f"kind: {article.kind}"] if article.kind else []),
        *([f"lang: {article.lang}"] if article.lang else []),
        *_list("authors", article.authors, "# authors: [name]"),
        *_list(
            "sources",
            article.sources,
            "# Who says so: a name, an id of content/sources.yaml, or several of them.\nsources: []",
        ),
        "# tags: [topic]",
    ]
    return _file(lines, "")


def person_text(name: str) -> str:
    """The file of a person."""
    lines = [
        f"name: {_scalar(name)}",
        "# role: Reporter",
        "# contact: name@example.org",
        "# image: {src: media/name.jpg, alt: A portrait of the person}",
    ]
    return _file(lines, "Say here who they are and what they report on.\n")


def page_text(title: str, lang: str = "") -> str:
    """The file of a standing page. `lang` is "" where the site or the file's name says it."""
    lines = [
        f"title: {_scalar(title)}",
        *([f"lang: {lang}"] if lang else []),
        "# description: What search results show.",
        "# order: 10",
    ]
    return _file(lines, "")


def headline_slug(headline: str, *, ascii_only: bool) -> str:
    """The slug of a headline, of at most `MOST_SLUG` characters; "" for one of punctuation alone.

    With `ascii_only` other scripts are written in Latin letters, else they are kept.
    """
    if ascii_only and not headline.isascii():
        # Imported late: its tables are large, and most headlines need none.
        from anyascii import anyascii

        headline = anyascii(headline)
    slug = slug_of(headline)
    if len(slug) <= MOST_SLUG:
        return slug
    cut = slug[: MOST_SLUG + 1]
    return cut.rpartition("-")[0] or cut[:MOST_SLUG]


def _file(lines: Sequence[str], text: str) -> str:
    return "\n".join(["---", *lines, "---", text])


def _list(key: str, items: Sequence[str], without: str) -> list[str]:
    return [f"{key}:", *(f"  - {_scalar(one)}" for one in items)] if items else [without]


def _scalar(text: str) -> str:
    """The text as YAML: plain where YAML reads it as the same text, else in quotes."""
    try:
        is_plain = yaml.safe_load(f"- {text}\n- key: {text}") == [text, {"key": text}]
    except yaml.YAMLError:
        is_plain = False
    return text if is_plain else json.dumps(text, ensure_ascii=False)
