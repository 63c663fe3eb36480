"""Rewrites every link and picture of a Markdown text, in Markdown and in HTML, and no code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Literal

from newsgen.importing.code_parts import outside_code
from newsgen.importing.markdown_escapes import in_code, target_of, title_of

Kind = Literal["link", "picture"]


@dataclass(frozen=True, slots=True)
class Meant:
    """Where a link or a picture leads in the site.

    `address` is "" where nothing can lead there: its words stay with what was written. A picture with
    `is_link` can't be shown and becomes a link.
    """

    address: str
    is_link: bool = False


Resolve = Callable[[str, Kind], Meant]

_TOKEN = re.compile(
    r"\\.|!?\[|\]|<(?:a|img)\b[^<>]{0,4000}>|</a\s*>|<(?:https?:)[^<>\s]*>",
    re.IGNORECASE | re.DOTALL,
)
_DEFINITION = re.compile(
    r"^([ ]{0,3}\[(?!\^)([^\]\n]{1,300})\]:[ \t]*)(<[^<>\n]*>|[^\s<>]+)([^\n]*)$", re.MULTILINE
)
_TARGET = re.compile(
    r"\(\s*(?:<([^<>\n]*)>|((?:[^\s()<>\\]|\\.)*(?:\((?:[^\s()\\]|\\.)*\)[^\s()]*)*))"
)
_TITLE = re.compile(
    r"\s*+(?:(?<=\s)(?:\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|\(((?:[^()\\]|\\.)*+)\)))?\s*+\)",
    re.DOTALL,
)
_CREDIT = re.compile(r"\{:?\s*credit=\"([^\"{}\n]{1,500})\"\s*\}")
_SPACED = re.compile(r"\(([^()<>\n\"]{1,500})\)")
_REFERENCE = re.compile(r"\[([^\[\]\n]{0,300})\]")
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MOST_TARGET = 5000


@dataclass(slots=True)
class _Open:
    """A bracket that is open: where it stands among the parts, and whether it begins a picture."""

    index: int
    is_picture: bool


@dataclass(slots=True)
class _Mending:
    resolve: Resolve
    definitions: dict[str, str]
    parts: list[str] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    in_anchor: bool = False


def with_links(text: str, resolve: Resolve) -> str:
    """The text with each link and picture as `resolve` says. A citation is made none, for it is none."""
    definitions: dict[str, str] = {}
    if "]:" in text:
        for match in _DEFINITION.finditer(text):
            definitions.setdefault(_label(match[2]), match[3].strip("<>"))

    def mended(part: str) -> str:
        if "]:" in part:
            part = _DEFINITION.sub(lambda match: _defined(match, resolve), part)
        return _mended(part, _Mending(resolve, definitions))

    return outside_code(text, mended)


def _defined(match: re.Match[str], resolve: Resolve) -> str:
    if match[2].startswith("@"):
        return f"\\{match[0].lstrip()}"
    meant = resolve(_bare(match[3].strip("<>")), "link")
    return f"{match[1]}{target_of(meant.address)}{match[4]}" if meant.address else match[0]


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


def _bare(address: str) -> str:
    return unescape(_ESCAPED.sub(r"\1", address)) if "\\" in address or "&" in address else address


def _mended(text: str, work: _Mending) -> str:
    at = 0
    parts = work.parts
    while match := _TOKEN.search(text, at):
        parts.append(text[at : match.start()])
        token, at = match[0], match.end()
        if token[0] == "\\" or token.startswith(("<http", "<HTTP")):
            parts.append(token)
        elif token in ("[", "!["):
            work.opened.append(_Open(len(parts), len(token) == 2))
            parts.append(token)
        elif token[0] == "]":
            at = _closed(text, at, work)
        elif token[:4].lower() == "<img":
            parts.append(_html_picture(token, work))
        elif token[:2] == "</":
            work.in_anchor = False
            parts.append(token)
        else:
            parts.append(_html_link(token, work))
    parts.append(text[at:])
    for left in work.opened:
        _no_citation(left, work)
    return "".join(parts)


def _no_citation(bracket: _Open, work: _Mending) -> None:
    behind = "".join(work.parts[bracket.index + 1 : bracket.index + 3])
    if behind.startswith("@"):
        work.parts[bracket.index] = work.parts[bracket.index].replace("[", "\\[")


def _closed(text: str, at: int, work: _Mending) -> int:
    """Writes the end of a bracket, and of the link that it may be; gives where to go on."""
    parts = work.parts
    if not work.opened:
        parts.append("]")
        return at
    bracket = work.opened.pop()
    found = _destination(text, at) if text.startswith("(", at) else None
    if found is not None:
        address, title, end = found
        is_shown = _write(bracket, address, title, work)
        credit = _CREDIT.match(text, end)
        if credit is not None and not is_shown:
            parts.append(f" {credit[1]}")
            return credit.end()
        return end
    label = "".join(parts[bracket.index + 1 :])
    reference = _REFERENCE.match(text, at)
    name = _label((reference[1] or label) if reference else label)
    if bracket.is_picture and name in work.definitions:
        _write(bracket, _bare(work.definitions[name]), "", work)
        return reference.end() if reference else at
    if name not in work.definitions:
        _no_citation(bracket, work)
    parts.append("]")
    return at


def _destination(text: str, at: int) -> tuple[str, str, int] | None:
    """The address and the title behind the words of a link, and where they end."""
    if text.startswith("(data:", at):
        # A whole picture may stand there.
        end = text.find(")", at)
        return ("data:", "", end + 1) if end > 0 else None
    target = _TARGET.match(text, at, at + _MOST_TARGET)
    if target is not None:
        title = _TITLE.match(text, target.end(), target.end() + _MOST_TARGET)
        if title is not None:
            words = title[1] or title[2] or title[3] or ""
            return (
                _bare(target[1] if target[1] is not None else target[2]),
                _bare(words),
                title.end(),
            )
    # With spaces in its address it is no link for Markdown, and was one for its author's program.
    spaced = _SPACED.match(text, at)
    if spaced is not None and any(sign in spaced[1] for sign in ("/", ".", "{{")):
        return spaced[1].strip(), "", spaced.end()
    return None


def _write(bracket: _Open, address: str, title: str, work: _Mending) -> bool:
    """Writes a link or a picture; gives whether it is what it was."""
    parts = work.parts
    within_link = work.in_anchor or any(not one.is_picture for one in work.opened)
    meant = work.resolve(address, "picture" if bracket.is_picture else "link")
    words = "".join(parts[bracket.index + 1 :])
    if bracket.is_picture and meant.is_link:
        said = words.strip() or title or "Picture"
        # A link has no place for a caption, and nobody should have to hover over it.
        caption = f" {title}" if title and title != said else ""
        if within_link:
            parts[bracket.index :] = [said]
        else:
            if bracket.index and parts[bracket.index - 1].endswith("!"):
                parts[bracket.index - 1] = parts[bracket.index - 1][:-1] + "\\!"
            parts[bracket.index :] = ["[", said, f"]({target_of(meant.address)}){caption}"]
        return False
    if not meant.address:
        shown = (
            f" ({in_code(address)})" if address and not address.startswith("javascript:") else ""
        )
        parts[bracket.index :] = [f"{words}{shown}"]
        return False
    if not bracket.is_picture and not words.strip():
        words = title or address
        parts[bracket.index + 1 :] = [words]
    parts.append(f"]({target_of(meant.address)}{title_of(title)})")
    return True


def _attributes(tag: str) -> dict[str, str]:
    return {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(tag)
    }


def _html_link(tag: str, work: _Mending) -> str:
    attributes = _attributes(tag)
    work.in_anchor = True
    if not attributes.get("href"):
        return tag
    meant = work.resolve(attributes["href"].strip(), "link")
    kept = {name: attributes[name] for name in ("title", "id", "lang") if attributes.get(name)}
    told = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
    return f'<a href="{escape(meant.address)}"{told}>' if meant.address else f"<a{told}>"


def _html_picture(tag: str, work: _Mending) -> str:
    attributes = _attributes(tag)
    source = (attributes.get("src") or attributes.get("data-src") or "").strip()
    alt = " ".join(attributes.get("alt", "").split())
    if not source:
        return escape(alt)
    meant = work.resolve(source, "picture")
    if meant.is_link:
        words = escape(alt or attributes.get("title") or "Picture")
        within = work.in_anchor or any(not one.is_picture for one in work.opened)
        return words if within else f'<a href="{escape(meant.address)}">{words}</a>'
    if not meant.address:
        return f"{escape(alt)} (<code>{escape(source)}</code>)".strip()
    told = f' title="{escape(attributes["title"])}"' if attributes.get("title") else ""
    return f'<img src="{escape(meant.address)}" alt="{escape(alt)}"{told}>'
