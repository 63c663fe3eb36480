"""Parses XML from strangers to a tree: no entities, no depth, nothing fetched."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MAX_DEPTH = 200

_NAMESPACE_END = "}"
"""Between a name and the namespace before it; no URL of a namespace that we know holds it."""


class RefusedXmlError(ValueError):
    """The XML does not parse, or declares what could grow or lead elsewhere; the message says which."""


def xml_tree(content: bytes) -> Element:
    """The tree, its names as `{namespace}name`. Raises `RefusedXmlError`.

    Entities are how a small file becomes a large one, or another file; they
    need a declaration, and a declaration is refused. A DOCTYPE that only names
    a type, as drawing programs write it, is passed over: nothing is fetched.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator=_NAMESPACE_END)
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise RefusedXmlError("it is nested too deeply")
        named = {_name(key): value for key, value in attributes.items()}
        builder.start(_name(name), named)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_name(name))

    def doctype(_name: str, _system: str | None, _public: str | None, has_subset: bool) -> None:
        if has_subset:
            raise RefusedXmlError("it declares entities of its own")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
        return builder.close()
    except (expat.ExpatError, AssertionError, LookupError, ValueError) as error:
        if isinstance(error, RefusedXmlError):
            raise
        raise RefusedXmlError(str(error) or "it is no XML") from error


def _name(name: str) -> str:
    return f"{{{name}" if _NAMESPACE_END in name else name
