"""The site's data files by the names that templates have for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsgen.model.nearest import did_you_mean
from newsgen.model.output import Input, StoredData
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.model.records import DataHead, FileRecord, TemplateHead

ALL_DATA = ""
"""Among the names of a template, where it computes one."""


class DataFiles:
    """The data files of a site."""

    def __init__(self, records: Iterable[FileRecord]) -> None:
        self._files: dict[str, StoredData] = {}
        self._is_whole = True
        self.problems: list[Problem] = []
        for one in records:
            if one.kind != "data":
                continue
            if not isinstance(one.head, DataHead):
                # It has a problem of its own, and may be the one that a template names.
                self._is_whole = False
                continue
            other = self._files.get(one.head.name)
            if other is not None:
                self.problems.append(_twice(one, other))
            self._files[one.head.name] = StoredData(one.path, one.head.digest)

    def input(self, names: Iterable[str]) -> Input | None:
        """The data of these names as far as it is there; None where a template names none."""
        names = set(names)
        wanted = sorted(self._files) if ALL_DATA in names else sorted(names & self._files.keys())
        if not names:
            return None
        files = {name: self._files[name] for name in wanted}
        return Input.of("data", tuple((one.path, one.digest) for one in files.values()), files)

    def missing(self, heads: Iterable[TemplateHead]) -> Iterator[Problem]:
        """What templates name and the site does not have."""
        for head in heads if self._is_whole else ():
            for reference in head.needed:
                if reference.target not in self._files:
                    near = did_you_mean(reference.target, self._files)
                    yield Problem.at(
                        head.path,
                        reference,
                        "NG336",
                        f"There is no data `{reference.target}`.",
                        f"{near}Put it into content/data/{reference.target}.yaml, .json or .csv.",
                    )


def _twice(record: FileRecord, other: StoredData) -> Problem:
    return Problem.at(
        record.path,
        WHOLE_FILE,
        "NG334",
        f"{other.path} has the same name for templates.",
        "Rename one of the two.",
    )
