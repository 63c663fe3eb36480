"""Names the addresses that readers knew and that a build would leave without a page.

What was published is known from the output records, so a build without a state knows of none.
An address is remembered until something is published there again: the page, a page that leads
on from it, or one that says why it was withdrawn. It is not named while a rule of
`content/redirects.yaml` answers for it at the site's host.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from newsgen.model.digest import Digest
from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.model.records import RedirectsHead
from newsgen.model.site import Site
from newsgen.planning.rule_lookup import RuleLookup
from newsgen.reading.files.well_known_paths import REDIRECTS
from newsgen.store.vanished import Vanished

if TYPE_CHECKING:
    from newsgen.build.commit import PendingCommit
    from newsgen.build.report import BuildRequest
    from newsgen.catalog.gate import Held
    from newsgen.store.database import State
    from newsgen.store.output_records import OutputRecords

_OF_FILES = ("article", "page", "person", "redirect", "tombstone")
_OF_NAMES = ("section", "tag", "series")
_WITH_TEXT = {"article": "body", "page": "body", "person": "bio"}
"""The pages that have a text of their own, each with the role of its body."""

_NUMBERED = re.compile(r"page-\d+(?:\.html|/index\.html)$")
_PLAIN = re.compile(r"[\w./~-]+")
_MOST_NAMED = 3


class Gone(NamedTuple):
    """What vanishes with a commit: what to remember and to tell, and what is there again.

    `notes` are said once and nothing is wrong with them.
    """

    vanished: tuple[Vanished, ...] = ()
    settled: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def gone_with(
    pending: PendingCommit,
    request: BuildRequest,
    output_records: OutputRecords,
    state: State,
    held: Iterable[Held],
) -> Gone:
    """What vanishes with this commit, and what did with earlier ones and still is not there.

    `held` are the articles that are held back. Called when everything is rendered.
    """
    if request.is_preview:
        return Gone()
    before = output_records.vanished.all()
    settled = tuple(one.path for one in before if one.path in pending.planned)
    if request.forget_addresses:
        return Gone(settled=tuple(one.path for one in before))
    lost = [
        path for path in pending.changes.deleted if _is_promised(path, pending.known[path].kind)
    ]
    if not lost and not before:
        return Gone()
    why = {one.source: one.why for one in held}
    origins = {path: pending.known[path].origin for path in lost}
    back = [path for path in lost if why.get(origins[path]) in ("draft", "embargo")]
    lost = [
        path
        for path in lost
        if origins[path] not in why
        and not (
            pending.known[path].kind in _OF_NAMES
            and _went_with_its_articles(output_records.parts(path), why, state)
        )
    ]
    successors = _successors(lost, pending, output_records) if lost else {}
    now = tuple(
        Vanished(path, pending.known[path].kind, origins[path], successors.get(path, ""))
        for path in lost
    )
    followed = {one.origin: one.successor for one in now if one.successor}
    still = [
        one._replace(successor=followed.get(one.successor, one.successor))
        for one in before
        if one.path not in pending.planned
    ]
    deleted = frozenset(pending.changes.deleted)

    def is_there(path: str) -> bool:
        return path in pending.planned or (
            path not in deleted and output_records.output(path) is not None
        )

    unanswered = _unanswered([*still, *now], pending.site, state, is_there)
    return Gone(now, settled, tuple(_problems(unanswered, state)), tuple(_notes(back)))


def remember(gone: Gone, output_records: OutputRecords) -> None:
    """Remembers what vanished, in the transaction of the commit."""
    output_records.vanished.settle(gone.settled)
    output_records.vanished.record(gone.vanished)


def still_gone(
    request: BuildRequest, site: Site, output_records: OutputRecords, state: State
) -> tuple[Problem, ...]:
    """The problems of a build that finds nothing to do, where some address is remembered."""
    before = output_records.vanished.all()
    if request.forget_addresses:
        with state.transaction():
            output_records.vanished.forget()
        return ()
    unanswered = _unanswered(
        before, site, state, lambda path: output_records.output(path) is not None
    )
    return tuple(_problems(unanswered, state))


def _unanswered(
    gone: Sequence[Vanished], site: Site, state: State, is_there: Callable[[str], bool]
) -> list[Vanished]:
    """Those for which no rule of the site answers. `is_there` tells what is published at a path."""
    record = state.record(REDIRECTS) if gone else None
    if record is None or not isinstance(record.head, RedirectsHead):
        return [*gone]
    rules = RuleLookup(record.head.rules)
    return [one for one in gone if not rules.answers(one.path, site.host.host, is_there)]


def _is_promised(path: str, kind: str) -> bool:
    """Whether readers may have kept the address: not so of an older page of a list."""
    return kind in _OF_FILES or (kind in _OF_NAMES and not _NUMBERED.search(path))


def _went_with_its_articles(parts: str, held: Mapping[str, object], state: State) -> bool:
    """Whether all articles of a list are held back now, or say that they are withdrawn."""
    # Imported late: pages seldom go.
    from newsgen.planning.diff import roles

    for path in roles(parts).get("items", {}):
        if path not in held:
            record = state.record(path)
            if record is None or record.kind != "withdrawn":
                return False
    return True


def _successors(
    lost: Sequence[str], pending: PendingCommit, output_records: OutputRecords
) -> dict[str, str]:
    """The files that have the texts now, by the path of the lost page.

    A file whose page moved is its own successor. A renamed file is known by the same text, or by
    the same name in the address.
    """
    come = output_records.held_parts(_WITH_TEXT)
    now_at = {origin: path for path, _, origin, _ in come}
    known: dict[tuple[str, str, str], str] = {}
    for path, kind, origin, parts in come:
        if path not in pending.known:
            for mark in _marks(path, kind, parts):
                known.setdefault(mark, origin)
    found = {}
    moved: dict[str, str] = {}
    for path in lost:
        kind, origin = pending.known[path].kind, pending.known[path].origin
        if kind not in _WITH_TEXT:
            continue
        if origin in now_at:
            found[path] = origin
            continue
        marks = _marks(path, kind, output_records.parts(path))
        successor = next((known[mark] for mark in marks if mark in known), "")
        if successor:
            found[path] = moved[origin] = successor
    for path in lost:
        one = pending.known[path]
        if one.kind in ("redirect", "tombstone"):
            found[path] = moved.get(one.origin, one.origin)
    return found


def _marks(path: str, kind: str, parts: str) -> Iterator[tuple[str, str, str]]:
    """What tells that two pages are one, the surest first."""
    # Imported late: pages seldom go.
    from newsgen.planning.diff import roles

    by_role: Mapping[str, Mapping[str, Digest]] = roles(parts)
    for digest in by_role.get(_WITH_TEXT[kind], {}).values():
        yield kind, "text", digest
    yield kind, "name", path.removesuffix("/index.html").rpartition("/")[2]


def _problems(gone: Iterable[Vanished], state: State) -> Iterator[Problem]:
    """A warning for each file under whose `aliases` addresses belong, and for each other page."""
    by_file: dict[tuple[str, bool], list[str]] = {}
    for one in gone:
        file = one.successor or one.origin
        if file:
            by_file.setdefault((file, state.has_record(file)), []).append(one.path)
            continue
        message = f"The page of the {one.kind} at {_address(one.path)} was published, and goes."
        hint = (
            "Whoever has its address finds nothing. Lead on from it in content/redirects.yaml."
            f"{_OR_FORGET}"
        )
        yield _warning("content", message, hint)
    for (file, is_there), paths in sorted(by_file.items()):
        addresses = [_address(path) for path in sorted(paths)]
        listed = ", ".join(map(_quoted, addresses))
        what = "address was" if len(addresses) == 1 else "addresses were"
        message = f"{_some(addresses)}: the {what} published, and nothing is there any more."
        if file == REDIRECTS:
            hint = f"Lead on from there in {file}."
        elif is_there:
            hint = f"Write into {file}: `aliases: [{listed}]`."
        else:
            hint = (
                f"If its text is in another file, write there: `aliases: [{listed}]`. If it is withdrawn,"
                " put the file back, with `unpublished: {date: …, reason: …}` in it."
            )
        yield _warning(file, message, hint + _OR_FORGET)


_OR_FORGET = " If nobody needs it: newsgen build --forget-addresses."


def _warning(path: str, message: str, hint: str) -> Problem:
    return Problem.at(path, WHOLE_FILE, "NG463", message, hint, severity="warning")


def _notes(paths: Sequence[str]) -> Iterator[str]:
    """A sentence on the articles that are held back again."""
    if paths:
        addresses = _some([_address(path) for path in paths])
        yield f"Published before, and now held back as a draft or by its date: {addresses}."


def _some(addresses: Sequence[str]) -> str:
    named = ", ".join(addresses[:_MOST_NAMED])
    more = len(addresses) - _MOST_NAMED
    return f"{named} and {more:,} more" if more > 0 else named


def _address(path: str) -> str:
    """The path of the page as `aliases` have it."""
    return "/" + (path[: -len("index.html")] if path.rpartition("/")[2] == "index.html" else path)


def _quoted(address: str) -> str:
    """The address as an item of a list in YAML."""
    is_plain = _PLAIN.fullmatch(address) is not None
    return address if is_plain else json.dumps(address, ensure_ascii=False)
