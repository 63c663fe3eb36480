"""Names a heading by its words, for its id, as `toc` does."""

from __future__ import annotations

import re
from html import unescape

from newsgen.reading.markdown.typography.everyday import CLOSING, OPENING

_NOT_IN_NAMES = re.compile(r"[^\w\s-]")
_COMMON_MARKS = f"'\"’“”,:?{OPENING}{CLOSING}"
_GAPS = re.compile(r"[\s-]+")


def slug(heading: str) -> str:
    """The name of the heading with this HTML."""
    if "<" in heading or "&" in heading:
        # By need: most headings are plain.
        from markdown.extensions.toc import strip_tags

        heading = unescape(strip_tags(heading))
    heading = heading.strip()
    words = heading.replace("-", " ").split()
    if not "".join(words).isalnum():
        for mark in _COMMON_MARKS:
            heading = heading.replace(mark, "")
        heading = heading.strip()
        words = heading.replace("-", " ").split()
    if "".join(words).isalnum() and heading[0] != "-" != heading[-1]:
        return " ".join(words).lower().replace(" ", "-")
    # The same for any heading, in three times the time.
    name = _NOT_IN_NAMES.sub("", " ".join(heading.split())).strip()
    return _GAPS.sub("-", name.lower())
