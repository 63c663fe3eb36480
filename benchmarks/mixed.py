"""The same corpus in which a third of the texts have what newsrooms write beside paragraphs.

Tables, code, footnotes, boxes, raw HTML, pictures with captions, citations, definitions, nested
lists: each such text has three of them or more. Boxes and citations are newsgen's own Markdown,
which no other generator reads.
"""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable, Sequence

from benchmarks import words
from benchmarks.corpus import Article, Corpus, headline, sentence

EVERY = 3
"""One of so many texts is mixed."""

_FEWEST, _MOST = 3, 5
_PICTURES = 12
_WIDTH, _HEIGHT = 480, 320


class MixedCorpus(Corpus):
    """A corpus whose articles, but for the body of every third one, are those of `Corpus`."""

    def article(self, number: int) -> Article:
        article = super().article(number)
        if number % EVERY:
            return article
        rng = random.Random(f"{self._seed}/mixed/{number}")
        blocks = article.body.rstrip("\n").split("\n\n")
        keys = [citation.source.id for citation in article.citations]
        for part in rng.sample(_PARTS, rng.randint(_FEWEST, _MOST)):
            at = rng.randint(2, len(blocks) - 1)
            blocks[at:at] = part(rng, keys)
        return article._replace(body="\n\n".join(blocks) + "\n")

    @property
    def pictures(self) -> dict[str, bytes]:
        """A dozen small PNG files by name. Converting them takes half a second of a clean build."""
        return {_picture(number): _png(number) for number in range(_PICTURES)}


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


def _raw_html(rng: random.Random, _keys: Sequence[str]) -> list[str]:
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


_PARTS: tuple[Callable[[random.Random, Sequence[str]], list[str]], ...] = (
    _table, _code, _footnotes, _box, _raw_html, _image, _citation, _nested_list, _definitions,
)  # fmt: skip


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
