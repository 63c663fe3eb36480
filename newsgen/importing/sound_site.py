"""Sees that a site builds after an import: what would be an error holds its article back, and is told."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from newsgen.build.change_scan import scan_changes
from newsgen.build.inspection import inspected
from newsgen.build.report import CheckRequest
from newsgen.build.session import Events, Session
from newsgen.build.snapshot import load_site, take_snapshot
from newsgen.importing.options import ImportRequest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import Problem
from newsgen.plugins.imported_pieces import Loss

_ADDRESSES = frozenset({"NG025", "NG040", "NG041", "NG042", "NG043", "NG310"})
"""The codes of two pages at one address, and of addresses that can't be."""

_ROUNDS = 4


class Written(NamedTuple):
    """A file that was written: what it is of, and the digest of its first text."""

    origin: str
    made: str


class Change(NamedTuple):
    """What was done to a file that the site would not build with."""

    path: str
    why: str
    losses: tuple[Loss, ...]
    is_failure: bool


class Sound(NamedTuple):
    """What was changed, by the path at which the file was written, and what no import can mend."""

    changed: dict[str, Change]
    problems: tuple[Problem, ...]


def made_sound(request: ImportRequest, written: Mapping[str, Written]) -> Sound:
    """Reads the site as a build would, and changes files of this import until nothing stops one."""
    changed: dict[str, Change] = {}
    now_at = {path: path for path in written}
    for _ in range(_ROUNDS):
        problems = _errors(request)
        by_path: dict[str, list[Problem]] = {}
        for problem in problems:
            by_path.setdefault(problem.path, []).append(problem)
        ours = {first: by_path[path] for first, path in now_at.items() if path in by_path}
        if not ours:
            break
        for first, faults in ours.items():
            changed[first] = _mended(request.folder, now_at[first], faults, changed.get(first))
            now_at[first] = changed[first].path
    mine = {*now_at.values()}
    return Sound(changed, tuple(one for one in problems if one.path not in mine))


def _errors(request: ImportRequest) -> list[Problem]:
    """All errors of the site."""
    check = CheckRequest(site=request.folder, as_of=request.as_of, jobs=request.jobs)
    events = Events()

    def work(session: Session) -> list[Problem]:
        loaded = load_site(scan_changes(request.folder, session), session, events)
        snapshot = take_snapshot(loaded, request.as_of, with_drafts=False)
        found = [*loaded.problems, *snapshot.catalog.problems, *snapshot.plan().problems]
        return sorted({one for one in found if one.severity == "error"})

    result = inspected(check, events, work)
    return [result] if isinstance(result, Problem) else result


def _mended(folder: Path, path: str, faults: list[Problem], before: Change | None) -> Change:
    """Changes one file so that its faults stop no build, and says what was done."""
    file = folder / path
    text = file.read_text("utf-8")
    said = "; ".join(dict.fromkeys(f"{one.code}: {one.message}" for one in faults[:3]))
    losses = before.losses if before else ()
    if before is None and all(one.code in _ADDRESSES for one in faults) and "\naliases:" in text:
        file.write_text(_without_aliases(text), "utf-8")
        lost = Loss(fate="dropped", what="old address that another page has")
        return Change(
            path, f"Its old addresses could not be kept ({said}).", (*losses, lost), False
        )
    why = f"It is a draft, because newsgen finds: {said}"
    if path.startswith("content/pages/"):
        # A standing page can't be held back, and an article can.
        path = f"content/articles/pages/{path.removeprefix('content/pages/')}"
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_as_article(text), "utf-8")
        os.unlink(file)
        return Change(path, why, losses, True)
    file.write_text(_as_draft(text), "utf-8")
    return Change(path, why, losses, True)


def _as_draft(text: str) -> str:
    if text.startswith("---\n") and "\ndraft: true\n" not in text.partition("\n---\n")[0] + "\n":
        return text.replace("---\n", "---\ndraft: true\n", 1)
    return text


def _as_article(text: str) -> str:
    front, fence, body = text.partition("\n---\n")
    lines = []
    for line in _without_aliases(front + "\n").rstrip("\n").split("\n"):
        if line.startswith("title:"):
            lines.append("headline:" + line.removeprefix("title:"))
        elif line.startswith("description:"):
            lines.append("standfirst:" + line.removeprefix("description:"))
        else:
            lines.append(line)
    lines += ["date: 1970-01-01", "draft: true", "sources: unrecorded"]
    return "\n".join(lines) + fence + body


def _without_aliases(text: str) -> str:
    """The text without its old addresses, as `front_dump` writes them."""
    lines = text.split("\n")
    begin = next((at for at, line in enumerate(lines) if line.startswith("aliases:")), None)
    if begin is None:
        return text
    end = begin + 1
    while end < len(lines) and lines[end].startswith("  "):
        end += 1
    return "\n".join([*lines[:begin], *lines[end:]])
