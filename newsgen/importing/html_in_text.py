"""Mends HTML in a Markdown text: what newsgen's filter would take out is a link, or goes and is told."""

from __future__ import annotations

import re
from collections import Counter

from newsgen.importing.code_parts import outside_code
from newsgen.importing.embedded_links import embedded_link
from newsgen.importing.enclosed import Elements, Enclosed
from newsgen.importing.html_tree import parsed
from newsgen.importing.markdown_escapes import plain_alt, target_of
from newsgen.plugins.imported_pieces import Fate, Loss

_MARKS = (
    "<iframe",
    "<video",
    "<audio",
    "<object",
    "<embed",
    "<script",
    "<style",
    "class=",
    "style=",
    "<form",
    "<input",
)
_RAW = Elements("script", "style")
_PLAYERS = Elements("iframe", "video", "audio", "object")
_LONE_PLAYER = re.compile(r"<(iframe|embed)\b[^<>]*+>", re.IGNORECASE)
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_LOOKS = re.compile(
    r"""\s(?:class|style|align|bgcolor|color|width|height|border)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)"""
)
_CONTROL = re.compile(r"<(form|input|select|textarea|button|canvas|svg|link|meta)\b", re.IGNORECASE)


def without_foreign_html(text: str) -> tuple[str, tuple[Loss, ...]]:
    """The text with films and frames as links and without scripts and looks, and what was done."""
    lowered = text.lower()
    if not any(mark in lowered for mark in _MARKS):
        return text, ()
    lost: Counter[tuple[Fate, str]] = Counter()

    def mended(part: str) -> str:
        players = _RAW.sub(lambda one: _gone(one, lost), part)
        part = _PLAYERS.sub(
            lambda one: _link(players[one.start : one.end], one.opening[1], lost), players
        )
        part = _LONE_PLAYER.sub(lambda match: _link(match[0], match[1], lost), part)
        for match in _CONTROL.finditer(part):
            lost["dropped", f"element <{match[1].lower()}>; its words stay"] += 1
        return _TAG.sub(lambda match: _plain(match, lost), part)

    text = outside_code(text, mended)
    return text, tuple(Loss(fate=f, what=w, number=n) for (f, w), n in lost.items())


def _gone(one: Enclosed, lost: Counter[tuple[Fate, str]]) -> str:
    lost["dropped", f"element <{one.opening[1].lower()}>"] += 1
    return ""


def _link(html: str, written_name: str, lost: Counter[tuple[Fate, str]]) -> str:
    tree = parsed(html)
    node = next(tree.elements(), None)
    address, words = embedded_link(node) if node is not None else ("", "")
    name = written_name.lower()
    if not address or node is None:
        lost["dropped", f"element <{name}> without an address"] += 1
        return node.text() if node is not None else ""
    lost["changed", f"element <{name}> is a link"] += 1
    inner = node.text()
    return f"\n\n[{plain_alt(words)}]({target_of(address)})\n\n{inner}"


def _plain(match: re.Match[str], lost: Counter[tuple[Fate, str]]) -> str:
    tag, number = _LOOKS.subn("", match[0])
    if number:
        lost["changed", "class, style or size of an element"] += number
    return tag
