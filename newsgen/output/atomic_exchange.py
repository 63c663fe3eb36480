"""Exchanges two files in one step: Linux has a system call for it, and Python has none."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache

Exchange = Callable[[str, str], None]
"""Exchanges the files at two paths. Raises `OSError`, also where the file system can't exchange."""

_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of `renameat2(2)`."""


@cache
def exchange() -> Exchange | None:
    """The function that exchanges two files; None on other platforms. Takes some milliseconds to load."""
    if sys.platform != "linux":
        return None
    try:
        # Imported late: it pays only for many files.
        import ctypes

        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (ImportError, OSError, AttributeError):
        # Some builds of Python have no ctypes, and some C libraries lack the call.
        return None

    def exchanged(one: str, other: str) -> None:
        if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
            error = ctypes.get_errno()
            raise OSError(error, os.strerror(error), one, None, other)

    return exchanged
