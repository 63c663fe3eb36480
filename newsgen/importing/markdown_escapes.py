"""Writes parts of Markdown so that they are read as what they are, with no more signs than are needed."""

from __future__ import annotations

import re

_BARE = re.compile(r"[^\s()<>\\]+")
_RUN = re.compile(r"`+")

_IN_WORD = re.compile(r"(?<=\w)\\_(?=\w)")
_LINE = re.compile(r"([ ]*(?:(?:[-*+]|\d{1,9}[.)]|>)[ ]+)*)(.*)")
_STOPS = re.compile(r"\\([.)])")
_SIGNS = re.compile(r"\\([-+=#>|~])")
_BRACKETS = re.compile(r"\\\[([^\[\]\\\n]{1,200})\\\](?![(\[:])")
_NUMBERED = re.compile(r"\d{1,9}\\[.)]")
_BRACE = re.compile(r"(?<!\\)\{(?=\s*:?\s*(?:[.#]|[\w-]+\s*=))")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\ue000]+")
_OWN_MARK = re.compile(r"(!!!|:(?=[ ]))")


def target_of(address: str) -> str:
    """The address as it stands behind a link's words."""
    address = "".join(address.split("\n")).strip()
    if _BARE.fullmatch(address):
        return address
    if "<" not in address and ">" not in address and "\\" not in address:
        return f"<{address}>"
    for sign, code in (("\\", "%5C"), ("<", "%3C"), (">", "%3E")):
        address = address.replace(sign, code)
    return f"<{address}>"


def plain_alt(text: str) -> str:
    """A text between the brackets of a picture or a link."""
    return re.sub(r"([\[\]\\*_`<])", r"\\\1", " ".join(text.split()))


def title_of(title: str) -> str:
    """The title behind an address, with the space before it; "" for none."""
    words = " ".join(title.split())
    if not words:
        return ""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f' "{escaped}"'


def in_code(text: str) -> str:
    """The text as code in a line."""
    fence = "`" * (max(map(len, _RUN.findall(text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def fenced(text: str, language: str = "") -> str:
    """The text as a block of code."""
    fence = "`" * max(3, max(map(len, _RUN.findall(text)), default=0) + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def plain_prose(text: str) -> str:
    """Prose in which every sign is escaped, with the backslashes that are not needed taken away.

    Nothing in it is code, and links and pictures are marks. What is a sign in newsgen alone is escaped.
    """
    return "\n".join(map(_line, text.split("\n")))


def _line(line: str) -> str:
    if not line.strip():
        return line
    if line.lstrip().startswith("|"):
        return _BRACE.sub(r"\\{", line)
    match = _LINE.match(line)
    assert match is not None
    begin, rest = match.groups()
    rest = _IN_WORD.sub("_", rest)
    rest = _ADDRESS.sub(lambda found: re.sub(r"\\([^\w\s])", r"\1", found[0]), rest)
    first = _NUMBERED.match(rest)
    kept = first.end() if first else 2 if rest[:1] == "\\" else 0
    head, tail = rest[:kept], rest[kept:]
    tail = _STOPS.sub(r"\1", tail)
    tail = _SIGNS.sub(_sign, tail)
    tail = (
        _BRACKETS.sub(_bracket, head + tail)[len(head) :]
        if not head
        else _BRACKETS.sub(_bracket, tail)
    )
    tail = _BRACE.sub(r"\\{", tail)
    # Before a link it would make a picture of it.
    tail = tail.replace("!\ue000", "\\!\ue000")
    if not head:
        tail = _OWN_MARK.sub(r"\\\1", tail, count=1) if _OWN_MARK.match(tail) else tail
    return begin + head + tail


def _sign(match: re.Match[str]) -> str:
    sign, text = match[1], match.string
    if (
        sign == "~"
        and "~" in text[max(0, match.start() - 1) : match.start()] + text[match.end() :][:2]
    ):
        return match[0]
    return sign


def _bracket(match: re.Match[str]) -> str:
    inner = match[1]
    if inner[0] in "@^" or inner.strip().upper() in ("TOC", "", "X") or "|" in inner:
        return match[0]
    return f"[{inner}]"
