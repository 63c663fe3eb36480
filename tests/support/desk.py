"""An article on the desk, without a site around it: what the rules find in a text."""

from __future__ import annotations

from newsgen.build.review_cache import phrase_files
from newsgen.desk.finding import Finding
from newsgen.desk.manuscript import Manuscript, manuscript
from newsgen.desk.newsroom import newsroom
from newsgen.desk.review import review
from newsgen.model.article import Article, Head
from newsgen.model.json_codec import from_text
from newsgen.model.records import RegistryHead, StyleSheetHead
from newsgen.model.site import Site
from newsgen.reading.content.articles import read_article
from newsgen.reading.content.house_style import read_style_sheet
from newsgen.reading.content.settings import read_settings
from newsgen.reading.content.sources import read_registry
from newsgen.reading.yaml.front_matter import split_front_matter

PATH = "content/articles/world/a.md"
URL = "https://test.example/news/"

REGISTRY = """\
- {id: reuters, name: Reuters, kind: news agency, url: "https://www.reuters.com/"}
- {id: nyt, name: The New York Times, kind: newspaper}
- {id: officials, name: Them, attribution: US officials, kind: anonymous, reason: Their jobs., via: nyt}
- {id: paper, name: The paper, kind: document}
- {id: kiev-post, name: Kiev Post, kind: newspaper}
"""
STYLE = """\
- {write: Kyiv, not: [Kiev]}
- {write: use, not: [utilise, utilize]}
- {write: Ukraine, not: the Ukraine}
"""

GOOD = {
    "headline": "Council passes the budget",
    "standfirst": "After a long night there is money for the schools.",
    "summary": "The council has passed its budget, with money for the schools.",
    "date": "2024-11-18 08:00",
    "sources": "[reuters, nyt]",
}
"""Front matter in which the desk finds nothing: lines 2 to 6; the body begins on line 8."""


def article(body: str = "The text.\n", **values: str | None) -> str:
    """The text of an article with the keys of `GOOD` and `values`; None leaves one out."""
    keys = {**GOOD, **values}
    lines = [f"{key}: {value}" for key, value in keys.items() if value is not None]
    return "\n".join(["---", *lines, "---", body])


def on_the_desk(
    text: str, *, registry: str = REGISTRY, style: str = STYLE, url: str = URL
) -> Manuscript:
    """The manuscript of a text that has no errors."""
    read = read_article(PATH, text.encode(), read_settings(Site(), "tests"))
    assert isinstance(read.record.head, Head), read.record.problems
    sources = read_registry(registry.encode()).head
    words = read_style_sheet(style.encode()).head
    assert isinstance(sources, RegistryHead) and isinstance(words, StyleSheetHead)
    room = newsroom(url, sources.sources, words.words, phrase_files())
    front = split_front_matter(text, PATH)
    return manuscript(text, front, read.record.head, from_text(Article, read.article), room)


def findings(text: str, **newsroom: str) -> list[Finding]:
    """What the rules find in the text."""
    return list(review(on_the_desk(text, **newsroom)).findings)


def places(code: str, text: str, **newsroom: str) -> list[tuple[int, int]]:
    """The lines and columns at which a rule finds something."""
    return [(one.line, one.column) for one in findings(text, **newsroom) if one.code == code]
