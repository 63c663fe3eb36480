"""Documents made by a seed of everyday Markdown, and of what lies just beside it."""

from __future__ import annotations

import random
from collections.abc import Callable

_PLAIN = ("word", "The", "minister", "of", "said", "time", "house", "plan")
_ODD = (
    "a", "I", "council's", "it's", "don't", "rock", "dogs'", "2019", "'80s", "1980s", "5", "12.", "3)",
    "Київ", "é", "x-ray", "s", "U.S.", "$5", "10%", "#1", "C#", "@x", "e.g.", "R&D", "A&B;", "&",
    "=", "+", "-", "--", "---", "----", "...", "....", "…", "–", "—", "“so”", "‘so’", "’s", "“", "”",
    "«так»", "[sic]", "(sic)", "http://x.example/z-a--b", "a/b", "x:y", ":", "!", "?", "_", "a_b",
    "1.", "2024.", "~", "~~", "^", "%", "]", "[", "]:", "] :", "!!!", "\u00a0", "\u00a0x", "'", '"',
)  # fmt: skip
_URLS = (
    "https://x.example/a_b", "../x.md", "https://x.example/?a=1&b=2", "x--y", "a'b", "u*v*", "#part",
    "/p...q", "mailto:a@b.example", "x y", "<u>", "", "(x)",
)  # fmt: skip
_RULES = ("---", "----", "***", "- - -", "===", "--", "- ", "-", "1.", "1. ", "#", ">", "> ", "##")
_TAILS = (
    "\n---", "\n===", "\n> q", "\n- i", "\n1. i", "\n# h", "  \nx", " \nx", ": x", "\n: x", "\n[x]: y",
    "\n    x", "\n\tx", "{.c}", "|a", "\\*", "`c`", "<b>b</b>", "&amp;", "&#8212", "[^1]", "[TOC]",
)  # fmt: skip
_SOUP = "ab 1\n\n-*'\".>#[]()_:;,!?é—&"


class _Composer:
    """Composes one document."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def word(self) -> str:
        return self.chance.choice(_ODD if self.chance.random() < 0.4 else _PLAIN)

    def phrase(self, most: int = 4) -> str:
        return " ".join(self.word() for _ in range(self.chance.randint(1, most)))

    def span(self, depth: int = 0) -> str:
        if self.chance.random() < 0.5 or depth > 2:
            return self.phrase()

        def inner() -> str:
            return self.span(depth + 1)

        url = self.chance.choice(_URLS)
        forms: tuple[Callable[[], str], ...] = (
            lambda: f"*{inner()}*",
            lambda: f"**{inner()}**",
            lambda: f"***{inner()}***",
            lambda: f"_{inner()}_",
            lambda: f"__{inner()}__",
            lambda: f"_{self.word()}_",
            lambda: f"*{self.word()}*",
            lambda: f"{inner()}*{inner()}*",
            lambda: f"[{inner()}]({url})",
            lambda: f"*[{inner()}]({url})*",
            lambda: f"![{inner()}]({url})",
            lambda: f"[{inner()}]",
            lambda: f"[@{self.phrase(1)}]",
            lambda: "[@reuters, page 4; @nyt]",
            lambda: f"[ @{inner()}]",
            lambda: f'"{inner()}"',
            lambda: f'"{inner()},"',
            lambda: f"'{inner()}'",
            lambda: f"'{inner()}.'",
            lambda: f"({inner()})",
            lambda: f"{inner()}--{inner()}",
            lambda: f"{inner()} -- {inner()}",
            lambda: f"{inner()}...",
            lambda: f"\"'{inner()}' {inner()}\"",
            lambda: f"{inner()}'{inner()}",
            lambda: f'{inner()}"{inner()}',
        )
        return self.chance.choice(forms)()

    def text(self) -> str:
        between = self.chance.choice((" ", " ", "", " "))
        return between.join(self.span() for _ in range(self.chance.randint(1, 4)))

    def bullets(self) -> str:
        choice = self.chance.choice
        count = self.chance.randint(1, 3)
        return "\n".join(
            choice("-*+-") + " " * choice((1, 1, 3)) + self.text() for _ in range(count)
        )

    def numbers(self) -> str:
        first = self.chance.choice((1, 1, 3))
        count = self.chance.randint(1, 3)
        return "\n".join(f"{first + index}. {self.text()}" for index in range(count))

    def nested(self) -> str:
        """Items with items, paragraphs or other lines below them, indented in many ways."""
        choice = self.chance.choice
        lines = [self.text()] if self.chance.random() < 0.4 else []
        for _ in range(self.chance.randint(2, 6)):
            indent = choice(("", "", "  ", "  ", "    ", "   ", " "))
            mark = choice(("- ", "- ", "* ", "1. ", "2. ", "1) ", "", "-", "# ", "#", "> ", "-   "))
            lines.append(f"{indent}{mark}{self.word()}")
            if self.chance.random() < 0.15:
                lines.append("")
        return "\n".join(lines)

    def quoted(self, depth: int) -> str:
        inner = self.document(depth + 1) if self.chance.random() < 0.4 else self.block(depth + 1)
        sign = "> " if self.chance.random() < 0.9 else ">"
        return "\n".join(sign + line for line in inner.split("\n"))

    def block(self, depth: int) -> str:
        choice = self.chance.choice
        forms: list[Callable[[], str]] = [
            self.text,
            self.text,
            self.text,
            lambda: f"{self.text()}\n{self.text()}",
            lambda: f"{'#' * self.chance.randint(1, 7)}{choice((' ', '', ' '))}{self.text()}",
            lambda: f"## {self.text()}\n{self.text()}",
            self.bullets,
            self.numbers,
            self.nested,
            lambda: choice(_RULES),
            lambda: self.text() + choice(_TAILS),
        ]
        if depth < 2:
            forms.append(lambda: self.quoted(depth))
        return choice(forms)()

    def document(self, depth: int = 0) -> str:
        if not depth and self.chance.random() < 0.15:
            return "".join(self.chance.choices(_SOUP, k=self.chance.randint(1, 30)))
        gap = self.chance.choice(("\n\n", "\n\n", "\n\n", "\n\n\n", "\n", "\n \n"))
        count = self.chance.randint(1, 4 if depth else 5)
        return gap.join(self.block(depth) for _ in range(count))


def plain_document(seed: int) -> str:
    """The document of that number, always the same one; about one in ten is plain."""
    return _Composer(random.Random(seed)).document()
