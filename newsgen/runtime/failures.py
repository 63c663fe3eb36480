"""Failures of the world: exceptions, one class for each remedy, and the problems that report them."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.reading.files.well_known_paths import CONFIG


class OutputFolderError(Exception):
    """The output folder cannot be used as one; the message says why, the hint what to do."""

    def __init__(
        self, folder: Path, message: str, hint: str = "Name another folder with --output."
    ) -> None:
        super().__init__(message)
        self.folder = folder
        self.hint = hint


class LockedError(Exception):
    """Another build holds the site's lock and did not let it go in time."""


class ChangedFileError(Exception):
    """A file changed between reading and publishing. The next build will read it again."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class DamagedStateError(Exception):
    """The state does not hold what was written to it."""


class StateFolderError(Exception):
    """An entry of `.newsgen` is not of the kind that newsgen makes there."""

    def __init__(self, path: Path, message: str, hint: str) -> None:
        super().__init__(message)
        self.path = path
        self.hint = hint


class WeakKeyError(Exception):
    """The key in the environment is too short to be safe."""


class NoSiteError(Exception):
    """There is no site in the folder; the message says what is missing."""

    def __init__(self, path: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.path = path
        self.hint = hint


class ClockError(Exception):
    """The clock is behind the moment of the last build; the message names both."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class LostWorkerError(Exception):
    """A worker died, and no other took over its work."""


class ClusterError(Exception):
    """The cluster at `address` cannot be used; the message says why, the hint what to do."""

    def __init__(self, address: str, message: str, hint: str) -> None:
        # All three are arguments, so that the error can be unpickled whole.
        super().__init__(address, message, hint)
        self.address = address
        self.message = message
        self.hint = hint


_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def as_problem(error: Exception, site: Path) -> Problem | None:
    """The problem that reports this failure; None where the error is a bug of newsgen."""
    if isinstance(error, OutputFolderError):
        path = shown_path(str(error.folder), site)
        return Problem.at(path, WHOLE_FILE, "NG070", str(error), error.hint)
    if isinstance(error, LockedError):
        hint = "Wait for it to end, or raise --lock-timeout."
        return Problem.at(".newsgen/lock", WHOLE_FILE, "NG075", str(error), hint)
    if isinstance(error, ChangedFileError):
        message = "The file changed while the site was being built."
        return Problem.at(error.path, WHOLE_FILE, "NG006", message, "Build again.")
    if isinstance(error, StateFolderError):
        path = shown_path(str(error.path), site)
        return Problem.at(path, WHOLE_FILE, "NG320", str(error), error.hint)
    if isinstance(error, WeakKeyError):
        hint = "Make a long one by chance, such as 32 random bytes in hexadecimal."
        return Problem.at(".newsgen", WHOLE_FILE, "NG321", str(error), hint)
    if isinstance(error, NoSiteError):
        return Problem.at(error.path, WHOLE_FILE, "NG323", str(error), error.hint)
    if isinstance(error, ClockError):
        return Problem.at(".", WHOLE_FILE, "NG322", str(error), error.hint)
    if isinstance(error, LostWorkerError):
        hint = (
            "Most often there was too little memory: try --jobs 1, or a larger machine. A picture"
            " that breaks its decoder can do it, too: look at those that came last."
        )
        return Problem.at(".", WHOLE_FILE, "NG077", str(error), hint)
    if isinstance(error, ClusterError):
        return Problem.at(error.address, WHOLE_FILE, "NG078", error.message, error.hint)
    if isinstance(error, sqlite3.Error):
        return _state_problem(error)
    if isinstance(error, KeyError) and type(error).__name__ == "ZoneInfoNotFoundError":
        return _no_zones(error)
    if isinstance(error, OSError):
        return _system_problem(error, site)
    return None


_DAMAGES = (
    "malformed", "not a database", "disk image", "encrypted", "no such table", "no such column",
    "no such index", "not decode", "columns but", "has no column",
)  # fmt: skip


def is_damage(error: Exception) -> bool:
    """Whether the error means that the state file is damaged."""
    if isinstance(error, DamagedStateError):
        return True
    if isinstance(error, sqlite3.OperationalError):
        # Most of these have other causes: locks, a full disk, permissions.
        return any(words in str(error) for words in _DAMAGES)
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(
        error, sqlite3.ProgrammingError | sqlite3.NotSupportedError
    )


def _state_problem(error: sqlite3.Error) -> Problem:
    path = ".newsgen/state.db"
    if "full" in str(error):
        return _no_space(path)
    if "readonly" in str(error) or "unable to open" in str(error):
        return _refused(path, str(error))
    hint = "Delete the folder .newsgen; the next build makes everything anew."
    return Problem.at(path, WHOLE_FILE, "NG074", f"The state file failed: {error}.", hint)


def _system_problem(error: OSError, site: Path) -> Problem:
    # Of a move, the target is named: the source is in newsgen's own folder.
    path = shown_path(str(error.filename2 or error.filename or site), site)
    if error.errno in _NO_SPACE:
        return _no_space(path)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _refused(path, error.strerror or "")
    message = f"The system reports: {error.strerror or error}."
    hint = "Nothing half-written was left; build again when it is mended."
    return Problem.at(path, WHOLE_FILE, "NG074", message, hint)


def _no_zones(error: KeyError) -> Problem:
    # The configuration's own zone was looked up when it was read.
    return Problem.at(
        CONFIG,
        WHOLE_FILE,
        "NG051",
        f"This machine has no rules of time zones: {error.args[0]}.",
        "Install them: pip install tzdata.",
    )


def shown_path(name: str, site: Path) -> str:
    """The path relative to the site where it lies there; else as it was given."""
    try:
        return Path(os.path.abspath(name)).relative_to(os.path.abspath(site)).as_posix()
    except ValueError:
        return name


def _no_space(path: str) -> Problem:
    hint = "Make room and build again; nothing half-written was left."
    return Problem.at(path, WHOLE_FILE, "NG073", "The disk is full.", hint)


def _refused(path: str, what: str) -> Problem:
    message = f"Permission was refused: {what}."
    hint = "Look at who owns the folder and at its permissions."
    return Problem.at(path, WHOLE_FILE, "NG072", message, hint)
