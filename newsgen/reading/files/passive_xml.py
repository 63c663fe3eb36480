"""Tells whether XML that is published as it is does nothing where a browser shows it."""

from __future__ import annotations

from pathlib import Path
from xml.parsers import expat

_BLOCK_BYTES = 1 << 16
_NAMESPACE_END = "}"
_ACTIVE = (
    "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML",
    "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/XSL/Transform", "http://www.w3.org/2001/XInclude",
    "http://www.w3.org/2001/xml-events", "http://www.mozilla.org/",
)  # fmt: skip
"""The namespaces whose elements a browser gives a meaning to, or the beginnings of them."""

_TAKEN_FOR_PAGES = frozenset((
    "html", "head", "body", "script", "iframe", "h1", "div", "font", "table", "a", "style", "title", "b",
    "br", "p", "svg", "frameset", "object", "embed", "meta", "link", "base", "math", "img", "form",
))  # fmt: skip
"""Elements by which a browser takes a file of unknown type for a page (WHATWG MIME Sniffing, 7.1)."""


class _RefusedError(Exception):
    """There is something in it that acts."""


def is_passive_xml(file: Path) -> bool:
    """Whether it is XML without a document type, instructions and elements that a browser knows."""
    parser = expat.ParserCreate(namespace_separator=_NAMESPACE_END)

    def start(name: str, _attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(_NAMESPACE_END)
        if local.lower() in _TAKEN_FOR_PAGES and not namespace:
            raise _RefusedError

    def namespace(_prefix: str | None, uri: str | None) -> None:
        if uri and uri.strip().lower().startswith(tuple(one.lower() for one in _ACTIVE)):
            raise _RefusedError

    def refuse(*_: object) -> None:
        raise _RefusedError

    parser.StartElementHandler = start
    parser.StartNamespaceDeclHandler = namespace
    parser.StartDoctypeDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        with file.open("rb") as stream:
            if stream.read(3) != b"\xef\xbb\xbf":
                stream.seek(0)
            if stream.read(4).lstrip().startswith(b"<!"):
                # A browser takes a comment for the beginning of a page.
                return False
            stream.seek(0)
            while block := stream.read(_BLOCK_BYTES):
                parser.Parse(block, False)
            parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError, _RefusedError):
        return False
    return True
