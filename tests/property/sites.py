"""Random newsrooms: a site as plain values, and the steps that people and accidents take with it.

A `Newsroom` is the whole of a site's folder as values; `files` writes it out.
Links between articles are kept as the articles themselves, so that a rename or
a deletion does what a careful editor would: the links follow, or go.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from newsgen.model.kinds import KINDS
from newsgen.runtime.theme_folder import theme_folder
from tests.property.hands import HANDS
from tests.support.pictures import animated_gif, jpeg, png
from tests.support.site import seal

if TYPE_CHECKING:
    from tests.property.desk import Desk

# A page that shows everything it is given, under whatever name: an input that is passed and not
# hashed shows at once. Where a file of the theme lies is no input; that it is the same file is.
SMALL_ALL = """
{% for name, value in self._TemplateReference__context.parent|dictsort
   if value is not callable and name != "styles" %}
{{ name }}={{ value }}
{% endfor %}
{{ article.date|datetime if article is defined }}{{ sitewide("parts/header.html") }}</html>
"""
SMALL_PAGE = '{% include "parts/all.html" %}'
SMALL_HEADER = '{{ site.name }} {{ root }} {{ active }} {{ asset("style.css") }}'

OWN = "own {{ data.it|default('') }}{% include \"article.html\" %}{{ article.extra }}"
"""A template that articles name for their pages."""

DATA = {
    "data/it.json": (None, "1", '{"a": ["<b>", 2]}', "[", "a,b"),
    "data/it.csv": (None, "a,b\n1,2\n", "a\n1,2\n"),
    "data/more.yaml": (None, "- 1\n- one\n", "a: .nan\n", "- 1 # as before\n- one\n"),
}
"""Data files and the texts that a step may give them; None takes the file away."""

THEMES = "the theme's"
"""As the text of a template: the site has none of that name."""

PICTURES = (
    png(),
    png((1, 2, 3), width=500),
    animated_gif(),
    jpeg(30, 20, comment=b"made by a camera"),
)
"""Whatever their names say: the type of a picture is that of its bytes."""

DAYS = (
    "2023-12-31 23:30", "2024-01-01", "2024-01-31 22:30", "2024-02-01", "2024-02-01 12:00",
    "2024-02-29", "2024-03-10 07:00", "2024-03-10",
)  # fmt: skip
LATER = ("2024-02-01 12:00", "2024-03-10", "2024-06-01", "2025-01-01 00:00:01")
UPDATES = ("2024-05-01", "2024-05-01 10:00", "2024-05-02")


def _instant(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp())  # type: ignore[misc,arg-type]


INSTANTS = (
    _instant(2024, 6, 30),
    _instant(2030, 1, 1),
    _instant(2024, 1, 15),
    _instant(2024, 2, 1, 11, 59, 59),
    _instant(2024, 2, 1, 12),
    _instant(2024, 6, 1),
    _instant(2025, 1, 1, 0, 0, 1),
    _instant(2023, 1, 1),
)

WORDS = (
    "alpha", "beta", "gamma", "omega < tau & *rho*", "“quoted”", "Київ", "cited[@reuters]",
    "cited[@reuters, page 1]", "\n\n## 14:05 An hour\n\ndelta",
    '\n\n!!! fact "Box"\n    boxed\n\n', "\n\n[Film](https://youtu.be/x)\n\n",
)  # fmt: skip
REGISTRY = (
    "- {id: reuters, name: Reuters, kind: news agency, url: https://reuters.example/}\n",
    "- {id: reuters, name: Reuters News, note: Renamed}\n- {id: herald, name: The Herald}\n",
)
FRONTS = (
    "lead: a\n",
    "picks: [b, a]\nblocks: [{section: world, size: small}, {section: politics, articles: [a]}]\n",
    "opinion: []\nblocks: []\n",
)
STEMS = ("a", "b", "c", "d", "e", "f", "g", "h")
FOLDERS = ("world", "politics", "world/europe", "")

NAMES = (
    "source.yaml", "article/x.md", "articles/notes.html", "articles/world/node.js.md",
    "articles/world/a.de.md", "articles/world/b.uk.md", "articles/world/re\u0301.md",
)  # fmt: skip
"""Files whose names prove a language or none, that nobody reads, or that are decomposed."""

NAMED = "---\nheadline: N\ndate: 2024-01-02\nsources: [S]\n---\nN.\n"


@dataclass(eq=False, repr=False)
class Article:
    """An article's file. `fields` are front matter as YAML text, without what `links` say."""

    stem: str
    folder: str = "world"
    lang: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    body: str = "alpha"
    links: list[Article] = field(default_factory=list)
    read_also: list[Article] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    ending: str = ".md"

    @property
    def path(self) -> str:
        suffix = f".{self.lang}" if self.lang else ""
        folder = f"{self.folder}/" if self.folder else ""
        return f"content/articles/{folder}{self.stem}{suffix}{self.ending}"

    def __repr__(self) -> str:
        return f"<{self.path}: {self.text()!r}>"

    def text(self) -> str:
        fields = {"headline": f"The story of {self.stem}", "date": DAYS[1], "sources": "[Reuters]"}
        fields |= self.fields
        if self.read_also:
            paths = ", ".join(f"/{one.path.removeprefix('content/')}" for one in self.read_also)
            fields["read_also"] = f"[{paths}]"
        front = "".join(f"{key}: {value}\n" for key, value in fields.items())
        links = [
            f"[to {one.stem}](/{one.path.removeprefix('content/')}#part)" for one in self.links
        ]
        links += [f"[file](/{file})" for file in self.files]
        links += [f"\n\n![shown](/{file})\n\n" for file in self.pictures]
        return f"---\n{front}---\n{self.body}\n\n{' '.join(links)}\n"


@dataclass
class Newsroom:
    """A site's folder as values."""

    articles: list[Article] = field(default_factory=list)
    config: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    media: dict[str, bytes] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    statics: dict[str, bytes] = field(default_factory=dict)
    registry: dict[str, str] = field(default_factory=dict)
    strays: dict[str, bytes] = field(default_factory=dict)
    has_small_templates: bool = True
    beside: dict[str, bytes] = field(default_factory=dict)
    plugins: dict[str, str] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        """Every file of the site by path."""
        config = "".join(f"{key}: {value}\n" for key, value in self.config.items())
        texts = {"newsgen.yaml": config}
        texts |= {article.path: article.text() for article in self.articles}
        texts |= {f"content/{name}": text for name, text in self.registry.items()}
        texts |= {f"content/people/{name}": text for name, text in self.people.items()}
        texts |= {
            f"content/pages/{name}": text + self._link_to_first()
            for name, text in self.pages.items()
        }
        templates = {**(small_templates() if self.has_small_templates else {}), **self.templates}
        texts |= {f"templates/{name}": text for name, text in templates.items() if text != THEMES}
        texts |= {f"plugins/{name}": text for name, text in self.plugins.items()}
        files = {path: text.encode() for path, text in texts.items()}
        files |= {f"content/media/{name}": content for name, content in self.media.items()}
        files |= {f"content/{name}": content for name, content in self.strays.items()}
        files |= {f"static/{name}": content for name, content in self.statics.items()}
        files |= {f"content/{name}": content for name, content in self.beside.items()}
        return files

    def _link_to_first(self) -> str:
        """A link that nothing else of a standing page changes with."""
        if not self.articles:
            return ""
        return f"\n[the first](/{self.articles[0].path.removeprefix('content/')})\n"

    def remove(self, article: Article) -> None:
        """Takes an article away, and every link to it."""
        self.articles.remove(article)
        for one in self.articles:
            one.links = [other for other in one.links if other is not article]
            one.read_also = [other for other in one.read_also if other is not article]

    def is_taken(self, article: Article) -> bool:
        """Whether another article has the same file."""
        return any(one is not article and one.path == article.path for one in self.articles)


@cache
def small_templates() -> dict[str, str]:
    """A template of a few bytes for each of the theme's, so that a build costs milliseconds."""
    folder = theme_folder() / "templates"
    names = [file.relative_to(folder).as_posix() for file in folder.rglob("*.html")]
    small = {name: " " if name.startswith("parts/") else SMALL_PAGE for name in names}
    return {**small, "parts/all.html": SMALL_ALL, "parts/header.html": SMALL_HEADER}


# The fields of an article and the values that a step may give them; None takes the field away.

_PICTURES = (
    "media/one.png",
    "{src: media/one.png, alt: A square, caption: Square, credit: Ann}",
    "{src: media/two.png, alt: Another, focus: [1, 0.2]}",
)
FIELDS: dict[str, tuple[str | None, ...]] = {
    "headline": ("The vote", "The vote, again", "\"A: <b>bold</b> & 'quoted'\""),
    "date": DAYS,
    "updated": (None, *UPDATES),
    "expires": (None, *LATER),
    "embargo": (None, *LATER),
    "draft": (None, "true", "false"),
    "sources": (
        "[Reuters]",
        "[Reuters, The New York Times]",
        "[{name: The Herald, url: https://herald.example/1, title: A report}, Reuters]",
        "[REUTERS, {id: herald, name: The Herald, note: Read twice}]",
        "[Reuters, {name: An official, kind: anonymous, reason: Fear, via: reuters}]",
        "unrecorded",
    ),
    "section": (None, "world", "Culture", "empty-one"),
    "tags": (None, "[war]", "[war, economy]", "[War, Київ]", "economy"),
    "authors": (None, "Ann Lee", "[ann-lee, Bo Chen]", "[Bo Chen, Nobody Known]"),
    "standfirst": (None, "What happened.", "What happened next."),
    "summary": (None, "In short.", "In shorter words."),
    "kicker": (None, "Analysis"),
    "dateline": (None, "KYIV"),
    "priority": (None, "5", "-3"),
    "slug": (None, None, "chosen", "chosen-two", "Київ"),
    "aliases": (None, "[/old/one.html]", "[/old/two/]", "[/old/one.html, /b]"),
    "image": (None, *_PICTURES),
    "lang": (None, None, "uk", "de"),
    "kind": (None, *KINDS),
    "corrections": (
        None,
        "[{date: 2024-05-01, text: It was not so., was: one, now: two}]",
        "[{date: 2024-05-01 10:00, kind: retraction, text: None of it was so.}]",
        "[{date: 2024-06-01, kind: update, text: Later.}, {date: 2024-05-02, text: Soon.}]",
    ),
    "series": (
        None,
        "The vote",
        "{title: The vote, part: 1, aliases: [/old/vote.html]}",
        "The count",
    ),
    "developing": (None, "true"),
    "claim": (None, "The moon is of cheese."),
    "extra": (
        None,
        "{place: Kyiv, stars: 1}",
        "{place: Lviv, stars: 2.5}",
        "{stars: 2}",
        "{of_plugin: 2}",
        "[none]",
    ),
    "template": (None, "own.html", "own.html", "theme:article.html", "owm.html"),
    "unpublished": (None, None, "{date: 2024-05-03, reason: It was wrong.}"),
    "license": (None, "CC-BY-4.0", "none", "https://licence.example/1"),
    "check": (None, "{one-source: The only witness.}", "{NG114: A column of that name.}"),
}

CONFIG: dict[str, tuple[str | None, ...]] = {
    "name": ("The Desk", "The Other Desk"),
    "url": (None, "https://desk.example/", "https://desk.example/sub"),
    "description": (None, "News & more"),
    "language": (None, "en", "uk"),
    "timezone": (None, "Europe/Kyiv", "America/New_York", "Pacific/Apia"),
    "publisher": (None, "The Desk Ltd"),
    "license": (None, "CC-BY-ND-4.0"),
    "same_as": (None, "[https://social.example/@desk]"),
    "did": (None, "did:plc:abc", "at://did:plc:abc/site.standard.publication/3abc"),
    "formats": (None, "[html, text]", "[html, json, markdown]"),
    "theme": (None, "{accent: '#8a1538'}", "{scale: large, style: extra.css}"),
    "report_errors_to": (None, "errors@desk.example"),
    "sections": (
        None,
        "[world, politics]",
        "[politics, {world: The World}]",
        "[empty-one, world]",
        "[{slug: world, aliases: [/old/one.html, /welt/]}]",
    ),
    "host": (
        None,
        "netlify",
        "{name: apache, hsts: true}",
        "{name: cloudflare-pages, cname: true}",
    ),
    "compress": (None, None, "[gzip]"),
    "per_page": (None, "1", "2", "3"),
    "urls": (None, "files", "directory"),
    "social_cards": (None, "true"),
    "pictures": (None, "{words: none}", "{words: from-file}"),
    "feed": (
        None,
        "{full_text: false}",
        "{items: 2, of: [site, sections, corrections, tags, people]}",
        "{items: 1, of: [tags, corrections], formats: [json], id: ours}",
    ),
    "markdown": (None, None, "{extensions: [nl2br]}", "{dialect: classic}"),
    "extra": (
        None,
        "{stars: {type: number, card: true}}",
        "{place: {type: text, card: true}, stars: integer}",
        "{plaice: text}",
    ),
    "documents": (None, "{allow: [gpx]}", "{allow: [gpx, json]}"),
    "robots": (None, "{ai_training: allow}", "{ai_search: disallow}"),
    "rsl": (None, "true", "{terms: https://desk.example/terms, payment: attribution}"),
    "trust": (None, "{belongto: https://association.example/}"),
    "security": (
        None,
        "{contact: errors@desk.example, expires: 2024-07-10}",
        "{contact: errors@desk.example, expires: 2025-02-01}",
    ),
    "llms": (None, "true"),
}

REDIRECTS = (
    "- {from: /r.html, to: /index.html}\n- {from: /old/*, to: '/world/:splat'}\n",
    "- {from: /r.html, to: /old/one.html}\n- {from: /s/, to: /r.html, status: 302}\n",
    "- {from: /r.html, to: /world/2024/02/a.html}\n- {from: /gone.html, status: 410}\n",
    "- {from: /world/*, to: '/elsewhere/:splat'}\n- {from: /b/index.html, to: /tags.html}\n",
    "- {from: /r.html, to: /s.html}\n- {from: /s.html, to: /r.html}\n",
)

PLUGIN_FILE = "ours/__init__.py"
PLUGIN_TEMPLATE = "ours/templates/topic.html"

_PLUGIN = """
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from newsgen.plugins import *


class Said(Postprocessor):
    def run(self, text):
        return text.replace("alpha", "ALPHA")


class Saying(Extension):
    def extendMarkdown(self, md):
        md.postprocessors.register(Said(md), "said", 1)


def plugin(settings):
    word = settings.text("word", "one")

    def topics(edition):
        for tag, articles in edition.grouped(lambda one: one.tags).items():
            yield Page(path=f"topics/{tag}.html", title=f"{word} {tag}", articles=articles,
                       values={"files": [one.files for one in articles],
                               "extra": [one.extra for one in articles]}, feed=f"topics/{tag}.xml")

    def everything(edition):
        yield Page(path="all.txt", title="", values={"all": repr(edition)})

    return Plugin(
        name="ours",
        version="1.0",
        markdown=(MarkdownExtension(factory=Saying),),
        extra=(ExtraField(name="of_plugin", type="integer", on_card=True),),
        filters={"said": lambda text: f"{word}: {text}"},
        page_kinds=(
            PageKind(name="topic", pages=topics, template="topic.html"),
            PageKind(name="everything", pages=everything, render=lambda seen: seen["all"]),
        ),
        formats=(
            OutputFormat(name="text", ending="txt", kinds=("article", "topic"), render=told),
        ),
    )


def told(seen):
    given = {name: value for name, value in sorted(seen.items()) if name not in ("words", "styles")}
    return repr(given)
"""
FORMATS_ALONE = _PLUGIN[: _PLUGIN.index("        page_kinds=(")] + _PLUGIN[
    _PLUGIN.index("        formats=(") :
].replace('("article", "topic")', '("article", "tag", "section", "home", "month")')
"""The plugin without kinds of pages: a build after a change looks at what the change touches."""
PLUGINS = (
    _PLUGIN,
    _PLUGIN.replace("ALPHA", "ALPHA, again"),
    _PLUGIN.replace('f"{word}: {text}"', 'f"{text} ({word})"'),
    _PLUGIN.replace("one.tags", "(one.card.section,)"),
    _PLUGIN.replace(
        "topics/{tag}.html", "{tag}/index.html"
    ),  # it takes the place of a section's page
    _PLUGIN + "\n1 / 0\n",
    FORMATS_ALONE,
)
TOPIC = SMALL_PAGE + "{{ page.title|said }}"
PLUGIN_TEMPLATES = (TOPIC, TOPIC + "v2", None)
CONFIG["plugins"] = (None, "[plugins/ours]", "[{plugins/ours: {word: two}}]")

PEOPLE = {
    "ann-lee.md": ("Ann Lee", "Reporter"),
    "bo.md": ("Bo Chen", "Editor"),
}


def _person(name: str, role: str, bio: str) -> str:
    return f"---\nname: {name}\nrole: {role}\nimage: media/two.png\n---\n{bio}\n"


def _page(title: str, body: str) -> str:
    return f"---\ntitle: {title}\n---\n{body}\n\n[paper](/media/paper.pdf)\n"


PERSON_TEXTS = (
    None,
    _person("Ann Lee", "Editor", "Has a desk."),
    _person("Bo Chen", "Editor", "Has a [file](/media/one.png)."),
    _person("Ann Li", "Reporter", "Has a desk."),
)

_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
_index = st.integers(0, 7)
_body_words = st.one_of(_words, st.sampled_from(("## Part\n\nText.", "Text.\n\n## The part")))
"""All links between articles lead to a place that some of these texts have."""


@st.composite
def _articles(draw: st.DrawFn) -> Article:
    names = draw(st.lists(st.sampled_from(sorted(set(FIELDS) - {"date"})), max_size=5, unique=True))
    fields = {
        "date": draw(st.sampled_from(DAYS)),
        **{name: draw(st.sampled_from(FIELDS[name])) for name in names},
    }
    return Article(
        stem=draw(st.sampled_from(STEMS)),
        folder=draw(st.sampled_from(FOLDERS)),
        lang=draw(st.sampled_from(("", "", "", "uk"))),
        fields={key: value for key, value in fields.items() if value is not None},
        body=draw(_body_words),
        files=draw(st.sampled_from(([], [], ["media/paper.pdf"], ["media/one.png"]))),
        pictures=draw(st.sampled_from(([], [], ["media/two.png", "media/one.png"]))),
    )


@st.composite
def newsrooms(draw: st.DrawFn, *, is_small: bool = True) -> Newsroom:
    """A site of a few articles that may lead to each other, with small templates or the theme's."""
    articles: list[Article] = []
    for article in draw(st.lists(_articles(), min_size=1, max_size=6)):
        if all(one.path != article.path for one in articles):
            articles.append(article)
    if draw(st.booleans()):
        articles.append(Article("held-back", fields={"draft": "true", "tags": "[war]"}))
    for source, target in draw(st.lists(st.tuples(_index, _index), min_size=1, max_size=5)):
        articles[source % len(articles)].links.append(articles[target % len(articles)])
    for source, target in draw(st.lists(st.tuples(_index, _index), max_size=2)):
        articles[source % len(articles)].read_also.append(articles[target % len(articles)])
    config: dict[str, str] = {"url": "https://desk.example/"}
    for name in draw(st.lists(st.sampled_from(sorted(CONFIG)), max_size=3, unique=True)):
        _put(config, name, draw(st.sampled_from(CONFIG[name])))
    people = draw(st.sampled_from((("ann-lee.md",), tuple(PEOPLE), ())))
    return Newsroom(
        articles=articles,
        config=config,
        people={name: _person(*PEOPLE[name], "Has a desk.") for name in people},
        pages={"about.md": _page("About", "Who we are.")},
        media={"one.png": PICTURES[0], "two.png": PICTURES[1], "paper.pdf": b"%PDF"},
        statics={"root/CNAME": b"desk.example\n"} if draw(st.booleans()) else {},
        templates={"own.html": OWN},
        registry={
            **({"sources.yaml": REGISTRY[0]} if draw(st.booleans()) else {}),
            **({"data/it.json": "1"} if draw(st.booleans()) else {}),
        },
        has_small_templates=is_small,
        plugins={PLUGIN_FILE: PLUGINS[0], PLUGIN_TEMPLATE: TOPIC},
    )


def _put(mapping: dict[str, str], name: str, value: str | None) -> None:
    if value is None:
        mapping.pop(name, None)
    else:
        mapping[name] = value


def full_newsroom() -> Newsroom:
    """A site on which each page shows the first article in every way that there is."""
    first, earlier, later, other = (
        Article(
            stem,
            fields={
                "date": date,
                "tags": "[war, economy]",
                "authors": "[ann-lee, Bo Chen]",
                "series": "The vote",
                "sources": "[Reuters, The Herald]",
                "image": "media/one.png",
            },
        )
        for stem, date in zip(STEMS, (DAYS[3], DAYS[2], DAYS[5], DAYS[6]), strict=False)
    )
    other.folder = "politics"
    first.fields |= {"extra": "{place: Kyiv, stars: 1}", "template": "own.html"}
    other.links, other.read_also = [first], [first]
    translation = Article(first.stem, first.folder, "uk", {"date": DAYS[3]})
    return Newsroom(
        articles=[first, earlier, later, other, translation],
        config={
            "url": "https://desk.example/",
            "feed": "{of: [site, sections, corrections, tags, people]}",
        },
        people={name: _person(*words, "Has a desk.") for name, words in PEOPLE.items()},
        pages={"about.md": _page("About", "Who we are.")},
        media={"one.png": PICTURES[0], "two.png": PICTURES[1], "paper.pdf": b"%PDF"},
        templates={"own.html": OWN},
        registry={
            "sources.yaml": REGISTRY[0],
            "front.yaml": FRONTS[0],
            "data/it.json": "1",
            "redirects.yaml": REDIRECTS[0],
        },
        plugins={PLUGIN_FILE: PLUGINS[0], PLUGIN_TEMPLATE: TOPIC},
    )


def newsroom_of_every_kind() -> Newsroom:
    """A site that has every kind of article and of output; each article is in a list with others."""
    newsroom = full_newsroom()
    earlier = newsroom.articles[0]
    for number, kind in enumerate(KINDS):
        fields = {"date": DAYS[number % len(DAYS)], "kind": kind, "tags": "[war]"}
        if number % 2:
            fields["corrections"] = "[{date: 2024-05-01, text: It was not so.}]"
        if number % 3 == 0:
            fields |= {"series": "The count", "aliases": f"[/old/of-{kind}.html]"}
        made = Article(f"of-{kind}", fields=fields, files=["media/paper.pdf"], links=[earlier])
        newsroom.articles.append(made)
        earlier = made
    # What has no picture of its own has one drawn.
    newsroom.config |= {
        "formats": "[html, text, json, markdown]",
        "license": "CC-BY-4.0",
        "social_cards": "true",
        "theme": "{accent: '#8a1538'}",
        "per_page": "3",
        "sections": "[world, politics]",
        "plugins": "[plugins/ours]",
        "did": "at://did:plc:abc/site.standard.publication/3abc",
        "rsl": "true",
        "trust": "{belongto: https://association.example/}",
        "security": "{contact: errors@desk.example, expires: 2025-02-01}",
        "llms": "true",
    }
    withdrawn = {"date": DAYS[0], "unpublished": "{date: 2024-05-03, reason: It was wrong.}"}
    newsroom.articles.append(Article("withdrawn", fields=withdrawn))
    newsroom.statics["root/CNAME"] = b"desk.example\n"
    return newsroom


class Step:
    """Something that happens between two builds."""

    def take(self, desk: Desk) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class OfArticle(Step):
    """A step with one article; nothing where there is none."""

    which: int

    def take(self, desk: Desk) -> None:
        articles = desk.newsroom.articles
        if articles:
            self.change(desk.newsroom, articles[self.which % len(articles)])

    def change(self, newsroom: Newsroom, article: Article) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class EditBody(OfArticle):
    body: str

    def change(self, newsroom: Newsroom, article: Article) -> None:
        article.body = self.body


@dataclass(frozen=True)
class Illustrate(OfArticle):
    """Shows these pictures in the text, and links to these files from it."""

    pictures: tuple[str, ...]
    files: tuple[str, ...]

    def change(self, newsroom: Newsroom, article: Article) -> None:
        article.pictures, article.files = [*self.pictures], [*self.files]


ILLUSTRATED: tuple[tuple[str, ...], ...] = (
    (), ("media/one.png",), ("media/two.png", "media/one.png"), ("media/one.png", "media/one.png"),
)  # fmt: skip


@dataclass(frozen=True)
class EditField(OfArticle):
    name: str
    value: str | None

    def change(self, newsroom: Newsroom, article: Article) -> None:
        _put(article.fields, self.name, self.value)


@dataclass(frozen=True)
class Move(OfArticle):
    stem: str
    folder: str
    lang: str

    def change(self, newsroom: Newsroom, article: Article) -> None:
        before = article.stem, article.folder, article.lang
        article.stem, article.folder, article.lang = self.stem, self.folder, self.lang
        if newsroom.is_taken(article):
            article.stem, article.folder, article.lang = before


@dataclass(frozen=True)
class Delete(OfArticle):
    def change(self, newsroom: Newsroom, article: Article) -> None:
        newsroom.remove(article)


@dataclass(frozen=True)
class Translate(OfArticle):
    def change(self, newsroom: Newsroom, article: Article) -> None:
        translation = Article(article.stem, article.folder, "uk", dict(article.fields), "Київ")
        translation.fields.pop("aliases", None)
        if not newsroom.is_taken(translation):
            newsroom.articles.append(translation)


@dataclass(frozen=True)
class LinkTo(OfArticle):
    target: int
    is_read_also: bool

    def change(self, newsroom: Newsroom, article: Article) -> None:
        target = newsroom.articles[self.target % len(newsroom.articles)]
        (article.read_also if self.is_read_also else article.links).append(target)


@dataclass(frozen=True)
class Unlink(OfArticle):
    def change(self, newsroom: Newsroom, article: Article) -> None:
        article.links.clear()
        article.read_also.clear()
        article.files.clear()


@dataclass(frozen=True)
class Mistake(OfArticle):
    """An error of the author's; nothing may be published while it stands."""

    name: str
    value: str

    def change(self, newsroom: Newsroom, article: Article) -> None:
        article.fields[self.name] = self.value


@dataclass(frozen=True)
class Add(Step):
    article: Article = field(compare=False)

    def take(self, desk: Desk) -> None:
        if not desk.newsroom.is_taken(self.article):
            desk.newsroom.articles.append(self.article)


@dataclass(frozen=True)
class Configure(Step):
    name: str
    value: str | None

    def take(self, desk: Desk) -> None:
        _put(desk.newsroom.config, self.name, self.value)


@dataclass(frozen=True)
class WriteText(Step):
    """Writes or deletes a person, a standing page, a template, the registry or a front page."""

    room: str
    name: str
    text: str | None

    def take(self, desk: Desk) -> None:
        _put(getattr(desk.newsroom, self.room), self.name, self.text)


@dataclass(frozen=True)
class WriteBytes(Step):
    """Writes or deletes a media file or a static file."""

    room: str
    name: str
    content: bytes | None

    def take(self, desk: Desk) -> None:
        files: dict[str, bytes] = getattr(desk.newsroom, self.room)
        if self.content is None:
            files.pop(self.name, None)
        else:
            files[self.name] = self.content


@dataclass(frozen=True)
class SetClock(Step):
    as_of: int

    def take(self, desk: Desk) -> None:
        desk.as_of = self.as_of


@dataclass(frozen=True)
class SetRequest(Step):
    """Another way of calling the build from now on."""

    name: str
    value: Any

    def take(self, desk: Desk) -> None:
        desk.request[self.name] = self.value


@dataclass(frozen=True)
class SwitchOutput(Step):
    def take(self, desk: Desk) -> None:
        desk.switch_output()


@dataclass(frozen=True)
class Touch(Step):
    """Every file of the site gets a new time and keeps its bytes."""

    def take(self, desk: Desk) -> None:
        for path in desk.newsroom.files():
            file = desk.site / path
            if file.exists():
                os.utime(file)


@dataclass(frozen=True)
class HiddenEdit(OfArticle):
    """An edit that keeps the file's size and its time of change."""

    def change(self, newsroom: Newsroom, article: Article) -> None:
        article.body = article.body.swapcase()

    def take(self, desk: Desk) -> None:
        times = {path: os.stat(desk.site / path) for path in desk.written}
        super().take(desk)
        desk.save()
        for path, stat in times.items():
            if (desk.site / path).exists():
                os.utime(desk.site / path, ns=(stat.st_atime_ns, stat.st_mtime_ns))


@dataclass(frozen=True)
class Tamper(Step):
    """Something happens to the output folder or the state."""

    how: str
    which: int

    def take(self, desk: Desk) -> None:
        TAMPERINGS[self.how](desk, self.which)


@dataclass(frozen=True)
class ChangeEnding(OfArticle):
    """Another spelling of what makes the file an article."""

    ending: str

    def change(self, newsroom: Newsroom, article: Article) -> None:
        before, article.ending = article.ending, self.ending
        if newsroom.is_taken(article):
            article.ending = before


@dataclass(frozen=True)
class Leave(OfArticle):
    """Leaves a file among the content, or takes it away, perhaps with a link to it."""

    name: str
    content: bytes | None
    is_linked: bool

    def change(self, newsroom: Newsroom, article: Article) -> None:
        article.files = [self.name] if self.is_linked and self.content is not None else []
        if self.content is not None:
            newsroom.strays[self.name] = self.content
            return
        newsroom.strays.pop(self.name, None)
        for one in newsroom.articles:
            one.files = [file for file in one.files if file != self.name]


STRAYS: dict[str, bytes | None] = {
    "a text": b"words",
    "a page": b"<!DOCTYPE html><script>alert(1)</script>",
    "an article": b"---\nheadline: Held\ndate: 2024-01-01\nsources: [A]\nembargo: 2099-01-01\n---\nheld\n",
    "a PDF": b"%PDF-1.7",
    "a track": b"<gpx/>",
    "nothing": None,
}
"""What files are that lie about among the content."""


def _output(desk: Desk, which: int) -> Path | None:
    # A link to nowhere and a pipe are no files.
    files = sorted(file for file in desk.output.rglob("*") if file.is_file())
    return files[which % len(files)] if files else None


def _delete_output(desk: Desk, which: int) -> None:
    file = _output(desk, which)
    if file:
        file.unlink()


def _change_output(desk: Desk, which: int) -> None:
    file = _output(desk, which)
    if file:
        file.write_bytes(file.read_bytes() + b"!")


def _swap_output(desk: Desk, which: int) -> None:
    """Other bytes of the same length under the same time."""
    file = _output(desk, which)
    if file:
        stat = file.stat()
        file.write_bytes(file.read_bytes()[::-1])
        os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _empty_output(desk: Desk, which: int) -> None:
    file = _output(desk, which)
    if file:
        file.write_bytes(b"")


def _delete_folder(desk: Desk, _which: int) -> None:
    desk.delete_output()


def _delete_state(desk: Desk, _which: int) -> None:
    desk.state.unlink(missing_ok=True)


def _break_state(desk: Desk, _which: int) -> None:
    if desk.state.exists():
        words = b"This is no database, though it is long enough to look like one."
        desk.state.write_bytes(words * 40)
        desk.may_be_made_anew = True


def _damage_state(desk: Desk, which: int) -> None:
    """A page of the state is lost, and no stat tells of it."""
    if desk.state.exists():
        pages = desk.state.stat().st_size // _PAGE
        with open(desk.state, "r+b") as stream:
            stream.seek(which * 7 % max(1, pages) * _PAGE)
            stream.write(bytes(_PAGE))
        seal(desk.state)
        desk.may_be_made_anew = True


def _cut_state(desk: Desk, which: int) -> None:
    if desk.state.exists():
        os.truncate(desk.state, desk.state.stat().st_size * which // 100)
        seal(desk.state)
        desk.may_be_made_anew = True


_PAGE = 4096

_LIES = (
    "UPDATE outputs SET folder = '../', name = 'newsgen.yaml' WHERE name = 'index.html'",
    "UPDATE settled SET next_due = NULL",
    "UPDATE texts SET body = x'3c'",
    "UPDATE records SET draft = 1 - draft",
    "DELETE FROM outputs",
    "UPDATE outputs SET folder = '../', name = name || '.lie'",
)


def _tamper_with_state(desk: Desk, which: int) -> None:
    """Somebody changes what the state says."""
    if desk.state.exists():
        with closing(sqlite3.connect(desk.state)) as state, suppress(sqlite3.Error), state:
            desk.may_be_made_anew = True
            state.execute(_LIES[which % len(_LIES)])


def _delete_all_state(desk: Desk, _which: int) -> None:
    desk.lose_all()


def _put_link(desk: Desk, which: int) -> None:
    """Somebody puts a link among what newsgen remembers, and takes it away again when it is refused."""
    folder = desk.site / ".newsgen"
    if not folder.exists():
        return
    link = folder / ("staging", "cluster", "other")[which % 3]
    if link.exists():
        return
    link.symlink_to(desk.site / "content")
    desk.check_refused("NG320")
    link.unlink()


def _add_foreign(desk: Desk, which: int) -> None:
    name = ("notes.txt", "world/notes.txt", ".hidden", "index.html.orig")[which % 4]
    file = desk.output / name
    if desk.output.is_dir() and not os.path.lexists(file.parent):
        file.parent.mkdir()
    if file.parent.is_dir() and not os.path.lexists(file):
        file.write_bytes(b"not newsgen's")


def _leave_temporary(desk: Desk, _which: int) -> None:
    """What a build leaves that is killed while it moves a file in from another disk."""
    if desk.interrupt():
        desk.output.mkdir(exist_ok=True)
        (desk.output / f"{desk.TEMPORARY}7").write_bytes(b"<ht")


@dataclass(frozen=True)
class Share(OfArticle):
    """A file of the name and the bytes of another lies in another folder, and the article uses it.

    With `whose` a page or a person comes to use the other one.
    """

    folder: str
    name: str
    whose: str

    def change(self, newsroom: Newsroom, article: Article) -> None:
        content = newsroom.media.get(self.name)
        if content is None:
            return
        newsroom.beside[f"{self.folder}/{self.name}"] = content
        if self.name.endswith(".png"):
            article.pictures = [f"{self.folder}/{self.name}"]
        else:
            article.files = [f"{self.folder}/{self.name}"]
        link = f"[file](/media/{self.name})"
        if self.whose == "page":
            newsroom.pages["shared.md"] = f"---\ntitle: Shared\n---\n{link}\n"
        elif self.whose == "person":
            newsroom.people["cy.md"] = f"---\nname: Cy\n---\n{link}\n"


@dataclass(frozen=True)
class LetGo(OfArticle):
    """The article shows and leads to no file any more; with `is_gone` the files go that lie beside."""

    is_gone: bool

    def change(self, newsroom: Newsroom, article: Article) -> None:
        article.pictures, article.files = [], []
        in_use = {
            name for one in newsroom.articles for name in (*one.pictures, *one.files)
        }  # fmt: skip
        if self.is_gone:
            newsroom.beside = {
                name: content for name, content in newsroom.beside.items() if name in in_use
            }


@dataclass(frozen=True)
class Misspell(OfArticle):
    """A draft with mistakes: a key that is not known, or names that lead nowhere."""

    keys: tuple[tuple[str, str], ...]
    body: str

    def change(self, newsroom: Newsroom, article: Article) -> None:
        article.fields |= {"draft": "true", **dict(self.keys)}
        article.body = self.body


@dataclass(frozen=True)
class NameBySlug(OfArticle):
    """What another article is called, as a text that no rename follows."""

    names: str

    def change(self, newsroom: Newsroom, article: Article) -> None:
        article.fields["read_also"] = self.names


TAMPERINGS: Mapping[str, Callable[[Desk, int], None]] = {
    "delete output": _delete_output,
    "change output": _change_output,
    "swap output": _swap_output,
    "empty output": _empty_output,
    "delete folder": _delete_folder,
    "delete state": _delete_state,
    "break state": _break_state,
    "add foreign": _add_foreign,
    "leave temporary": _leave_temporary,
    **HANDS,
    "damage state": _damage_state,
    "cut state": _cut_state,
    "tamper with state": _tamper_with_state,
    "delete all state": _delete_all_state,
    "put link": _put_link,
}


@dataclass(frozen=True)
class FallBack(Step):
    """The machine is started without its clock, and builds before anybody sees to that."""

    as_of: int

    def take(self, desk: Desk) -> None:
        if desk.has_built:
            desk.check_refused("NG322", as_of=self.as_of, by_clock=True)


def _field_edits(kind: Callable[..., Step]) -> st.SearchStrategy[Step]:
    return st.sampled_from(sorted(FIELDS)).flatmap(
        lambda name: st.builds(kind, _index, st.just(name), st.sampled_from(FIELDS[name]))
    )


_TEMPLATES = st.sampled_from(
    (
        "article.html",
        "home.html",
        "section.html",
        "person.html",
        "redirect.html",
        "404.html",
        "own.html",
        "artcle.html",  # nobody's
    )
)
TEMPLATE_TEXTS = (
    SMALL_PAGE + "v2",
    SMALL_PAGE + '{% include "parts/own.html" %}',
    '{% extends "theme:base.html" %}{% block main %}' + SMALL_PAGE + "{% endblock %}",
    '{% extends "theme:base.html" %}{% block mian %}{% endblock %}',  # overrides none
    '{{ inline_style("style.css") }}' + SMALL_PAGE,
    '{{ asset("extra.css") }}' + SMALL_PAGE,  # a mistake, where there is no extra.css
    "{{ data.it is defined and data.it }}" + SMALL_PAGE,
    "{{ data }}" + SMALL_PAGE,
    "{{ data.more }}" + SMALL_PAGE,  # a mistake, where there is no such data
    "{{ missing }}",
    THEMES,
    "{% if %}",
)
_TEMPLATE_TEXTS = st.sampled_from(TEMPLATE_TEXTS)
_PARTS = st.sampled_from(("parts/own.html", "parts/header.html"))
_PART_TEXTS = st.sampled_from((SMALL_HEADER, SMALL_HEADER + "v2", "own {{ site.name }}"))
_STATICS = st.sampled_from(("style.css", "extra.css", "img/dot.png", "root/CNAME", "favicon.svg"))
_STATIC_BYTES = st.sampled_from(
    (
        None,
        b"body { color: red }",
        b'body { background: url("img/dot.png") }',
        b'@import "extra.css";',
        b"@import url(style.css);",
        b"\x00\x01",
    )
)

COLLIDING: dict[str, tuple[str | None, ...]] = {
    "slug": ("a", "A", "\u00e9t\u00e9", "e\u0301te\u0301", "page-1", None),
    "tags": ("[x]", "[Straße]", "[Strasse]", "[Page 1, X]", None),
    "authors": ("[Page 1]", "[Straße]", "[Strasse]", "[Anm Lee]", None),
    "series": ("Page 1", "Straße", "Strasse", "{title: The Vote, part: 1}", None),
    "aliases": ("[/OLD/one.html]", "[/World/2024/01/a.html]", "[/uk/people/ann-lee.html]",
                "[/Tags/X.html]", "[/old]", None),
    "section": ("people", "tags", "uk", "text", "world"),
    "lang": ("uk", "en", None),
}  # fmt: skip
"""Values of fields of which two want one address, or what some disks take for one."""
COLLIDING_FILES = (
    "root/World/2024/01/A.html", "root/Tags/X.html", "root/PEOPLE", "root/text/World/2024/01/a.html",
    "root/Archive/2024/02.html", "root/world/2024/01/e\u0301te\u0301.html", "root/Old/one.html",
)  # fmt: skip

STEPS: dict[str, st.SearchStrategy[Step]] = {
    "edit body": st.builds(EditBody, _index, _body_words),
    "illustrate": st.builds(
        Illustrate, _index, st.sampled_from(ILLUSTRATED), st.sampled_from(ILLUSTRATED)
    ),
    "edit a field": _field_edits(EditField),
    "edit another field": _field_edits(EditField),
    "edit what the address is made of": st.sampled_from(
        ("date", "section", "slug", "lang", "embargo", "expires")
    ).flatmap(
        lambda name: st.builds(EditField, _index, st.just(name), st.sampled_from(FIELDS[name]))
    ),
    "flip draft": st.builds(EditField, _index, st.just("draft"), st.sampled_from(FIELDS["draft"])),
    "move": st.builds(
        Move,
        _index,
        st.sampled_from(STEMS),
        st.sampled_from(FOLDERS),
        st.sampled_from(("", "", "uk")),
    ),
    "delete": st.builds(Delete, _index),
    "add": st.builds(Add, _articles()),
    "translate": st.builds(Translate, _index),
    "link": st.builds(LinkTo, _index, _index, st.booleans()),
    "unlink": st.builds(Unlink, _index),
    "hidden edit": st.builds(HiddenEdit, _index),
    "touch": st.builds(Touch),
    "mistake": st.builds(
        Mistake,
        _index,
        st.sampled_from(("date", "sources", "colour", "image", "read_also")),
        st.sampled_from(("tomorrow", "[]", "nowhere.png")),
    ),
    "configure": st.sampled_from(sorted(CONFIG)).flatmap(
        lambda name: st.builds(Configure, st.just(name), st.sampled_from(CONFIG[name]))
    ),
    "person": st.builds(
        WriteText,
        st.just("people"),
        st.sampled_from(tuple(PEOPLE)),
        st.sampled_from(PERSON_TEXTS),
    ),
    "registry": st.builds(
        WriteText,
        st.just("registry"),
        st.just("sources.yaml"),
        st.sampled_from((None, *REGISTRY, "- {nickname: Nobody}\n")),
    ),
    "front": st.builds(
        WriteText,
        st.just("registry"),
        st.sampled_from(("front.yaml", "front.yaml", "front.uk.yaml")),
        st.sampled_from((None, *FRONTS, "- nothing\n")),
    ),
    "redirects": st.builds(
        WriteText,
        st.just("registry"),
        st.just("redirects.yaml"),
        st.sampled_from((None, *REDIRECTS)),
    ),
    "data": st.sampled_from(sorted(DATA)).flatmap(
        lambda name: st.builds(
            WriteText, st.just("registry"), st.just(name), st.sampled_from(DATA[name])
        )
    ),
    "what names say": st.builds(
        WriteText,
        st.just("registry"),
        st.sampled_from(NAMES),
        st.sampled_from((None, None, NAMED)),
    ),
    "page": st.builds(
        WriteText,
        st.just("pages"),
        st.sampled_from(("about.md", "ethics.md", "about.uk.md")),
        st.sampled_from(
            (
                None,
                _page("About", "Who *we* are."),
                _page("Ethics", "Fair."),
                _page("Ethics\naliases: [/old/two/, /how.html]", "Fair."),
                _page("Ethics\nextra: {it: [1]}\ntemplate: wide.html", "Fair."),
            )
        ),
    ),
    "template": st.builds(WriteText, st.just("templates"), _TEMPLATES, _TEMPLATE_TEXTS),
    "part": st.builds(WriteText, st.just("templates"), _PARTS, _PART_TEXTS),
    "part of all": st.builds(
        WriteText,
        st.just("templates"),
        st.just("parts/all.html"),
        st.sampled_from((SMALL_ALL, SMALL_ALL + "v2")),
    ),
    "plugin": st.builds(
        WriteText, st.just("plugins"), st.just(PLUGIN_FILE), st.sampled_from((None, *PLUGINS))
    ),
    "template of a plugin": st.builds(
        WriteText, st.just("plugins"), st.just(PLUGIN_TEMPLATE), st.sampled_from(PLUGIN_TEMPLATES)
    ),
    "name a plugin": st.builds(Configure, st.just("plugins"), st.sampled_from(CONFIG["plugins"])),
    "theme's template": st.builds(
        WriteText,
        st.just("templates"),
        st.sampled_from(("tags.html", "page.html")),
        st.just(THEMES),
    ),
    "media": st.builds(
        WriteBytes,
        st.just("media"),
        st.sampled_from(("one.png", "two.png", "paper.pdf")),
        st.sampled_from((None, *PICTURES, b"no picture", PICTURES[0][:60])),
    ),
    "static": st.builds(WriteBytes, st.just("statics"), _STATICS, _STATIC_BYTES),
    "clock": st.builds(SetClock, st.sampled_from(INSTANTS)),
    "clock again": st.builds(SetClock, st.sampled_from(INSTANTS)),
    "drafts": st.builds(SetRequest, st.just("drafts"), st.sampled_from((True, True, False))),
    "base url": st.builds(
        SetRequest, st.just("base_url"), st.sampled_from(("", "https://mirror.example/a/"))
    ),
    "paranoid": st.builds(SetRequest, st.just("paranoid"), st.booleans()),
    "switch output": st.builds(SwitchOutput),
    "tamper": st.builds(Tamper, st.sampled_from(sorted(TAMPERINGS)), st.integers(0, 99)),
    "ending": st.builds(
        ChangeEnding, _index, st.sampled_from((".md", ".MD", ".Markdown", ".markdown"))
    ),
    "stray": st.builds(
        Leave,
        _index,
        st.sampled_from(
            (
                "articles/world/a.txt",
                "articles/world/a.md.txt",
                "media/paper.csv",
                "media/way.gpx",
                "media/b.pdf",
                "pages/about.mdown",
                "media/run.html",
            )
        ),
        st.sampled_from(tuple(STRAYS.values())),
        st.booleans(),
    ),
    "tamper again": st.builds(Tamper, st.sampled_from(sorted(TAMPERINGS)), st.integers(0, 99)),
    "fall back": st.builds(FallBack, st.sampled_from((_instant(1970, 1, 2), _instant(2016, 1, 1)))),
    "share": st.builds(
        Share,
        _index,
        st.sampled_from(("articles", "articles/world", "aaa")),
        st.sampled_from(("one.png", "paper.pdf")),
        st.sampled_from(("", "page", "person")),
    ),
    "let go": st.builds(LetGo, _index, st.booleans()),
    "collide": st.sampled_from(sorted(COLLIDING)).flatmap(
        lambda name: st.builds(EditField, _index, st.just(name), st.sampled_from(COLLIDING[name]))
    ),
    "collide with a file": st.builds(
        WriteBytes, st.just("statics"), st.sampled_from(COLLIDING_FILES), st.just(b"other")
    ),
    "no file to collide with": st.builds(
        WriteBytes, st.just("statics"), st.sampled_from(COLLIDING_FILES), st.none()
    ),
    "misspell": st.builds(
        Misspell,
        _index,
        st.sampled_from(((), (("embarg", "2030-01-01"),), (("read_also", "[chosn, vot]"),))),
        st.sampled_from(("alpha", "[to](chosen-to.md)", "[to](/articles/world/aa.md)")),
    ),
    "name by slug": st.builds(
        NameBySlug, _index, st.sampled_from(("[a]", "[chosen]", "[b, chosen-two]", "[Київ]"))
    ),
}

steps = st.sampled_from(sorted(STEPS)).flatmap(STEPS.__getitem__)
"""One step of any kind."""

quiet_steps = st.sampled_from(
    (
        "clock",
        "clock again",
        "fall back",
        "tamper",
        "touch",
        "switch output",
        "drafts",
        "base url",
        "paranoid",
    )
).flatmap(STEPS.__getitem__)
"""One step of a kind that edits nothing."""
