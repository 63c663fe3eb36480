"""The slots of a body, filled with where its links lead from one page.

The form of a slot is defined where bodies are read (`reading.body`): between
two NULs the first letter of the attribute, the number of the link, and perhaps
a fragment.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_ATTRIBUTES = {"h": "href", "s": "src"}


def filled(body: str, routes: Sequence[str], root: str) -> str:
    """The body as HTML. A link whose route is "" loses its attribute and stays as text."""
    parts = body.split("\0")
    if len(parts) == 1:
        return body
    for index in range(1, len(parts), 2):
        number, mark, fragment = parts[index][1:].partition("#")
        route = routes[int(number)]
        if route:
            name = _ATTRIBUTES[parts[index][0]]
            parts[index] = f' {name}="{escape(root + route)}{mark}{fragment}"'
        else:
            parts[index] = ""
    return "".join(parts)
