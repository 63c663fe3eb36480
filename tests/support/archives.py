"""Archives of other systems, written for these tests, and what an import makes of them.

`python -m tests.support.archives` writes what is expected anew; look at the difference before you keep it.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from newsgen.importing.bring_in import bring_in
from newsgen.importing.loss_report import ImportReport, as_text
from newsgen.importing.options import ImportRequest
from tests.support.site import AS_OF

ARCHIVES = Path(__file__).parents[1] / "archives"
SYSTEMS = (
    "wordpress", "ghost", "substack", "jekyll", "hugo", "eleventy", "pelican", "nikola", "text",
)  # fmt: skip
_EXPECTED = ARCHIVES / "expected"
_PARAGRAPH = re.compile(r"para\d{3}")


def imported(source: Path, into: Path, **request: object) -> ImportReport:
    """Imports a source into a site."""
    fields = {"folder": into, "source": source, "as_of": AS_OF, **request}
    return bring_in(ImportRequest(**fields))  # type: ignore[arg-type]


def made(system: str, into: Path) -> str:
    """The texts that the import of an archive writes, and its report, as one text."""
    report = imported(ARCHIVES / system, into)
    files = [into / "newsgen.yaml", *sorted((into / "content").rglob("*"))]
    parts = [
        f"==== {file.relative_to(into).as_posix()}\n{_content(file)}"
        for file in files
        if file.is_file()
    ]
    return "\n".join([*parts, f"==== report\n{as_text(report)}"])


def _content(file: Path) -> str:
    return file.read_text("utf-8") if file.suffix in (".md", ".yaml") else "(bytes)\n"


def expected(system: str) -> str:
    """What is expected of the import of this archive."""
    return (_EXPECTED / f"{system}.txt").read_text("utf-8")


def paragraphs(system: str) -> Iterator[str]:
    """The words, one in each paragraph of the archive, by which the paragraphs are known."""
    for file in sorted((ARCHIVES / system).rglob("*")):
        if file.suffix not in (".png", "") and file.is_file():
            yield from _PARAGRAPH.findall(file.read_text("utf-8", errors="replace"))


def _write() -> None:
    _EXPECTED.mkdir(exist_ok=True)
    for system in SYSTEMS:
        folder = Path(tempfile.mkdtemp())
        (_EXPECTED / f"{system}.txt").write_text(made(system, folder / "site"), "utf-8")
        shutil.rmtree(folder)


if __name__ == "__main__":
    _write()
