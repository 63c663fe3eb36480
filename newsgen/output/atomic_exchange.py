"""Two files in each other's place, in one step: Linux can do that, Python has no name for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache

Exchange = Callable[[str, str], None]
"""Exchanges two files by their paths. Raises `OSError`, also where the file system cannot."""

_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of `renameat2(2)`."""


@cache
def exchange() -> Exchange | None:
    """How to exchange two files; None where the platform has no way. Takes some milliseconds to load."""
    if sys.platform != "linux":
        return None
    try:
        # By need: it pays for many files.
        import ctypes

        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (ImportError, OSError, AttributeError):
        # A Python can be built without ctypes, and a C library lack the call.
        return None

    def exchanged(one: str, other: str) -> None:
        if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
            error = ctypes.get_errno()
            raise OSError(error, os.strerror(error), one, None, other)

    return exchanged
