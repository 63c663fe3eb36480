"""Takes the code out of HTML, to look for signs where they have a meaning."""

from __future__ import annotations

import re

_OPENING = r"<(code|pre)\b"


def without_code(html: str) -> str:
    """The HTML without what stands in `code` and `pre`. One that never closes stays."""
    pieces = []
    at = 0
    unclosed: set[str] = set()
    # By need: hardly a text asks.
    pattern = re.compile(_OPENING)
    opening = pattern.search(html)
    while opening:
        name, after = opening[1], opening.end()
        closing = f"</{name}>"
        end = -1 if name in unclosed else html.find(closing, after)
        if end < 0:
            # It is not looked for again, however many open.
            unclosed.add(name)
        else:
            pieces.append(html[at : opening.start()])
            at = after = end + len(closing)
        opening = pattern.search(html, after)
    return "".join((*pieces, html[at:]))
