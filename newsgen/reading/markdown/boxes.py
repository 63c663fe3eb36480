"""Defines boxes in the text: `!!! fact "What we know"`, with its paragraphs indented below.

They have the form of Python-Markdown's admonitions, for the newsroom's three
kinds. Other kinds are left to the extension `admonition`, where a site has it.
"""

from __future__ import annotations

import re

from newsgen.reading.markdown.code_elements import without_code

BOX_KINDS = ("fact", "method", "quote")

SIGN = "!!!"

# Patterns of what few texts hold are compiled when they are first used.
_UNKNOWN = r"<p>(!!! ?[\w-]+)"
_EMPTY = (
    r'<aside class="box (\w+)">\s*(?:<p class="box-title">(?:(?!</?p\b).)*+</p>\s*)?</aside>'
    r'|<aside class="pull-quote">\s*<blockquote>\s*</blockquote>'
)


def box_faults(clean: str) -> list[tuple[str, str]]:
    """What opens a box that is none or holds nothing, as it stands in the text, and why."""
    faults = []
    if SIGN in clean:
        unknown = re.findall(_UNKNOWN, without_code(clean))
        faults = [(opening, "begins no box and stays as text") for opening in unknown]
    if "<aside class=" in clean:
        kinds = [match.group(1) or "quote" for match in re.finditer(_EMPTY, clean)]
        faults += [
            (f"{SIGN} {kind}", "holds nothing, for no indented text follows") for kind in kinds
        ]
    return faults
