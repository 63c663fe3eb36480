"""Plans the compressed twins of text files, which some servers send in their place.

A twin is made of all that its file is made of, so it is stale when that is, and goes with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from newsgen.model.compression import ENDINGS
from newsgen.model.output import OutputKind, PlannedOutput, given

_TEXTS = (
    ".css",
    ".html",
    ".js",
    ".json",
    ".md",
    ".mjs",
    ".opml",
    ".svg",
    ".txt",
    ".webmanifest",
    ".xml",
)
_RENDERED_ELSEWHERE = ("picture", "social-card")


def twins(output: PlannedOutput, methods: Iterable[str]) -> Iterator[PlannedOutput]:
    """The output compressed by each of these methods, where it is text."""
    if not _is_text(output):
        return
    for method in methods:
        how = given("compressed", (output.kind, method))
        yield output._replace(
            path=output.path + ENDINGS[method], kind="compressed", inputs=(how, *output.inputs)
        )


def twin_paths(paths: Iterable[str], methods: Iterable[str]) -> set[str]:
    """Where the twins of what lies at these paths lie, as far as it has some."""
    endings = [ENDINGS[method] for method in methods]
    return {path + ending for path in paths for ending in endings}


def original(output: PlannedOutput) -> tuple[PlannedOutput, str]:
    """The output that a twin is made of, and the method."""
    kind, method = cast("tuple[OutputKind, str]", output.inputs[0].value)
    path = output.path.removesuffix(ENDINGS[method])
    return output._replace(path=path, kind=kind, inputs=output.inputs[1:]), method


def _is_text(output: PlannedOutput) -> bool:
    return output.path.endswith(_TEXTS) and output.kind not in _RENDERED_ELSEWHERE
