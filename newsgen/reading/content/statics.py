"""Reads a static file to its record; of a style sheet, what it loads."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote

from newsgen.model.article import Reference
from newsgen.model.digest import Digest
from newsgen.model.records import FileRecord, StaticHead
from newsgen.reading.urls import scheme_of

STYLE_URL = re.compile(
    r"""url\(\s*+(["']?)((?:(?!url\()[^"')])++)\1\s*+\)|@import\s++(["'])([^"']++)\3"""
)
"""What a style sheet loads: group 2 of `url(…)`, group 4 of `@import "…"`."""

MAX_STYLE_BYTES = 5 * 1024 * 1024

MAX_MACHINE_BYTES = 500 * 1024
"""What a crawler reads of a robots.txt at least (RFC 9309, 2.5)."""

ROOT_ROBOTS = "root/robots.txt"
_FOR_MACHINES = frozenset({ROOT_ROBOTS, "root/ads.txt", "root/app-ads.txt"})


def is_style(name: str) -> bool:
    """Whether the file's URLs are followed and rewritten."""
    return PurePosixPath(name).suffix.lower() == ".css"


def is_for_machines(name: str) -> bool:
    """Whether the file is one for machines whose lines are looked at."""
    return name in _FOR_MACHINES


def read_for_machines(path: str, name: str, digest: Digest, content: bytes) -> FileRecord:
    """The record of a robots.txt or ads.txt of the site's own."""
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    if name == ROOT_ROBOTS:
        return FileRecord(path=path, kind="static", digest=digest, head=StaticHead(name, (), text))
    # By need: few sites sell advertisements through others.
    from newsgen.reading.content.ads import ads_problems

    problems = tuple(ads_problems(path, text))
    return FileRecord(
        path=path, kind="static", digest=digest, head=StaticHead(name, ()), problems=problems
    )


def read_static(path: str, name: str, digest: Digest, style: bytes | None) -> FileRecord:
    """The record of the static file `name`; `style` are its bytes where it is a style sheet."""
    references: list[Reference] = []
    text = (style or b"").decode("utf-8", "replace")
    for match in STYLE_URL.finditer(text):
        url = match.group(2) or match.group(4)
        if scheme_of(url) or url.startswith(("#", "/")):
            continue
        target = unquote(re.split(r"[?#]", url, maxsplit=1)[0])
        line = text.count("\n", 0, match.start()) + 1
        references.append(Reference(target, line, 1))
    head = StaticHead(name, tuple(dict.fromkeys(references)))
    return FileRecord(path=path, kind="static", digest=digest, head=head)
