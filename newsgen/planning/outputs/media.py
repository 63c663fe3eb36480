"""The pictures and files that visible content uses."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.catalog.groups import MEDIA, Key
from newsgen.catalog.media import media_address
from newsgen.model.digest import Digest
from newsgen.model.output import Input, PlannedOutput, SiteFile, given
from newsgen.planning.context import PlanContext


def outputs(context: PlanContext) -> Iterator[PlannedOutput]:
    """One output for each file; two of the same name and bytes are one.

    Two whose bytes differ and whose names were made the same are in each other's way.
    """
    seen: dict[str, Digest] = {}
    for path, record, made in context.catalog.media.published(context.scope.media()):
        place = (made.address if made else media_address(path, record)).path
        if seen.get(place) == record.digest:
            continue
        seen.setdefault(place, record.digest)
        key = Key(MEDIA, "", path)
        file = Input.of("file", ((path, record.digest),), SiteFile(path, record.digest))
        if made is None:
            yield PlannedOutput(path=place, kind="copy", inputs=(file,), origin=path, group=key)
        else:
            inputs = (file, given("recipe", made.recipe))
            yield PlannedOutput(path=place, kind="picture", inputs=inputs, origin=path, group=key)
