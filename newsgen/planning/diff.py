"""The plan against what was built last: what to render, what to delete, and why."""

from __future__ import annotations

from typing import Literal

from newsgen.model.digest import Digest, digest_text
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.output import PlannedOutput

FileStatus = Literal["same", "missing", "changed"]
"""How the file on disk compares with the one that was recorded."""


class Recorded(NamedTuple):
    """What is recorded of an output; `fingerprint` is "" where a build was interrupted."""

    fingerprint: Digest
    file_status: FileStatus


class Change(NamedTuple):
    """One thing to do to the output folder, and why."""

    output: str
    change: Literal["render", "delete"]
    reason: str


class Changes(NamedTuple):
    """Outputs to render with their fingerprints, paths to delete, and how many are as they should be.

    `stale` maps the path of each output to render to what is known of why; the
    part that needs the recorded inputs is added by `reason`.
    """

    stale: dict[str, Digest]
    deleted: tuple[str, ...]
    untouched: int


def parts_text(output: PlannedOutput) -> str:
    """The roles and parts of all that the output is made from, as they are hashed and recorded."""
    words: list[str] = []
    for one in output.inputs:
        # The count keeps the parts of one role from being read as those of the next.
        words += (one.role, str(len(one.parts)))
        for part in one.parts:
            words += part
    return "\0".join(words)


def fingerprint(output: PlannedOutput, parts: str, toolchain: Digest) -> Digest:
    """The hash of all that the output is made from; `parts` are its `parts_text`.

    Its group is a part of it, so that the recorded group is always the planned one.
    """
    group = "\0".join(output.group)
    return digest_text(f"{toolchain}\0{output.kind}\0{group}\0{parts}")


def is_stale(current: Digest, known: Recorded | None) -> bool:
    """Whether an output's fingerprint or its file is not the recorded one: then, and only then, it is."""
    return known is None or known.fingerprint != current or known.file_status != "same"


def reason(parts: str, current: Digest, known: Recorded | None, recorded_parts: str) -> str:
    """Why an output is rendered, in words; `recorded_parts` is the text that was recorded, or ""."""
    if known is None:
        return "new"
    if not known.fingerprint:
        return "an earlier build was interrupted"
    if known.fingerprint == current:
        return "its file is missing" if known.file_status == "missing" else "its file was changed"
    old, new = roles(recorded_parts), roles(parts)
    changes = [
        words
        for role in {**old, **new}
        for words in _role_changes(role, old.get(role), new.get(role))
    ]
    if not changes:
        is_reordered = recorded_parts != parts
        return "the order of its inputs" if is_reordered else "newsgen or a library it uses"
    shown = changes[:3]
    more = f" and {len(changes) - len(shown)} more" if len(changes) > len(shown) else ""
    return "; ".join(shown) + more


def roles(parts: str) -> dict[str, dict[str, Digest]]:
    """The digests of a `parts_text` by role and key, in their order."""
    roles: dict[str, dict[str, Digest]] = {}
    words = iter(parts.split("\0") if parts else ())
    for role in words:
        roles[role] = {next(words): next(words) for _ in range(int(next(words)))}
    return roles


def _role_changes(
    role: str, old: dict[str, Digest] | None, new: dict[str, Digest] | None
) -> list[str]:
    if old is None or new is None:
        return [f"{role} added" if old is None else f"{role} removed"]
    words = []
    for key in {**old, **new}:
        name = f"{role} {key}".rstrip()
        if key not in old:
            words.append(f"{name} added")
        elif key not in new:
            words.append(f"{name} removed")
        elif old[key] != new[key]:
            words.append(f"{name} changed")
    return words
