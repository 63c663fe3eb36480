"""Resolves Hugo's shortcodes in a text; what is unknown stays where it is seen, and is told."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from newsgen.importing.code_parts import outside_code
from newsgen.importing.embedded_links import link_words
from newsgen.importing.enclosed import Marks
from newsgen.importing.markdown_escapes import fenced, in_code, target_of
from newsgen.importing.template_marks import Find, address_of, arguments, picture_of
from newsgen.plugins.imported_pieces import Fate, Loss

_HIGHLIGHTS = Marks(
    re.compile(r"\{\{[<%]\s*+highlight\s++([\w+#-]++)[^>%]*+[>%]\}\}\n?"),
    re.compile(r"\n?\{\{[<%]\s*+/\s*+highlight\s*+[>%]\}\}"),
)
_MARK = re.compile(
    r"\{\{([<%])-?\s*(/?)\s*([\w./-]+)((?:[^\"`{}]|\"(?:[^\"\\]|\\.)*\"|`[^`]*`)*?)\s*/?-?[>%]\}\}"
)
_COMMENTED = Marks(re.compile(r"\{\{[<%]/\*"), re.compile(r"\*/[>%]\}\}"))
_MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
_COMMENTS = Marks(re.compile("<!--"), re.compile("-->"))
_FIGURES = ("figure", "picture", "image", "img", "photo")
_WRAPPERS = frozenset({"raw", "html", "rawhtml", "lead", "markdown", "center"})


class HugoMarks:
    """The shortcodes of one site; `find` knows its texts."""

    def __init__(self, find: Find) -> None:
        self._find = find

    def resolved(self, text: str) -> tuple[str, tuple[Loss, ...]]:
        """The text without shortcodes that mean something, and what was not carried as it was."""
        lost: Counter[tuple[Fate, str]] = Counter()
        if "{{" in text:
            text = _HIGHLIGHTS.sub(lambda one: f"\n{fenced(one.inner, one.opening[1])}\n", text)
            text = outside_code(
                text, lambda part: _MARK.sub(lambda one: self._mark(one, lost), part)
            )
            text = _COMMENTED.sub(lambda one: in_code("{{< " + one.inner.strip() + " >}}"), text)
        if "<!--" in text:
            text = outside_code(text, lambda part: _without_comments(part, lost))
        told = tuple(Loss(fate=f, what=w, number=n) for (f, w), n in lost.items())
        return text, told

    def _mark(self, match: re.Match[str], lost: Counter[tuple[Fate, str]]) -> str:
        closes, name, rest = match[2], match[3], match[4]
        named, given = arguments(rest.replace("`", '"'))
        if name in _WRAPPERS:
            lost["changed", f"shortcode {name}: what it holds stays"] += 1
            return ""
        if not closes:
            known = self._known(name, named, given, lost, match)
            if known is not None:
                return known
        lost["kept", f"shortcode {name}"] += 1
        whole = match[0]
        if "\n" in whole or "<" in whole[3:] or ">" in whole[:-3]:
            return in_code(" ".join(whole.split()))
        return whole

    def _known(
        self,
        name: str,
        named: dict[str, str],
        given: list[str],
        lost: Counter[tuple[Fate, str]],
        match: re.Match[str],
    ) -> str | None:
        if name in ("ref", "relref"):
            target, mark, place = (given[0] if given else named.get("path", "")).partition("#")
            if not target:
                return f"#{place}"
            found = self._find(target)
            if found and match.string[max(0, match.start() - 1) : match.start()] in "(\"'<":
                return f"/{found}{mark}{place}"
            return f"[{target}](/{found}{mark}{place})" if found else None
        last = name.rpartition("/")[2].lower()
        if last in _FIGURES:
            picture = picture_of(named, given)
            if picture:
                return f"\n\n{picture}\n\n"
        if last == "gist" and len(given) > 1:
            return f"\n\n[Gist](https://gist.github.com/{given[0]}/{given[1]})\n\n"
        value = next(
            (named[one] for one in ("src", "url", "href", "link", "id", "user") if named.get(one)),
            given[0] if given else "",
        )
        address = address_of(name.lower(), value)
        if last in ("tweet", "x") and not address and named.get("user") and named.get("id"):
            address = f"https://twitter.com/{named['user']}/status/{named['id']}"
        if not address and named.get("srcdoc"):
            inner = re.search(
                r"""(?:src|href)=["']?(https?://[^"'\s<>]+)""", unescape(named["srcdoc"])
            )
            address = inner[1] if inner else ""
        if address:
            lost["changed", f"shortcode {name} is a link"] += 1
            words = named.get("title") or named.get("description") or link_words(address)
            words = re.sub(r"[\[\]<>\\]", "", words)
            return f"\n\n[{words}]({target_of(address)})\n\n"
        return None


def _without_comments(text: str, lost: Counter[tuple[Fate, str]]) -> str:
    text, number = _MORE.subn("", text)
    if number:
        lost["dropped", "mark where the excerpt ends"] += number
    return _COMMENTS.sub(lambda one: _gone(lost), text)


def _gone(lost: Counter[tuple[Fate, str]]) -> str:
    lost["dropped", "comment that no reader saw"] += 1
    return ""
