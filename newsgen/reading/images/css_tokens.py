"""Cuts CSS into tokens as browsers do (CSS Syntax 3), with escapes read and comments known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsgen.model.fast_namedtuple import NamedTuple


class Token(NamedTuple):
    """`kind` is one of: space, comment, text, word, function, hash, at, number, url, mark, bad.

    `value` is what it means, escapes read: of a `text` what stands in the quotes,
    of a `url` what it leads to, of a `number` its unit in lower case, of a
    `function` its name in lower case. `source` is how it is written.
    """

    kind: str
    value: str
    source: str


_ESCAPE = r"\\(?:[0-9a-fA-F]{1,6}(?:\r\n|[ \t\r\n\f])?|[^\r\n\f0-9a-fA-F])"
_START = rf"(?:[a-zA-Z_\u0080-\U0010ffff]|{_ESCAPE})"
_NAME = rf"(?:[\w\-\u0080-\U0010ffff]|{_ESCAPE})"
_WORD = rf"(?:--|-?{_START}){_NAME}*"
_TOKEN = re.compile(
    rf"""
    (?P<comment>/\*.*?(?:\*/|\Z))
  | (?P<space>[ \t\r\n\f]+)
  | (?P<text>"(?:[^"\\\r\n\f]|\\(?:\r\n|.|\Z))*(?:"|\Z)|'(?:[^'\\\r\n\f]|\\(?:\r\n|.|\Z))*(?:'|\Z))
  | (?P<bad>"(?:[^"\\\r\n\f]|\\(?:\r\n|.))*|'(?:[^'\\\r\n\f]|\\(?:\r\n|.))*)
  | (?P<number>[+-]?(?:[0-9]*\.[0-9]+|[0-9]+)(?:[eE][+-]?[0-9]+)?(?P<unit>%|{_WORD})?)
  | (?P<hash>\#{_NAME}+)
  | (?P<at>@{_WORD})
  | (?P<cd><!--|-->)
  | (?P<word>{_WORD})(?P<open>\()?
  | (?P<mark>.)
    """,
    re.DOTALL | re.VERBOSE | re.ASCII,
)
_READ_ESCAPE = re.compile(
    r"\\(?:([0-9a-fA-F]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\r\n\f])|(.)|\Z)", re.DOTALL
)
_URL = re.compile(
    r"[ \t\r\n\f]*((?:[^\"'()\\ \t\r\n\f]|\\[^\r\n\f])*)[ \t\r\n\f]*(\)|\Z)", re.DOTALL
)
_QUOTED = re.compile(r"[ \t\r\n\f]*[\"']")
_BAD_URL = re.compile(r"(?:[^)\\]|\\.)*(?:\)|\\?\Z)", re.DOTALL)


def tokens(css: str) -> Iterator[Token]:
    """All tokens in their order; each takes a part of the text, and together they are the whole of it."""
    at = 0
    while at < len(css):
        match = _TOKEN.match(css, at)
        assert match is not None
        kind, source, at = str(match.lastgroup), match.group(), match.end()
        if kind == "unit":
            kind = "number"
        if match["word"] is None:
            yield _plain(kind, source, match["unit"])
        elif match["open"] is None:
            yield Token("word", unescaped(source), source)
        else:
            name = unescaped(match["word"]).lower()
            if name == "url" and not _QUOTED.match(css, at):
                url = _URL.match(css, at)
                rest = url or _BAD_URL.match(css, at)
                assert rest is not None
                at = rest.end()
                text = unescaped(url.group(1)) if url else ""
                yield Token("url" if url else "bad", text, source + rest.group())
            else:
                yield Token("function", name, source)


def _plain(kind: str, source: str, unit: str | None) -> Token:
    match kind:
        case "text":
            end = -1 if len(source) > 1 and source.endswith(source[0]) else len(source)
            return Token(kind, unescaped(source[1:end]), source)
        case "number":
            return Token(kind, unescaped(unit or "").lower(), source)
        case "hash":
            return Token(kind, unescaped(source[1:]), source)
        case "at":
            return Token(kind, unescaped(source[1:]).lower(), source)
        case "cd":
            return Token("mark", source, source)
        case _:
            return Token(kind, source, source)


def unescaped(text: str) -> str:
    """The text with its escapes read."""
    return _READ_ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    if match.group(1):
        code = int(match.group(1), 16)
        is_one = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
        return chr(code) if is_one else "\ufffd"
    return match.group(3) or ""


def written(given: Iterable[Token]) -> str:
    """The tokens as text: as they were written where that was plain, anew where it was not."""
    return "".join(_source(token) for token in given)


def _source(token: Token) -> str:
    if token.kind == "space":
        return " "
    if token.kind in ("comment", "mark", "url"):
        return token.source
    if token.kind == "text":
        is_whole = len(token.source) > 1 and token.source[0] == token.source[-1]
        plain = is_whole and "\\" not in token.source
        return token.source if plain else '"' + _escaped(token.value, '"\\<>&') + '"'
    if "\\" not in token.source:
        return token.source
    if token.kind == "number":
        return token.source.partition("\\")[0] + _name(token.value)
    if token.kind == "hash":
        return "#" + _name(token.value)
    return _name(token.value) + ("(" if token.kind == "function" else "")


def _name(text: str) -> str:
    """A name with every character escaped that could be something else; the first one if it is a digit."""
    first = text[:1]
    start = f"\\{ord(first):x} " if first and (first.isdigit() or first == "-") else first
    rest = text[1:] if first else ""
    if start == first:
        start, rest = "", text
    return start + "".join(
        one if one.isalnum() or one in "_-" else f"\\{ord(one):x} " for one in rest
    )


def _escaped(text: str, marks: str) -> str:
    return "".join(f"\\{ord(one):x} " if one in marks or one < " " else one for one in text)
