"""A corpus like the archives of newsrooms: what is in their texts, about as often.

Two fifths of the texts are plain prose. Of the others most have inline HTML, and some have blocks of HTML,
code, tables, footnotes, boxes, links to films and posts, links by reference, pictures, citations. Lengths
spread as real ones do, headlines have quotation marks, half of the articles have a main picture, and each
has an address of an older site. Boxes, citations and embeds are newsgen's own Markdown: other generators
show their signs as text.

Counted were 6,199 articles of four archives: inline HTML in 54 % of them, blocks of it in 32, HTML entities
in 29, pictures in 20, comments in 12, escapes in 11, code in 7, titles of links in 6, hard line breaks in
5, indented code in 5, links by reference in 3, more than 2,500 words in 4.5, quotation marks in the
headlines of 18. Inline HTML is in fewer texts here, and blocks of it are, for two fifths are to be plain
prose, as a newsroom's are that writes in Markdown. Tables, footnotes and boxes, which fewer than one text in
a hundred had there, are in more: who has them writes them often.
"""

from __future__ import annotations

import math
import random
import struct
import zlib
from collections.abc import Callable, Sequence

from benchmarks import words
from benchmarks.corpus import (
    LINK,
    Article,
    Corpus,
    headline,
    linked,
    listed,
    paragraph,
    quotation,
    sentence,
)

PLAIN = 0.4
"""The share of texts that hold nothing but everyday Markdown."""

MEDIAN_WORDS = 500
_SPREAD = math.log(5) / 1.645
"""So that a twentieth of the texts have five times as many words."""

_FEWEST_WORDS, _MOST_WORDS = 60, 8_000
_PICTURES = 12
_WIDTH, _HEIGHT = 480, 320


class MixedCorpus(Corpus):
    """A corpus with the sections, people, tags, sources and dates of `Corpus`, and other texts."""

    def article(self, number: int) -> Article:
        article = super().article(number)
        rng = random.Random(f"{self._seed}/mixed/{number}")
        date = article.date
        return article._replace(
            headline=_quoted(rng, article.headline),
            # Whoever adds an article today gives it no address of an older site.
            aliases=(f"/{date:%Y/%m/%d}/{article.slug}.php",) if number < self.size else (),
            picture=_picture(rng.randrange(_PICTURES)) if rng.random() < 0.5 else "",
            body=_body(rng, [one.source.id for one in article.citations], number),
        )

    @property
    def pictures(self) -> dict[str, bytes]:
        """A dozen small PNG files by name. Converting them takes half a second of a clean build."""
        return {_picture(number): _png(number) for number in range(_PICTURES)}


def _quoted(rng: random.Random, title: str) -> str:
    """The headline, one in five with quotation marks, one in fifty with an entity."""
    chance = rng.random()
    if chance < 0.18:
        return f'{title}: "{rng.choice(words.ADJECTIVES).capitalize()}"'.replace(": ", " — ")
    return f"{title} &amp; after" if chance < 0.2 else title


def _body(rng: random.Random, keys: Sequence[str], number: int) -> str:
    wanted = MEDIAN_WORDS * math.exp(_SPREAD * rng.gauss(0, 1))
    wanted = min(max(wanted, _FEWEST_WORDS), _MOST_WORDS)
    blocks = [paragraph(rng)]
    while sum(map(_words, blocks)) < wanted:
        blocks.append(rng.choices(_PROSE, _WEIGHTS)[0](rng))
    if rng.random() >= PLAIN:
        chosen = [part for part, share in _PARTS.items() if rng.random() < share / (1 - PLAIN)]
        for part in chosen or [_inline_html]:
            at = rng.randint(1, len(blocks))
            blocks[at:at] = part(rng, keys)
    if number:
        blocks[0] += f" It had been [reported before]({_earlier(rng, number)})."
    return "\n\n".join(blocks) + "\n"


def _earlier(rng: random.Random, number: int) -> str:
    return f"{LINK}{rng.randint(max(0, number - 400), number - 1)}{LINK}"


def _words(block: str) -> int:
    return block.count(" ") + 1


def _linked_paragraph(rng: random.Random) -> str:
    return paragraph(rng, linked(rng))


def _subheading(rng: random.Random) -> str:
    return f"## {headline(rng)}"


_PROSE: tuple[Callable[[random.Random], str], ...] = (
    paragraph, _linked_paragraph, _subheading, quotation, listed,
)  # fmt: skip
_WEIGHTS = (10, 5, 2, 1, 1)


def _inline_html(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    place = rng.choice(words.PLACES)
    return [
        (
            f'{sentence(rng)} <a href="https://www.{place.lower()}.example/{rng.randint(1, 999)}"'
            f' target="_blank">The {rng.choice(words.THINGS)}</a> is <em>{rng.choice(words.ADJECTIVES)}</em>.'
        ),
        f"<strong>{headline(rng)}</strong><br>\n<i>{sentence(rng)}</i> {sentence(rng)}",
        f"{sentence(rng)} <b>{rng.choice(words.TIMES)}</b>&nbsp;&ndash; {sentence(rng)} <br/>{sentence(rng)}",
    ]


def _comment(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    return ["<!-- more -->"]


def _escapes(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    return [
        f"{sentence(rng)} 5 \\* {rng.randint(2, 9)}\\. \\[{rng.choice(words.ADVERBS)}\\]  \n{sentence(rng)}"
    ]


def _references(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    label = rng.choice(words.PLACES)
    return [
        f"{sentence(rng)} [{rng.choice(words.THINGS)}][{label}] {sentence(rng)}",
        f'[{label}]: https://www.{label.lower()}.example/ "{headline(rng)}"',
    ]


def _embed(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    return [f"[{headline(rng)}](https://films.example/watch?v={rng.randint(1000, 9999)}){{.embed}}"]


def _table(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    rows = [
        f"| {rng.choice(words.PLACES)} | {rng.randint(10, 9999):,} | {rng.uniform(-9, 9):.1f}% |"
        for _ in range(rng.randint(3, 9))
    ]
    return ["\n".join(["| Place | Votes | Change |", "|:------|------:|:------:|", *rows])]


def _code(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    place = rng.choice(words.PLACES).lower()
    lines = [
        "```python",
        f"def {place}_rate(votes: int, voters: int) -> float:",
        '    """The turnout in percent."""',
        "    if voters == 0 or votes > voters:",
        f'        raise ValueError(f"no rate for <{{votes}}> & {place}")',
        "    return 100 * votes / voters",
        "```",
    ]
    return [f"The turnout was computed by `{place}_rate()`:", "\n".join(lines)]


def _footnotes(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    label = f"{rng.choice(words.PLACES).lower()}{rng.randint(1, 99)}"
    first = f"{sentence(rng).rstrip('.')}.[^{label}] {sentence(rng)}[^{label}b]"
    return [
        first,
        f"[^{label}]: {sentence(rng)}",
        f"[^{label}b]: See the [record](https://records.example/{label}), page {rng.randint(2, 90)}.",
    ]


def _box(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    kind = rng.choice(("fact", "method", "quote"))
    items = "\n".join(f"    - {sentence(rng)}" for _ in range(3))
    return [f'!!! {kind} "{headline(rng)}"\n    {sentence(rng)}\n\n{items}']


def _html_block(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    return [
        (
            f'<aside class="note">\n<p>{sentence(rng)} <abbr title="more > less">MTL</abbr>'
            f" {sentence(rng)}</p>\n</aside>"
        ),
        (
            f"Press <kbd>Ctrl</kbd>+<kbd>F</kbd> and look for “{rng.choice(words.THINGS)}”.<br>"
            f"{sentence(rng)}"
        ),
    ]


def _image(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    name = _picture(rng.randrange(_PICTURES))
    alt = f'The {rng.choice(words.THINGS)} in {rng.choice(words.PLACES)}, with a sign "3 > 2"'
    return [f"![{alt}](media/{name} '{headline(rng)}'){{: credit=\"A. Photographer\" }}"]


def _citation(rng: random.Random, keys: Sequence[str]) -> list[str]:
    one = f"{sentence(rng).rstrip('.')} [@{rng.choice(keys)}, page {rng.randint(1, 60)}]."
    return [one, f"> {sentence(rng)}\n>\n> [@{rng.choice(keys)}]"]


def _nested_list(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    lines = []
    for _ in range(rng.randint(2, 4)):
        lines.append(f"- **{rng.choice(words.PLACES)}**: {sentence(rng)}")
        lines += [f"    - {sentence(rng)}" for _ in range(rng.randint(0, 3))]
    return ["\n".join(lines)]


def _definitions(rng: random.Random, _keys: Sequence[str]) -> list[str]:
    term = rng.choice(words.THEMES).capitalize()
    return [f"{term}\n:   {sentence(rng)}\n:   {sentence(rng)}"]


_PARTS: dict[Callable[[random.Random, Sequence[str]], list[str]], float] = {
    _inline_html: 0.34,
    _html_block: 0.12,
    _image: 0.2,
    _citation: 0.2,
    _comment: 0.08,
    _escapes: 0.08,
    _code: 0.1,
    _nested_list: 0.06,
    _embed: 0.06,
    _references: 0.04,
    _box: 0.04,
    _table: 0.03,
    _footnotes: 0.02,
    _definitions: 0.01,
}
"""The share of all texts that has each of them."""


def _picture(number: int) -> str:
    return f"picture-{number}.png"


def _png(number: int) -> bytes:
    """A picture of bands of colour, made of nothing but its number."""
    rng = random.Random(f"picture/{number}")
    bands = [bytes(rng.randrange(256) for _ in range(3)) for _ in range(8)]
    rows = b"".join(b"\0" + bands[row * 8 // _HEIGHT] * _WIDTH for row in range(_HEIGHT))
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


CORPORA: dict[str, type[Corpus]] = {"plain": Corpus, "mixed": MixedCorpus}
"""By the name that the benchmarks' option `--corpus` has for each."""
