"""Reads WordPress's export format (WXR 1.2) as a stream: one item at a time, whatever its size.

Entities are refused: a file that declares them could grow without end, or read other files.
Names count without their namespaces, whose addresses differ from file to file.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

from newsgen.model.fast_namedtuple import NamedTuple

_CHUNK = 1 << 16
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([\w.-]+)["']""")
_MOST_TEXT = 30_000_000
"""Characters of one element: no article has as many."""

_GROUPS = frozenset({"item", "author", "category", "tag", "term", "postmeta", "comment", "channel"})
_INNER = frozenset({"postmeta", "comment", "commentmeta"})


class Element(NamedTuple):
    """One item, author, category of a file: texts by local names, and lists of what may come several times.

    `groups` are the categories of an item as (domain, nicename, name), `meta` its fields.
    """

    kind: str
    texts: dict[str, str]
    groups: tuple[tuple[str, str, str], ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    comments: int = 0
    controls: int = 0


class BrokenFileError(Exception):
    """The file ends in the middle, or is no XML from some place on; the message says where."""


def elements(file: Path) -> Iterator[Element]:
    """The elements of the file in their order, the last of which is the `channel` itself.

    Raises `BrokenFileError` behind what could be read, and `OSError`.
    """
    with file.open("rb") as opened:
        yield from _elements(opened)


def _elements(opened: IO[bytes]) -> Iterator[Element]:
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = _refused
    parser.UnparsedEntityDeclHandler = _refused
    parser.ExternalEntityRefHandler = _refused
    first = opened.read(_CHUNK)
    match = _ENCODING.match(first.lstrip(b"\xef\xbb\xbf \n\r\t"))
    decoder = _decoder(match[1].decode("ascii") if match else "utf-8")
    at_begin = True
    while first or not at_begin:
        text = decoder.decode(first, final=not first)
        if at_begin:
            text = text.lstrip("\ufeff \n\r\t")
            at_begin = False
        clean, number = _CONTROL.subn("", text)
        reader.controls += number
        try:
            parser.Parse(clean.encode(), not first)
        except expat.ExpatError as error:
            yield from reader.taken()
            raise BrokenFileError(
                f"From line {error.lineno:,} on it is no XML: {expat.ErrorString(error.code)}."
            ) from None
        except _EntityError:
            yield from reader.taken()
            raise BrokenFileError("It declares entities, which no export does.") from None
        except _TooLongError:
            yield from reader.taken()
            raise BrokenFileError(
                f"An element near line {parser.CurrentLineNumber:,} has more than {_MOST_TEXT:,} characters."
            ) from None
        yield from reader.taken()
        if not first:
            break
        first = opened.read(_CHUNK)


def _decoder(name: str) -> codecs.IncrementalDecoder:
    try:
        return codecs.getincrementaldecoder(name)(errors="replace")
    except LookupError:
        return codecs.getincrementaldecoder("utf-8")(errors="replace")


class _EntityError(Exception):
    pass


class _TooLongError(Exception):
    pass


def _refused(*_: object) -> int:
    raise _EntityError


class _Reader:
    """Gathers elements from the events of the parser."""

    def __init__(self) -> None:
        self.controls = 0
        self._path: list[str] = []
        self._parts: list[str] = []
        self._length = 0
        self._done: list[Element] = []
        self._texts: dict[str, str] = {}
        self._channel: dict[str, str] = {}
        self._groups: list[tuple[str, str, str]] = []
        self._meta: list[tuple[str, str]] = []
        self._comments = 0
        self._attributes: dict[str, str] = {}
        self._field: dict[str, str] = {}

    def taken(self) -> list[Element]:
        """What was finished since it was asked for last."""
        done, self._done = self._done, []
        return done

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._parts = []
        self._length = 0
        depth = len(self._path)
        self._path.append("wp:" + local if name.startswith("wp:") and depth == 2 else name)
        if depth == 2 and (local == "item" or name.startswith("wp:")):
            self._texts, self._groups, self._meta, self._comments = {}, [], [], 0
        if depth == 3:
            self._attributes = attributes
            if local in _INNER:
                self._field = {}

    def text(self, text: str) -> None:
        self._length += len(text)
        if self._length > _MOST_TEXT:
            raise _TooLongError
        self._parts.append(text)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        self._path.pop()
        depth = len(self._path)
        text = "".join(self._parts)
        self._parts = []
        self._length = 0
        if depth == 2:
            self._closed(name, local, text)
        elif depth == 3:
            self._of_item(name, local, text)
        elif depth == 4 and self._path[3].rpartition(":")[2] == "postmeta":
            self._field[local] = text

    def _closed(self, name: str, local: str, text: str) -> None:
        if local == "item" or (name.startswith("wp:") and self._texts):
            self._done.append(
                Element(
                    local,
                    self._texts,
                    tuple(self._groups),
                    tuple(self._meta),
                    self._comments,
                    self.controls,
                )
            )
            self.controls = 0
            self._texts = {}
        else:
            self._channel.setdefault(local, text.strip())
            if local == "base_blog_url" or (
                local == "link" and "base_blog_url" not in self._channel
            ):
                self._done.append(Element("channel", {**self._channel}))

    def _of_item(self, name: str, local: str, text: str) -> None:
        if local == "category" and not name.startswith("wp:"):
            domain = self._attributes.get("domain", "category")
            self._groups.append((domain, self._attributes.get("nicename", ""), text.strip()))
        elif local == "postmeta":
            self._meta.append((self._field.get("meta_key", ""), self._field.get("meta_value", "")))
        elif local == "comment":
            self._comments += 1
        elif name == "excerpt:encoded" or (local == "encoded" and name.startswith("excerpt")):
            self._texts["excerpt"] = text
        elif local == "encoded":
            self._texts.setdefault("content", text)
        else:
            self._texts.setdefault(local, text)
