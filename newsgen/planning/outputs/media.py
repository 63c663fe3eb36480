"""The pictures and files that visible content uses."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.model.output import Input, PlannedOutput, SiteFile
from newsgen.planning.sheet import Sheet


def outputs(sheet: Sheet) -> Iterator[PlannedOutput]:
    """One output for each file; two of the same name and bytes are one."""
    seen: set[str] = set()
    for path, address in sorted(sheet.catalog.media.items()):
        if address.path in seen:
            continue
        seen.add(address.path)
        digest = sheet.catalog.media_digests[path]
        file = Input("file", ((path, digest),), SiteFile(path, digest))
        yield PlannedOutput(path=address.path, kind="copy", inputs=(file,), origin=path)
