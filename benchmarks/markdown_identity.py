"""Compare Python-Markdown with and without the speed layer: bytes first, then CPU time.

    python -m benchmarks.markdown_identity --examples 20000 --seconds 600

Documents are composed at random from Markdown's own structures and characters, by seed, so that
a divergence can be repeated from its number alone. Each goes through stock Python-Markdown and
through the speed layer, and outputs (or exceptions) are compared. Both sides are one instance
each, reset between documents, so a state that leaks from one document into the next is seen too.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from markdown import Markdown

from newsgen.reading.markdown.fastmarkdown import FastExtension

NEWS_EXTENSIONS = ("extra", "sane_lists", "toc")
EXTENSION_SETS: tuple[tuple[str, ...], ...] = (
    NEWS_EXTENSIONS,
    (),
    (*NEWS_EXTENSIONS, "admonition"),
    ("extra",),
    ("smarty",),
    ("sane_lists",),
    ("toc",),
    ("attr_list",),
    ("footnotes",),
    ("tables",),
    ("abbr",),
    ("def_list",),
    ("md_in_html",),
    ("fenced_code",),
    ("smarty", "extra", "nl2br"),
    ("legacy_em", "wikilinks", "meta", "legacy_attrs"),
)
CONFIGURED: dict[str, dict[str, Any]] = {
    "angled": {"smarty": {"smart_angled_quotes": True}, "toc": {"permalink": True}},
    "unique": {
        "footnotes": {"UNIQUE_IDS": True, "USE_DEFINITION_ORDER": False},
        "smarty": {"substitutions": {"left-single-quote": "<q>", "ndash": "<hr>"}},
        "toc": {"anchorlink": True, "baselevel": "2", "marker": "[INDEX]"},
        "abbr": {"glossary": {"EU": "European Union", "UN": "United Nations"}},
    },
}


class Converter:
    """One reused instance, reset before every document, as a build uses it."""

    def __init__(
        self,
        extensions: Sequence[str],
        *,
        fast: bool,
        output_format: str = "html",
        configs: dict[str, dict[str, Any]] | None = None,
    ) -> None:
        self._options: dict[str, Any] = {
            "extension_configs": configs or {},
            "output_format": output_format,
        }
        self._extensions = extensions
        self._fast = fast
        self._renew()

    def _renew(self) -> None:
        loaded: list[Any] = [*self._extensions, FastExtension()] if self._fast else []
        self._markdown = Markdown(extensions=loaded or [*self._extensions], **self._options)

    def convert(self, source: str) -> str:
        return self._markdown.reset().convert(source)

    def outcome(self, source: str) -> str:
        """The output, or the exception's type: both are behaviour that must not change."""
        try:
            return self.convert(source)
        except Exception as error:  # noqa: BLE001 (any exception is a result to compare here)
            # Python-Markdown leaves an instance in an undefined state when it raises.
            self._renew()
            return f"raised {type(error).__name__}"


# --- documents made of Markdown's structures ----------------------------------------------------

_VOCABULARY = (
    "council budget river minister school harbour vote inquiry report strike water housing police "
    "court hospital union election mayor village storm bridge tax climate energy farmers students "
    "company museum festival the a of to in and for on with said from by after over under between "
    "during against about their its his her new local public final early first last several many "
    "will would could has had been was were is are not more than which who that this these those"
)
WORDS = _VOCABULARY.split()
CONTRACTIONS = ("it's", "don't", "council's", "hasn't", "ministers'", "the '90s")
ODD_WORDS = (
    *("HTML", "EU", "12", "R&D", "snake_case_word", "2*3*4", "a_b", "C#", "1986.", "x<y", "a>b"),
    *("&amp;", "&mdash;", "&#8212;", "&#x27;", "&nbsp;", "&bogus", "&#12", "...", "--", "---"),
    *("'", '"', "''", '""', "\"'", "'\"", "'80s", "rock 'n' roll", "\\*", "\\'", "\\\\", "\\["),
    *(
        "\u2014",
        "\u201cso\u201d",
        "\u00e9t\u00e9",
        "\u4e2d\u6587",
        "\U0001f600",
        "\u00a0",
        "\u0660.",
    ),
    *("<br>", "<b>", "</b>", "<!-- c -->", "<?php ?>", "<https://e.org/a_b>", "<me@e.org>", "<<"),
    *("[", "]", "](", "[]", "[](", "![", "[^1]", "[^", "`", "``", "*", "**", "***", "_", "__"),
    *("{.c}", "{#i}", "{: .c k='v' }", "\x02", "\x03", "klzzwxh:0001", "wzxhzdk:0", "0", "1"),
    *("\\", "\u2028", ">>", "{", "}", "|", ":"),
)
SOUP = " \n\n\n    \t*_`[]()!<>&;:#=-+.|\"'\\{}^~/@?%$0123abAB\u00e9\u201c\u2019\u2014\x02\x03\r"


class Composer:
    """Composes one random document; the same seed composes the same document."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def some(self, make: Callable[[], str], low: int, high: int, between: str) -> str:
        return between.join(make() for _ in range(self.chance.randint(low, high)))

    def word(self) -> str:
        if self.chance.random() < 0.2:
            return self.chance.choice(ODD_WORDS)
        return self.chance.choice([*WORDS, *CONTRACTIONS])

    def span(self, depth: int = 0) -> str:
        if depth > 2 or self.chance.random() < 0.55:
            return self.some(self.word, 1, 5, self.chance.choice((" ", " ", " ", "")))

        def inner() -> str:
            return self.some(lambda: self.span(depth + 1), 1, 2, " ")

        choice = self.chance.choice
        target = choice(("https://e.org/a_b", "<a b>", "x(y)z", "u 't'", 'u "t"', "u'v", "*b*", ""))
        name = choice(("1", "2", "Ref", "ref two", "", "nope", "EU"))
        forms = (
            lambda: f"*{inner()}*",
            lambda: f"**{inner()}**",
            lambda: f"***{inner()}***",
            lambda: f"_{inner()}_",
            lambda: f"__{inner()}__",
            lambda: f"**{inner()}*",
            lambda: f"`{inner()}`",
            lambda: f"``{inner()}`",
            lambda: f"[{inner()}]({target})",
            lambda: f"![{inner()}]({target})",
            lambda: f"[{inner()}][{name}]",
            lambda: f"[{inner()}] [{name}]",
            lambda: f"![{inner()}][{name}]",
            lambda: f"[{name}]",
            lambda: f"![{name}]",
            lambda: f"[^{name}]",
            lambda: f'"{inner()}"',
            lambda: f"'{inner()}'",
            lambda: f"\"'{inner()}'\"",
            lambda: f"<b title='{name}'>{inner()}</b>",
            lambda: f"{inner()}{{: .c #i{name} }}",
            lambda: f"*{inner()}*{{.c}}",
            lambda: f"{inner()}  \n{inner()}",
            lambda: f"{inner()}\n{inner()}",
            lambda: f"[[{inner()}]]",
            lambda: f"~~{inner()}~~",
        )
        return choice(forms)()

    def text(self) -> str:
        return self.some(self.span, 1, 5, " ")

    def indented(self, block: str, by: int) -> str:
        return "\n".join(" " * by + line for line in block.split("\n"))

    def items(self, depth: int) -> str:
        bullet = self.chance.choice(("- ", "* ", "+ ", "1. ", "3.  ", "-   ", "12. "))
        lines = []
        for _ in range(self.chance.randint(1, 4)):
            lines.append(bullet + self.text())
            if self.chance.random() < 0.3:
                by = self.chance.choice((2, 4, 4, 8))
                gap = self.chance.choice(("", "\n"))
                lines.append(gap + self.indented(self.block(depth + 1), by))
        return self.chance.choice(("\n", "\n", "\n\n")).join(lines)

    def table(self) -> str:
        columns = self.chance.randint(1, 3)
        edge = self.chance.choice(("|", "| ", ""))

        def row(cell: Callable[[], str]) -> str:
            return edge + " | ".join(cell().replace("\n", " ") for _ in range(columns)) + edge

        rule = row(lambda: self.chance.choice(("---", ":--", ":-:", "--:", "-")))
        return "\n".join([row(self.span), rule, *(row(self.span) for _ in range(2))])

    def html(self) -> str:
        choice = self.chance.choice
        inner = self.block(2) if self.chance.random() < 0.5 else self.text()
        return choice(
            (
                f"<div>\n{inner}\n</div>",
                f'<div markdown="1">\n{inner}\n</div>',
                f'<div markdown="block" class="a">\n\n{inner}\n\n</div>',
                f'<p markdown="1">{inner}</p>',
                f'<section markdown="1"><h2>x</h2>\n{inner}\n</section> tail',
                f"<!-- {inner} -->",
                f"<pre>{inner}</pre>",
                f"<script>{inner}</script>",
                f"text <span>{inner}</span> text",
                f"<{inner}",
                "<hr>",
                "<hr markdown='1' />",
                "<?php echo 1; ?>",
                "<!DOCTYPE html>",
                "<![CDATA[ x ]]>",
                f"</div>{inner}",
                f"<details><summary>s</summary>\n\n{inner}",
            )
        )

    def definition(self) -> str:
        name = self.chance.choice(("1", "2", "Ref", "ref two"))
        abbreviation = self.chance.choice(("HTML", "EU", "council", "12", "1", "wzxhzdk", "a b"))
        title = self.chance.choice(("", ' "a title"', " 'a'", " (a)", "\n  'next'"))
        return self.chance.choice(
            (
                f"[{name}]: https://e.org/{name}{title}",
                f"[{name}]: <https://e.org>{title}\n[2]: /two",
                f"[^{name}]: {self.text()}",
                f"[^{name}]: {self.text()}\n\n    {self.text()}\n\n[^2]: {self.text()}",
                f"*[{abbreviation}]: {self.chance.choice(('Long Form', 'Kr & <b>', ''))}",
                f"{self.text()}\n:   {self.text()}",
                f"{self.text()}\n\n:   {self.text()}\n\n    {self.text()}",
            )
        )

    def block(self, depth: int = 0) -> str:
        choice = self.chance.choice
        mark = choice(("#", "##", "###", "######", "####### "))
        fence = choice(("```", "~~~", "````"))
        language = choice(("", "python", " { .py #x k=v }", "a b"))
        forms: list[Callable[[], str]] = [
            self.text,
            self.text,
            self.text,
            self.definition,
            self.definition,
            self.table,
            lambda: f"{mark} {self.text()}",
            lambda: f"{mark}{self.text()} {mark} {{#h .c}}",
            lambda: f"{self.text()}\n{choice(('===', '---', '=', '-', '--- x'))}",
            lambda: choice(("---", "* * *", "___", "- - -", "-- -", "***\n")),
            lambda: f"{fence}{language}\n{self.text()}\n{fence}",
            lambda: self.indented(self.text(), 4),
            lambda: f"{self.text()}\n{{: .c #id data-k='v' }}",
            lambda: f"!!! note {choice(('', chr(34) + 'T' + chr(34)))}\n    {self.text()}",
            lambda: choice(("[TOC]", "[INDEX]", "///Footnotes Go Here///", "[TOC] x", "# [TOC]")),
        ]
        if depth < 3:
            forms += [
                lambda: self.items(depth),
                lambda: self.items(depth),
                self.html,
                lambda: self.indented(self.block(depth + 1), choice((1, 2, 4))),
                lambda: "\n".join("> " + line for line in self.block(depth + 1).split("\n")),
                lambda: "> " + self.block(depth + 1),
            ]
        return choice(forms)()

    def document(self) -> str:
        if self.chance.random() < 0.2:
            return "".join(self.chance.choices(SOUP, k=self.chance.randint(1, 150)))
        gap = self.chance.choice(("\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n"))
        return self.some(self.block, 1, 9, gap)


def composed(seed: int) -> str:
    """The random document of that seed."""
    return Composer(random.Random(seed)).document()


# --- the news article ---------------------------------------------------------------------------


def _sentence(chance: random.Random, *, curly: bool) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(9, 20))]
    if chance.random() < 0.25:
        contraction = chance.choice(CONTRACTIONS)
        words[chance.randrange(len(words))] = contraction.replace("'", "\u2019" if curly else "'")
    draw = chance.random()
    spot = chance.randrange(len(words) - 3)
    if draw < 0.10:
        address = f"https://example.org/{words[spot]}/{chance.randint(1, 999)}"
        words[spot : spot + 3] = [f"[{' '.join(words[spot : spot + 3])}]({address})"]
    elif draw < 0.20:
        mark = chance.choice(("*", "**"))
        words[spot] = f"{mark}{words[spot]}{mark}"
    elif draw < 0.24:
        words[spot] += " \u2013" if curly else " --"
    text = " ".join(words)
    if chance.random() < 0.25:
        opened, closed = ("\u201c", "\u201d") if curly else ('"', '"')
        return f"{opened}{text},{closed} the spokesperson said."
    return f"{text}."


def _paragraph(chance: random.Random, *, curly: bool) -> str:
    return " ".join(_sentence(chance, curly=curly) for _ in range(chance.randint(2, 4)))


def article(seed: int, *, words: int = 700, curly: bool | None = None) -> str:
    """A news article of about so many words: links, quotations, a list, quotes, sub-headings.

    `curly` says whether quotes are typed as typographic characters, as many desks do, or as plain
    ones that the typography of a body turns; by default every second article is the one or the other.
    """
    chance = random.Random(seed)
    typed_curly = bool(seed % 2) if curly is None else curly
    blocks: list[str] = []
    count = 0
    while count < words:
        turn = len(blocks) % 11
        if turn == 3:
            block = "## " + " ".join(chance.choice(WORDS) for _ in range(5)).capitalize()
        elif turn == 5:
            block = "> " + _sentence(chance, curly=typed_curly)
        elif turn == 8:
            items = [_sentence(chance, curly=typed_curly) for _ in range(4)]
            block = "\n".join(f"- {item}" for item in items)
        else:
            block = _paragraph(chance, curly=typed_curly)
        blocks.append(block)
        count += len(block.split())
    return "\n\n".join(blocks) + "\n"


def cpu_ratios(*, articles: int, rounds: int) -> Iterator[tuple[str, float, float, float]]:
    """For each way of typing quotes: median CPU milliseconds of stock, of ours, and the ratio.

    Both are measured in turn within each round, so that a noisy machine is noisy to both; the
    ratio is the median of the rounds' ratios.
    """
    sides = {"stock": Converter(NEWS_EXTENSIONS, fast=False)}
    sides["fast"] = Converter(NEWS_EXTENSIONS, fast=True)
    kinds = (("mixed quotes", None), ("plain quotes", False), ("typographic quotes", True))
    for name, curly in kinds:
        sources = [article(seed, curly=curly) for seed in range(articles)]
        times: dict[str, list[float]] = {side: [] for side in sides}
        for _ in range(rounds):
            for side, converter in sides.items():
                start = time.process_time()
                for source in sources:
                    converter.convert(source)
                times[side].append((time.process_time() - start) * 1000 / articles)
        ratios = [ours / base for base, ours in zip(times["stock"], times["fast"], strict=True)]
        base, ours = (statistics.median(times[side]) for side in ("stock", "fast"))
        yield name, base, ours, statistics.median(ratios)


# --- the comparison -----------------------------------------------------------------------------


def comparisons() -> dict[str, tuple[Converter, Converter]]:
    """Pairs of converters, stock and fast, by a name that says how they are set up."""
    set_ups: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
        "+".join(extensions) or "none": (extensions, {}) for extensions in EXTENSION_SETS
    }
    set_ups["xhtml"] = (NEWS_EXTENSIONS, {"output_format": "xhtml"})
    for name, configs in CONFIGURED.items():
        set_ups[name] = (NEWS_EXTENSIONS, {"configs": configs})
    return {
        name: (
            Converter(extensions, fast=False, **options),
            Converter(extensions, fast=True, **options),
        )
        for name, (extensions, options) in set_ups.items()
    }


def document(seed: int) -> str:
    """The document of that number; every fiftieth is an article."""
    return composed(seed) if seed % 50 else article(seed)


def compare(seeds: Iterator[int], until: float) -> tuple[Counter[str], int, list[tuple[str, int]]]:
    """How many documents came out equal by pair, how many of these as the same exception, and
    the (pair, seed) of those that differ."""
    pairs = comparisons()
    counts: Counter[str] = Counter()
    exceptions = 0
    different: list[tuple[str, int]] = []
    for seed in seeds:
        if time.monotonic() > until:
            break
        source = document(seed)
        # Every document goes through the newsroom's set, and through one more in turn.
        names = list(pairs)
        for name in dict.fromkeys((names[0], names[seed % len(names)])):
            stock, fast = pairs[name]
            expected = stock.outcome(source)
            if expected == fast.outcome(source):
                counts[name] += 1
                exceptions += expected.startswith("raised")
            else:
                different.append((name, seed))
    return counts, exceptions, different


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--examples", type=int, default=5000, help="documents to compare")
    arguments.add_argument("--seconds", type=float, default=120, help="stop comparing after this")
    arguments.add_argument("--seed", type=int, default=0, help="the first document's number")
    arguments.add_argument("--rounds", type=int, default=5, help="rounds of the CPU measurement")
    arguments.add_argument("--save", type=Path, help="folder for the documents that differ")
    options = arguments.parse_args()

    seeds = iter(range(options.seed, options.seed + options.examples))
    counts, exceptions, different = compare(seeds, time.monotonic() + options.seconds)
    for name, count in counts.items():
        print(f"{count:9} equal  {name}")
    print(f"{counts.total():9} equal, {len(different)} different")
    print(f"{exceptions:9} of the equal ones are the same exception")
    for name, seed in different[:20]:
        print(f"  different: document {seed} with {name}")
        if options.save:
            options.save.mkdir(parents=True, exist_ok=True)
            (options.save / f"{seed}.md").write_text(document(seed), encoding="utf-8")
    if options.rounds:
        for name, base, ours, ratio in cpu_ratios(articles=20, rounds=options.rounds):
            print(f"{name:20} stock {base:5.2f} ms  ours {ours:5.2f} ms  ratio {ratio:.3f}")
    return 1 if different else 0


if __name__ == "__main__":
    raise SystemExit(main())
