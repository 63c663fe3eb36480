"""Digests the rules of a time zone without loading `zoneinfo`."""

from __future__ import annotations

import os
import sys
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from newsgen.model.digest import Digest, digest_bytes, digest_value

_FOLDERS = (
    "/usr/share/zoneinfo",
    "/usr/lib/zoneinfo",
    "/usr/share/lib/zoneinfo",
    "/etc/zoneinfo",
)
"""The default search path of `zoneinfo` (PEP 615); some builds of Python look beside themselves, too."""


def zone_rules(zone: str) -> Digest:
    """A digest of the rules of this zone; all unknown zones have the same.

    Asking `zoneinfo` for its search path takes five milliseconds. So the digest covers the
    rules in every folder that may be on it; those that are not used seldom change.
    """
    return digest_value(tuple(dict.fromkeys(filter(None, map(_digest, _files(zone))))))


def _files(zone: str) -> list[str]:
    parts = zone.split("/")
    if not all(parts) or {".", ".."}.intersection(parts):
        return []
    search_path = os.environ.get("PYTHONTZPATH")
    if search_path is None:
        beside = dict.fromkeys((sys.prefix, sys.base_prefix))
        folders = [*_FOLDERS, *(os.path.join(one, "share", "zoneinfo") for one in beside)]
    else:
        folders = search_path.split(os.pathsep)
    return [os.path.join(folder, *parts) for folder in chain(folders, _distributed())]


def _distributed() -> list[str]:
    spec = find_spec("tzdata")
    return [os.path.join(os.path.dirname(spec.origin), "zoneinfo")] if spec and spec.origin else []


@cache
def _digest(file: str) -> Digest:
    # Once for each process: rules that zoneinfo has read stay as they are.
    try:
        return digest_bytes(Path(file).read_bytes())
    except OSError:
        return ""
