"""Bodies of somebody who wants more of a page than their text: made at random, the same for the same seed."""

from __future__ import annotations

import random
import re

from tests.support.everything import REPOSITORY

CANARY = "canary.invalid"
"""The host that no page asks."""

_CALL = "window.canary=1"
_OWN_IDS = (
    "main", "sources", "sources-heading", "corrections", "series", "read-also", "related",
    "source-1", "source-2", "cite-1", "cite-2", "page:x", "x", "fn:1",
)  # fmt: skip
_TAGS = (
    "a", "abbr", "aside", "article", "b", "base", "blockquote",
    "body", "button", "caption", "center", "cite",
    "code", "col", "colgroup", "dd", "del", "details",
    "dialog", "div", "dl", "dt", "em", "embed", "fieldset",
    "figcaption", "figure", "font", "footer", "form", "frameset", "h1", "h2", "h3", "head", "header", "hr",
    "html", "i", "iframe", "img", "input", "ins", "label", "li", "link", "main", "map", "marquee", "math",
    "meta", "nav", "noscript", "object", "ol", "option",
    "p", "plaintext", "portal", "pre", "q", "s", "script",
    "section", "select", "slot", "small", "span", "strong",
    "style", "sub", "summary", "sup", "svg", "table",
    "tbody", "td", "template", "textarea", "th", "thead", "title", "tr", "u", "ul", "video", "wbr", "xmp",
)  # fmt: skip
_HREFS = (
    "#sources", "#main", "#x", "https://a.example/", "b.md",
    "b.md#sources", "/about.html", "mailto:a@b.example",
)  # fmt: skip
_REFUSED = (
    f"javascript:{_CALL}", f"java&#10;script:{_CALL}", f"data:text/html,<script>{_CALL}</script>",
    f"//{CANARY}/", f"https://{CANARY}\\@youtube.com/", "vbscript:x", f"https:{CANARY}",
)  # fmt: skip
_ENTITIES = (
    "&lt;script&gt;",
    "&#60;img src=x&#62;",
    "&#x202e;",
    "&NewLine;",
    "&zwj;",
    "&#0;",
    "&nbsp;",
)
_PHRASES = (
    "The mayor came.", "*Stressed* and **more**.", "`<b>code</b>`",
    "Cited.[@reuters]", "And.[@reuters; @mill, page 2]",
    "[a link](https://a.example/)", "[within](#sources)", "Noted.[^1]", "==x==", "Z" + "\u0301\u0336" * 200,
    "\u202eturned", "x" * 300, "![Nothing](/media/p.png)", '![N](/media/p.png "T"){.card #sources}',
)  # fmt: skip


def theme_classes() -> list[str]:
    """The classes of the theme's style sheet."""
    style = (REPOSITORY / "static" / "style.css").read_text("utf-8")
    return sorted(
        set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)))
    )


class Hostile:
    """Makes bodies."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._classes = theme_classes()

    def body(self, *, is_live: bool) -> str:
        """A body; that of a live article has entries."""
        one = self._random
        parts = [self._block(3) for _ in range(one.randint(2, 9))]
        if is_live:
            for hour in range(8, 8 + one.randint(1, 3)):
                parts.insert(
                    one.randrange(len(parts) + 1), f"## 2024-11-18 {hour:02}:00 Entry {hour}"
                )
        # What is left open reaches all that follows.
        return "\n\n".join([*parts, "[^1]: A note.\n"])

    def _block(self, depth: int) -> str:
        one = self._random
        make = one.choice(
            (
                self._raw, self._raw, self._raw, self._heading, self._attributed, self._box,
                self._quotation, self._list, self._phrase, self._oddity, self._table,
            )
        )  # fmt: skip
        return make(depth)

    def _raw(self, depth: int) -> str:
        one = self._random
        tag = one.choice(_TAGS)
        attributes = "".join(f" {self._attribute()}" for _ in range(one.randint(0, 4)))
        inner = (
            "".join(
                one.choice((self._raw, self._phrase))(depth - 1) for _ in range(one.randint(0, 3))
            )
            if depth
            else self._phrase(0)
        )
        end = one.choice((f"</{tag}>", f"</{tag}>", "", f"</{one.choice(_TAGS)}>"))
        gap = one.choice(("", "", "\n", "\n\n"))
        return f"{one.choice(('', '', '</div>', '</p>'))}<{tag}{attributes}>{gap}{inner}{gap}{end}"

    def _attribute(self) -> str:
        one = self._random
        quote = one.choice("\"'")
        kind = one.randrange(8)
        if kind < 3:
            names = " ".join(one.choices(self._classes, k=one.randint(1, 3)))
            return f"class={quote}{names}{quote}"
        if kind == 3:
            return f"id={quote}{one.choice(_OWN_IDS)}{quote}"
        if kind == 4:
            urls = _REFUSED if one.random() < 0.02 else _HREFS
            return f"href={quote}{one.choice(urls)}{quote}"
        if kind == 5:
            event = one.choice(("onerror", "onload", "onfocus", "ontoggle", "onclick", "onbegin"))
            return f"{event}={quote}{_CALL}{quote}"
        return one.choice(
            (
                "style='position:fixed;inset:0;z-index:9'", "open",
                "hidden", "autofocus", "tabindex=0", "popover",
                "contenteditable", "inert", "name=main", "for=x",
                "role=alert", "aria-hidden=true", "dir=rtl",
                f"data='//{CANARY}/'", f"srcdoc='<script>parent.{_CALL}</script>'",
                "itemprop=author", "name=x",
                f"poster='//{CANARY}/'", f"action='//{CANARY}/'",
                "markdown=1", "markdown=block", "title='</div>'",
                "colspan=1000", "rowspan=60000", "span=1000", "start=-9", "width=99999", "height=99999",
                f"background='//{CANARY}/'", "is=x", "slot=x",
                "http-equiv=refresh", f"content='0;//{CANARY}/'",
                "rel=stylesheet", "rel=preload", "as=image",
                f"srcset='//{CANARY}/ 1x'", f"ping='//{CANARY}/'",
            )
        )  # fmt: skip

    def _heading(self, _depth: int) -> str:
        one = self._random
        words = one.choice(
            (
                "Sources",
                "Source 1",
                "Main",
                "Corrections",
                "How we know this",
                "Cite 1",
                "Related",
                "X",
            )
        )
        return f"{'#' * one.choice((1, 3, 4))} {words}{one.choice(('', ' {#sources}', ' {.card .skip}'))}"

    def _attributed(self, depth: int) -> str:
        one = self._random
        names = " ".join(f".{name}" for name in one.choices(self._classes, k=2))
        return f"{self._phrase(depth)}\n{{: {names} #{one.choice(_OWN_IDS[:-2])} }}"

    def _box(self, depth: int) -> str:
        kind = self._random.choice(("fact", "method", "quote"))
        inner = self._block(depth - 1) if depth else self._phrase(0)
        return f'!!! {kind} "A <b class="skip">title"\n' + "\n".join(
            f"    {line}" for line in inner.split("\n")
        )

    def _quotation(self, depth: int) -> str:
        inner = self._block(depth - 1) if depth else self._phrase(0)
        return "\n".join(f"> {line}" for line in f"{inner}\n[@reuters]".split("\n"))

    def _list(self, depth: int) -> str:
        return "\n".join(f"- {self._phrase(depth)}" for _ in range(3))

    def _phrase(self, _depth: int) -> str:
        return self._random.choice(_PHRASES)

    def _table(self, depth: int) -> str:
        return f"| a | b |\n|---|--:|\n| {self._raw(0)} | {self._phrase(depth)} |".replace(
            "\n\n", " "
        )

    def _oddity(self, _depth: int) -> str:
        one = self._random
        return one.choice(
            (
                f"<script>{_CALL}</script>", f"<img src=x onerror={_CALL}>", f"<svg onload={_CALL}><style>",
                f"<style>@import '//{CANARY}/';</style>", f"<link rel=stylesheet href='//{CANARY}/a.css'>",
                f"<iframe src='//{CANARY}/'></iframe>", f"<math><mtext><script>{_CALL}</script></math>",
                f"<noscript><p title='</noscript><img src=x onerror={_CALL}>'>", "<!-- open", "--> shut",
                f"<template><script>{_CALL}</script>", "<![CDATA[ x ]]>", "<?php echo 1 ?>", "<plaintext>",
                f"<title><a title='</title><img src=x onerror={_CALL}>'>",
                "</main></article></body></html>",
                "<textarea>", "<select><option>", "<table><tr><td>",
                "<details open><summary>All", "<h1>The Herald</h1>",
                f"<meta http-equiv=refresh content='0;url=//{CANARY}/'>", f"<base href='//{CANARY}/'>",
                f"<form action='//{CANARY}/'><input autofocus onfocus={_CALL}>",
                "[TOC]", "*[mayor]: <b class=skip>x",
                f"<a href='#sources' class='card' ping='//{CANARY}/'>Everything", one.choice(_ENTITIES) * 3,
                f"<object data='//{CANARY}/'>", f"<embed src='{_HREFS[0]}'>",
                "<div>" * 40, "</div>" * 40, "<br>" * 40,
            )
        )  # fmt: skip
