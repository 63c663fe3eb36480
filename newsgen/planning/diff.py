"""The plan against what was built last: what to render, what to delete, and why."""

from __future__ import annotations

import json
from typing import Literal, NamedTuple

from newsgen.model.digest import Digest, digest_text
from newsgen.model.output import PlannedOutput
from newsgen.model.record import to_text

Standing = Literal["same", "missing", "changed"]
"""How the file on disk compares with the one that was recorded."""


class Recorded(NamedTuple):
    """What is recorded of an output; `fingerprint` is "" where a build was interrupted."""

    fingerprint: Digest
    standing: Standing


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


def fingerprint(output: PlannedOutput, toolchain: Digest) -> Digest:
    """The hash of all that the output is made from."""
    words = [toolchain, output.kind]
    for one in output.inputs:
        # The count keeps the parts of one role from being read as those of the next.
        words += (one.role, str(len(one.parts)))
        for part in one.parts:
            words += part
    return digest_text("\0".join(words))


def parts_text(output: PlannedOutput) -> str:
    """The roles and parts of the output's inputs, as they are recorded."""
    return to_text([(one.role, one.parts) for one in output.inputs])


def is_stale(current: Digest, known: Recorded | None) -> bool:
    """Whether an output's fingerprint or its file is not the recorded one: then, and only then, it is."""
    return known is None or known.fingerprint != current or known.standing != "same"


def reason(
    output: PlannedOutput, current: Digest, known: Recorded | None, recorded_parts: str
) -> str:
    """Why an output is rendered, in words; `recorded_parts` is the text that was recorded, or ""."""
    if known is None:
        return "new"
    if not known.fingerprint:
        return "an earlier build was interrupted"
    if known.fingerprint == current:
        return "its file is missing" if known.standing == "missing" else "its file was changed"
    old = {role: dict(parts) for role, parts in json.loads(recorded_parts or "[]")}
    new = {one.role: dict(one.parts) for one in output.inputs}
    changes = [
        words
        for role in {**old, **new}
        for words in _role_changes(role, old.get(role), new.get(role))
    ]
    if not changes:
        is_reordered = recorded_parts != parts_text(output)
        return "the order of its inputs" if is_reordered else "newsgen or a library it uses"
    shown = changes[:3]
    more = f" and {len(changes) - len(shown)} more" if len(changes) > len(shown) else ""
    return "; ".join(shown) + more


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
