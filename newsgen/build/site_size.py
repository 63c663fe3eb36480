"""Warns of a site that is larger than its host takes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from newsgen.model.problem import Position, Problem
from newsgen.model.site import Site
from newsgen.model.static_hosts import LIMIT
from newsgen.reading.files.well_known_paths import CONFIG
from newsgen.store.output_records import OutputRecords

_MEGABYTE = 1_000_000


def too_heavy(
    site: Site,
    output_records: OutputRecords,
    staged: Sequence[str] = (),
    folder: str = "",
    deleted: Iterable[str] = (),
) -> list[Problem]:
    """What is wrong with the size of all outputs, once the `staged` ones are in and the `deleted` gone.

    File N of the staging `folder` is for path N of `staged`. Costs a look at each of them, and only
    where the host has a limit.
    """
    most = site.host.host.max_bytes
    if not most:
        return []
    size = output_records.size_bytes()
    size -= sum(map(output_records.size_bytes_of, {*staged, *deleted}))
    size += sum(os.stat(os.path.join(folder, str(number))).st_size for number in range(len(staged)))
    if size <= most:
        return []
    message = (
        f"{site.host.host.title} takes sites of up to {most // _MEGABYTE:,} MB,"
        f" and this one has {size // _MEGABYTE:,} MB."
    )
    hint = "Choose another host, or publish large pictures and documents elsewhere."
    place = Position(site.host.line, site.host.column)
    return [Problem.at(CONFIG, place, LIMIT, message, hint, severity="warning")]
