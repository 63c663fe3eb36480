"""A news corpus made of nothing but a seed: the same seed gives the same articles, to the letter.

The text is filler, put together from the word lists of `benchmarks.words`; it has the shape of a
news report: some 700 words, sub-headings, links, quotations, lists, straight quotation marks that
a generator is expected to make typographic.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from benchmarks import words

SEED = 2024
SECTIONS = 10
PEOPLE = 50
TAGS = 300
SOURCES = 60

FIRST_DAY = datetime(2015, 1, 5, 6, tzinfo=UTC)
LAST_DAY = datetime(2024, 12, 20, 18, tzinfo=UTC)

LINK = "\0"
"""Stands in a body around the number of the article that a link leads to; dialects write it out."""


class Section(NamedTuple):
    """A section of the newsroom."""

    slug: str
    title: str


class Person(NamedTuple):
    """Who writes; `bio` is a sentence of Markdown."""

    id: str
    name: str
    role: str
    bio: str


class Source(NamedTuple):
    """Somebody who is relied upon."""

    id: str
    name: str
    kind: str
    url: str


class Citation(NamedTuple):
    """What an article takes from a source; dates are ISO days."""

    source: Source
    title: str
    url: str
    published: str
    accessed: str


class Article(NamedTuple):
    """One article. `body` is Markdown in which `LINK` marks the one link to an earlier article."""

    number: int
    slug: str
    section: Section
    headline: str
    standfirst: str
    date: datetime
    updated: datetime | None
    authors: tuple[Person, ...]
    tags: tuple[str, ...]
    citations: tuple[Citation, ...]
    body: str
    aliases: tuple[str, ...] = ()
    """Paths of older addresses."""

    picture: str = ""
    """The name of the main picture's file; "" where there is none."""

    @property
    def folder(self) -> str:
        """Where the article's file lies below the folder of articles, in every dialect."""
        return f"{self.section.slug}/{self.date.year}"

    @property
    def address(self) -> str:
        """The path of the article's page, the same at every generator."""
        return f"{self.section.slug}/{self.date:%Y/%m}/{self.slug}.html"


class Corpus:
    """A corpus of `size` articles; those beyond it, up to any number, are its future."""

    def __init__(self, size: int, seed: int = SEED) -> None:
        self.size = size
        self._seed = seed
        rng = random.Random(f"{seed}/newsroom")
        self.sections = tuple(Section(slug, slug.capitalize()) for slug in words.SECTIONS)
        self.people = tuple(_people(rng))
        self.tags = tuple(_tags(rng))
        self.sources = tuple(_sources(rng))
        self._step = (LAST_DAY - FIRST_DAY) / max(size, 1)

    def __iter__(self) -> Iterator[Article]:
        return map(self.article, range(self.size))

    @property
    def pictures(self) -> dict[str, bytes]:
        """The picture files by name; there are none."""
        return {}

    def article(self, number: int) -> Article:
        """The article of this number; they are numbered by date, the oldest is 0."""
        rng = random.Random(f"{self._seed}/article/{number}")
        slug, section, date, title = self._identity(number, rng)
        standfirst = sentence(rng)
        authors = tuple(rng.sample(self.people, 2 if rng.random() < 0.25 else 1))
        tags = tuple(self._pick_tags(rng))
        citations = tuple(self._citations(rng, date))
        updated = date + timedelta(hours=rng.randint(1, 40)) if rng.random() < 0.2 else None
        earlier = rng.randint(max(0, number - 400), number - 1) if number else None
        return Article(
            number=number,
            slug=slug,
            section=section,
            headline=title,
            standfirst=standfirst,
            date=date,
            updated=updated,
            authors=authors,
            tags=tags,
            citations=citations,
            body=_body(rng, earlier),
        )

    def place(self, number: int) -> tuple[str, str]:
        """The folder and the slug of an article, without the cost of its text."""
        rng = random.Random(f"{self._seed}/article/{number}")
        slug, section, date, _ = self._identity(number, rng)
        return f"{section.slug}/{date.year}", slug

    def address(self, number: int) -> str:
        """`Article.address`, without the cost of the text."""
        rng = random.Random(f"{self._seed}/article/{number}")
        slug, section, date, _ = self._identity(number, rng)
        return f"{section.slug}/{date:%Y/%m}/{slug}.html"

    def _identity(self, number: int, rng: random.Random) -> tuple[str, Section, datetime, str]:
        section = rng.choice(self.sections)
        # Less than a step of jitter, so that the order by number is the order by date.
        offset = self._step * number + self._step * rng.uniform(0, 0.9)
        date = FIRST_DAY + timedelta(seconds=int(offset.total_seconds()) // 60 * 60)
        title = headline(rng)
        letters = "".join(one for one in title.lower() if one.isalnum() or one in "- ")
        slug = f"{'-'.join(letters.split()[:6])}-{number}"
        return slug, section, date, title

    def _pick_tags(self, rng: random.Random) -> list[str]:
        """Three to five tags, of which a few are much used and most are not."""
        wanted = rng.randint(3, 5)
        found: dict[str, None] = {}
        while len(found) < wanted:
            found[self.tags[int(TAGS * rng.random() ** 2)]] = None
        return list(found)

    def _citations(self, rng: random.Random, date: datetime) -> Iterator[Citation]:
        for source in rng.sample(self.sources, rng.randint(2, 3)):
            title = headline(rng)
            day = date - timedelta(days=rng.randint(0, 5))
            path = f"{day:%Y/%m/%d}/{title.split()[0].lower()}-{rng.randint(1000, 9999)}"
            yield Citation(source, title, f"{source.url}{path}", f"{day:%F}", f"{date:%F}")


def _people(rng: random.Random) -> Iterator[Person]:
    names = [f"{first} {last}" for first in words.FIRST_NAMES for last in words.LAST_NAMES]
    for name in rng.sample(names, PEOPLE):
        bio = f"{name} writes about {rng.choice(words.THEMES)} and {rng.choice(words.THEMES)}."
        yield Person(name.lower().replace(" ", "-"), name, rng.choice(words.ROLES), bio)


def _tags(rng: random.Random) -> list[str]:
    pairs = [f"{one} {two}" for one in words.TAG_ADJECTIVES for two in words.TAG_NOUNS]
    return rng.sample(pairs, TAGS)


def _sources(rng: random.Random) -> Iterator[Source]:
    names = [f"{place} {outlet}" for place in words.PLACES for outlet in words.OUTLETS]
    for name in rng.sample(names, SOURCES):
        slug = name.lower().replace(" ", "-")
        yield Source(slug, name, rng.choice(words.SOURCE_KINDS), f"https://{slug}.example/")


def headline(rng: random.Random) -> str:
    """A headline of five to ten words."""
    pick = rng.choice
    text = pick(words.HEADLINES).format(
        place=pick(words.PLACES),
        body=pick(words.BODIES),
        verb=pick(words.VERBS),
        thing=pick(words.THINGS),
        adjective=pick(words.ADJECTIVES),
        theme=pick(words.THEMES),
    )
    return text[0].upper() + text[1:]


def sentence(rng: random.Random) -> str:
    """A sentence of some fifteen words, with its full stop."""
    pick = rng.choice
    text = pick(words.SENTENCES).format(
        place=pick(words.PLACES),
        other=pick(words.PLACES),
        body=pick(words.BODIES),
        verb=pick(words.VERBS),
        past=pick(words.PASTS),
        thing=pick(words.THINGS),
        object=pick(words.THINGS),
        adjective=pick(words.ADJECTIVES),
        theme=pick(words.THEMES),
        when=pick(words.TIMES),
        how=pick(words.ADVERBS),
        number=rng.randint(3, 96),
        year=rng.randint(1998, 2024),
    )
    return text[0].upper() + text[1:]


def _said(rng: random.Random) -> str:
    words_said = sentence(rng).rstrip(".")
    who = f"{rng.choice(words.FIRST_NAMES)} {rng.choice(words.LAST_NAMES)}"
    return f'"{words_said}," said {who}, {rng.choice(words.POSITIONS)}.'


def paragraph(rng: random.Random, extra: str = "") -> str:
    """A paragraph of two or three sentences, perhaps with a quotation, and with the sentence `extra`."""
    sentences = [sentence(rng) for _ in range(rng.choice((2, 2, 3, 3)))]
    if rng.random() < 0.35:
        sentences.append(_said(rng))
    if extra:
        sentences.insert(rng.randint(1, len(sentences)), extra)
    if rng.random() < 0.3:
        index = rng.randrange(len(sentences))
        sentences[index] = _emphasised(rng, sentences[index])
    return " ".join(sentences)


def _emphasised(rng: random.Random, sentence: str) -> str:
    """The sentence with one longer word of it in emphasis."""
    parts = sentence.split(" ")
    choices = [index for index, part in enumerate(parts) if part.isalpha() and len(part) > 4]
    if not choices:
        return sentence
    mark = "**" if rng.random() < 0.4 else "*"
    index = rng.choice(choices)
    parts[index] = f"{mark}{parts[index]}{mark}"
    return " ".join(parts)


def linked(rng: random.Random) -> str:
    """A sentence with a link to a page elsewhere."""
    place = rng.choice(words.PLACES)
    slug = f"{place.lower()}-{rng.randint(10, 9999)}"
    what = f"{rng.choice(words.ADJECTIVES)} {rng.choice(words.THINGS)}"
    return f"The [{what}](https://www.{place.lower()}.example/{slug}) was published in {place}."


def _body(rng: random.Random, earlier: int | None) -> str:
    """Some 700 words: four parts, three sub-headings, two quotations, a list and four links."""
    blocks = [paragraph(rng) for _ in range(3)]
    blocks[1] = paragraph(rng, linked(rng))
    if earlier is not None:
        blocks[2] += f" It had been [reported before]({LINK}{earlier}{LINK})."
    blocks += [f"## {headline(rng)}", paragraph(rng), quotation(rng), paragraph(rng)]
    blocks += [f"## {headline(rng)}", paragraph(rng, linked(rng)), listed(rng), paragraph(rng)]
    blocks += [f"## {headline(rng)}", paragraph(rng), paragraph(rng, linked(rng))]
    if rng.random() < 0.5:
        blocks.append(quotation(rng))
    while sum(map(len, blocks)) < 4050:
        blocks.append(paragraph(rng))
    return "\n\n".join(blocks) + "\n"


def quotation(rng: random.Random) -> str:
    """A quotation of two sentences, and below it whose it is."""
    who = f"{rng.choice(words.FIRST_NAMES)} {rng.choice(words.LAST_NAMES)}"
    return f"> {sentence(rng)} {sentence(rng)}\n>\n> — {who}, {rng.choice(words.POSITIONS)}"


def listed(rng: random.Random) -> str:
    """A list of three to five items, two in five of them numbered."""
    items = [sentence(rng).rstrip(".") for _ in range(rng.randint(3, 5))]
    if rng.random() < 0.4:
        return "\n".join(f"{index}. {item};" for index, item in enumerate(items, 1))
    return "\n".join(f"- {item};" for item in items)
