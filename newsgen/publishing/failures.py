"""Failures of the world, as exceptions with one class for each remedy, and as problems to show."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

from newsgen.model.problem import Problem


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
    """A file changed between being read and being published. The next build will see it whole."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class LostWorkerError(Exception):
    """A worker died with its work undone, and nobody took it over."""


class ClusterError(Exception):
    """The cluster at `address` cannot be used; the message says why, the hint what to do."""

    def __init__(self, address: str, message: str, hint: str) -> None:
        # All three are arguments, so that the error comes whole from another machine.
        super().__init__(address, message, hint)
        self.address = address
        self.message = message
        self.hint = hint


_NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def as_problem(error: Exception, site: Path) -> Problem | None:
    """The problem that tells the user of this failure; None where it is a fault of newsgen."""
    if isinstance(error, OutputFolderError):
        path = shown_path(str(error.folder), site)
        return Problem(path=path, code="NG070", message=str(error), hint=error.hint)
    if isinstance(error, LockedError):
        hint = "Wait for it to end, or raise --lock-timeout."
        return Problem(path=".newsgen/lock", code="NG075", message=str(error), hint=hint)
    if isinstance(error, ChangedFileError):
        message = "The file changed while the site was being built."
        return Problem(path=error.path, code="NG006", message=message, hint="Build again.")
    if isinstance(error, LostWorkerError):
        hint = "Most often there was too little memory: try --jobs 1, or a larger machine."
        return Problem(path=".", code="NG077", message=str(error), hint=hint)
    if isinstance(error, ClusterError):
        return Problem(path=error.address, code="NG078", message=error.message, hint=error.hint)
    if isinstance(error, sqlite3.Error):
        return _state_problem(error)
    if isinstance(error, OSError):
        return _system_problem(error, site)
    return None


def _state_problem(error: sqlite3.Error) -> Problem:
    path = ".newsgen/state.db"
    if "full" in str(error):
        return _no_space(path)
    if "readonly" in str(error) or "unable to open" in str(error):
        return _refused(path, str(error))
    hint = "Delete the folder .newsgen; the next build makes everything anew."
    return Problem(path=path, code="NG074", message=f"The state file failed: {error}.", hint=hint)


def _system_problem(error: OSError, site: Path) -> Problem:
    # Of a move, what it moves to: what it moves from is newsgen's own.
    path = shown_path(str(error.filename2 or error.filename or site), site)
    if error.errno in _NO_SPACE:
        return _no_space(path)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _refused(path, error.strerror or "")
    message = f"The system reports: {error.strerror or error}."
    hint = "Nothing half-written was left; build again when it is mended."
    return Problem(path=path, code="NG074", message=message, hint=hint)


def shown_path(name: str, site: Path) -> str:
    """The path relative to the site where it lies there, as it was written; else the whole."""
    try:
        return Path(os.path.abspath(name)).relative_to(os.path.abspath(site)).as_posix()
    except ValueError:
        return name


def _no_space(path: str) -> Problem:
    hint = "Make room and build again; nothing half-written was left."
    return Problem(path=path, code="NG073", message="The disk is full.", hint=hint)


def _refused(path: str, what: str) -> Problem:
    message = f"Permission was refused: {what}."
    hint = "Look at who owns the folder and at its permissions."
    return Problem(path=path, code="NG072", message=message, hint=hint)
