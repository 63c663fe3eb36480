"""Finds outputs that want one place in the output folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from newsgen.model.fast_namedtuple import NamedTuple
from newsgen.model.folders import folders_of
from newsgen.model.folding import folded
from newsgen.model.output import OutputKind
from newsgen.model.problem import Problem

if TYPE_CHECKING:
    from newsgen.model.problem import Place


class Claim(NamedTuple):
    """Who wants a place in the output folder."""

    path: str
    kind: OutputKind
    origin: str


def collisions(
    paths: Iterable[str],
    kinds: Sequence[OutputKind],
    origins: Sequence[str],
    late: Sequence[tuple[Claim, str]],
    place: Callable[[Claim], Place],
) -> list[Problem]:
    """Outputs that want the place of another, or as a folder what another wants as a file.

    `kinds` and `origins` are those of the outputs at `paths`, in their order. `late` are the
    outputs that came to a place when it was taken, each with the path that takes it. `place`
    tells where its file asks for an output.
    """
    paths = list(paths)
    folders = _folders(paths)
    in_the_way = {taken: path for path in paths if (taken := folded(path)) in folders}
    if not late and not in_the_way:
        return []
    claims = {
        path: Claim(path, kind, origin)
        for path, kind, origin in zip(paths, kinds, origins, strict=True)
    }
    at_one = [(claim, claims[other]) for claim, other in late]
    below = [
        (claim, claims[in_the_way[taken]])
        for path, claim in claims.items()
        for taken in map(folded, folders_of(path))
        if taken in in_the_way
    ]
    return [
        _collision(claim, other, place(claim if claim.origin else other))
        for claim, other in [
            # Two articles at one address are known to the catalogue, which looks at held ones too.
            *[pair for pair in at_one if not pair[0].kind == pair[1].kind == "article"],
            *below,
        ]
    ]


def _folders(paths: Iterable[str]) -> set[str]:
    """All folders that files at these paths lie in, as some disks take them."""
    nearest = {path.rpartition("/")[0] for path in paths}
    return {folded(folder) for one in nearest - {""} for folder in (one, *folders_of(one))}


def too_long(output: Claim, place: Place, fault: str) -> Problem:
    """The error of a path that no disk takes; `fault` says why, as the end of a sentence."""
    return Problem.at(
        output.origin or "newsgen.yaml",
        place,
        "NG310",
        f"It would be published as {output.path}, which {fault}.",
        "Give the file, or what the path is made of, a shorter name.",
    )


def _collision(output: Claim, other: Claim, place: Place) -> Problem:
    is_same = output.path == other.path
    what = "The alias" if output.kind == "redirect" else "It"
    whose = other.origin or f"the {other.kind} page"
    return Problem.at(
        output.origin or other.origin or "newsgen.yaml",
        place,
        "NG040" if is_same else "NG041",
        f"{what} would be published as {output.path}, which {whose} takes as {other.path}.",
        "Rename one of the two, or change its slug, section or alias.",
    )
