"""Opens the state file of a site, where it is as newsgen left it; else replaces it by an empty one.

Anybody may have put the files in `.newsgen/` there: they came with a checkout or a shared
build cache, or a disk damaged them. A state of unknown origin is not even opened. It is
deleted, the build starts from scratch, and the list of newsgen's own outputs says which
files of the output folder may be deleted.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.runtime.failures import is_damage
from newsgen.runtime.user_folder import UserFolder, open_user_folder
from newsgen.store.database import State
from newsgen.store.seal import Seals
from newsgen.store.tables import claim

if TYPE_CHECKING:
    from newsgen.store.owned_outputs import OwnedOutputs

_UNKNOWN = "The state in .newsgen/ is not as newsgen left it on this machine"
_BROKEN = "The state in .newsgen/ is damaged"


class StateKeeper:
    """The state file of a `.newsgen` that is locked. It knows whether the file can be trusted.

    `is_new` where this build made the state.
    """

    def __init__(
        self, folder: Path, note: Callable[[str], None], *, is_kept_open: bool = False
    ) -> None:
        """`note` gets a sentence that says why a state was replaced.

        With `is_kept_open` the seal says from the first change on that a build is at work, and
        goes on saying so: for a process that builds again and again.
        """
        self.user_folder: UserFolder = open_user_folder()
        self.is_new = False
        self._folder = folder
        self._file = folder / "state.db"
        self._note = note
        self._seals = Seals(self._file, self.user_folder)
        self._state: State | None = None
        self._is_sealed = False
        self._is_kept_open = is_kept_open
        self._is_marked = False

    @cached_property
    def owned_outputs(self) -> OwnedOutputs:
        """The list of newsgen's own outputs."""
        # Imported late: a no-op build needs no list.
        from newsgen.store.owned_outputs import OwnedOutputs

        return OwnedOutputs(self._folder / "outputs", self.user_folder.key)

    def open(self) -> State:
        """Opens the state, or makes a new one."""
        if not os.path.lexists(self._file):
            return self._create()
        self._is_sealed = self._seals.is_sealed()
        is_left = self._is_sealed or self._seals.is_signed()
        token = "" if is_left else self._seals.token()
        if not is_left and not token:
            return self.replace(_UNKNOWN)
        state = None
        try:
            state = State.open(self._file)
            if is_left or state.token == token:
                self._is_marked = not is_left
                return self._take(state)
        except (sqlite3.DatabaseError, TypeError, ValueError) as error:
            # A value of the wrong type is damage, too.
            if isinstance(error, sqlite3.Error) and not is_damage(error):
                raise
            if state is not None:
                state.close()
            return self.replace(f"{_BROKEN} ({error})")
        state.close()
        return self.replace(_UNKNOWN)

    def replace(self, why: str) -> State:
        """Deletes the state and makes an empty one."""
        self._note(f"{why}: everything is made anew.")
        if self._state is not None:
            self._state.close()
        for name in ("", "-journal", "-wal", "-shm", ".mac"):
            self._file.with_name(self._file.name + name).unlink(missing_ok=True)
        return self._create()

    def replace_damaged(self, error: Exception) -> State:
        """Replaces the state after an error that damage may have caused."""
        return self.replace(f"{_BROKEN} ({type(error).__name__}: {error})")

    def close(self) -> None:
        """Closes the state and seals it."""
        if self._state is not None:
            self._state.close()
            if not self._is_sealed and not self._is_kept_open:
                self._seals.seal()

    def _create(self) -> State:
        self.is_new, self._is_sealed = True, False
        return self._take(State.open(self._file))

    def _take(self, state: State) -> State:
        self._state = state
        state.before_writing = self._break_seal
        if state.generation == 0:
            # The state is empty: the list says what newsgen has written.
            with state.transaction():
                claim(state.connection, self.owned_outputs.read())
        return state

    def _break_seal(self) -> None:
        assert self._state is not None
        self._is_sealed = False
        if self._is_kept_open and self._is_marked:
            return
        self._seals.mark_open(self._state.token, is_new=self.is_new)
