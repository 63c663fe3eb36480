"""The state file of a site, opened only where newsgen left it as it is; else a new one takes its place.

What lies in `.newsgen/` may have been put there by anybody: it came with a
checkout, with a cache that others fill, or a disk damaged it. A state of
unknown origin is not even opened. It is set aside, everything is made anew, and
the list of newsgen's own outputs says what of the output folder may go.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newsgen.runtime.failures import is_damage
from newsgen.runtime.user_folder import UserFolder, private
from newsgen.store.database import State
from newsgen.store.schema import claim
from newsgen.store.seal import Seals

if TYPE_CHECKING:
    from newsgen.store.owned_outputs import OwnedOutputs

_UNKNOWN = "The state in .newsgen/ is not as newsgen left it on this machine"
_BROKEN = "The state in .newsgen/ is damaged"


class Custody:
    """The state of the folder `.newsgen`, which is locked as long as this lives.

    `is_new` is whether the state was made by this build.
    """

    def __init__(self, folder: Path, note: Callable[[str], None]) -> None:
        """`note` is told in a sentence why a state was set aside."""
        self.own: UserFolder = private()
        self.is_new = False
        self._folder = folder
        self._file = folder / "state.db"
        self._note = note
        self._seals = Seals(self._file, self.own)
        self._state: State | None = None
        self._is_sealed = False

    @cached_property
    def owned(self) -> OwnedOutputs:
        """The list of newsgen's own outputs."""
        # By need: a build that finds nothing to do asks for no list.
        from newsgen.store.owned_outputs import OwnedOutputs

        return OwnedOutputs(self._folder / "outputs", self.own.key)

    def opened(self) -> State:
        """The state, or a new one."""
        if not os.path.lexists(self._file):
            return self._made()
        self._is_sealed = self._seals.is_sealed()
        is_left = self._is_sealed or self._seals.is_signed()
        token = "" if is_left else self._seals.token()
        if not is_left and not token:
            return self.anew(_UNKNOWN)
        state = None
        try:
            state = State.open(self._file)
            if is_left or state.token == token:
                return self._held(state)
        except (sqlite3.DatabaseError, TypeError, ValueError) as error:
            # What is no number where one was written is a damage, too.
            if isinstance(error, sqlite3.Error) and not is_damage(error):
                raise
            if state is not None:
                state.close()
            return self.anew(f"{_BROKEN} ({error})")
        state.close()
        return self.anew(_UNKNOWN)

    def anew(self, why: str) -> State:
        """An empty state in the place of the one that there is."""
        self._note(f"{why}: everything is made anew.")
        if self._state is not None:
            self._state.close()
        for name in ("", "-journal", "-wal", "-shm", ".mac"):
            self._file.with_name(self._file.name + name).unlink(missing_ok=True)
        return self._made()

    def damaged(self, error: Exception) -> State:
        """The same after an error that a damaged state can have led to."""
        return self.anew(f"{_BROKEN} ({type(error).__name__}: {error})")

    def close(self) -> None:
        """Closes the state and seals it."""
        if self._state is not None:
            self._state.close()
            if not self._is_sealed:
                self._seals.close()

    def _made(self) -> State:
        self.is_new, self._is_sealed = True, False
        return self._held(State.open(self._file))

    def _held(self, state: State) -> State:
        self._state = state
        state.before_writing = self._unseal
        if state.generation == 0:
            # Of what it has read: an empty one.
            with state.transaction():
                claim(state.connection, self.owned.read())
        return state

    def _unseal(self) -> None:
        assert self._state is not None
        self._is_sealed = False
        self._seals.open(self._state.token, is_new=self.is_new)
