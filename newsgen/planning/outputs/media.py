"""The pictures and files that visible content uses."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.catalog.groups import MEDIA, Key
from newsgen.catalog.media import media_address
from newsgen.model.output import Input, PlannedOutput, SiteFile, given
from newsgen.planning.sheet import Sheet


def outputs(sheet: Sheet) -> Iterator[PlannedOutput]:
    """One output for each file; two of the same name and bytes are one."""
    seen: set[str] = set()
    for path, record, made in sheet.catalog.media.made():
        place = (made.address if made else media_address(path, record)).path
        if place in seen or sheet.scope.span(Key(MEDIA, "", path)) is None:
            continue
        seen.add(place)
        file = Input("file", ((path, record.digest),), SiteFile(path, record.digest))
        if made is None:
            yield PlannedOutput(path=place, kind="copy", inputs=(file,), origin=path)
        else:
            inputs = (file, given("recipe", made.recipe))
            yield PlannedOutput(path=place, kind="picture", inputs=inputs, origin=path)
