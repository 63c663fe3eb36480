"""What a process keeps between the chunks of one build, and lets go of at its end."""

from __future__ import annotations

from collections.abc import Callable

_kept: list[Callable[[], None]] = []


def keep(let_go: Callable[[], None]) -> None:
    """Notes that this process keeps something; `let_go` closes it, and may be called again."""
    _kept.append(let_go)


def let_all_go() -> None:
    """Closes whatever this process keeps."""
    while _kept:
        _kept.pop()()
