"""Audits a build: renders everything again, shuffled and under another hash seed, and compares bytes."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from newsgen.build.report import BuildReport, BuildRequest
from newsgen.build.session import STATE_FOLDER
from newsgen.model.problem import WHOLE_FILE, Problem
from newsgen.output.folder import folder_name, present_files
from newsgen.store.database import State
from newsgen.store.output_records import OutputRecords

_ORDER_SEED = 20_241_118
_SHOWN = 20


def audited(request: BuildRequest, report: BuildReport) -> BuildReport:
    """The report with a problem for each output whose second rendering differs from the first."""
    folder = request.state_folder or request.site / STATE_FOLDER
    with tempfile.TemporaryDirectory(prefix="newsgen-audit-") as temporary:
        again = Path(temporary, "dist")
        finished = subprocess.run(  # noqa: S603 - this interpreter, our own arguments
            _command(request, again, Path(temporary, "state")),
            env={**os.environ, "PYTHONHASHSEED": str(_other_seed())},
            capture_output=True,
            text=True,
            check=False,
        )
        if finished.returncode != 0:
            raise RuntimeError(f"the second rendering failed:\n{finished.stdout}{finished.stderr}")
        different = _differences(request.output, again, folder, request)
    problems = tuple(
        Problem.at(
            path,
            WHOLE_FILE,
            "NG076",
            "Rendered a second time, this output has other bytes.",
            "A template or filter depends on something beside its inputs.",
        )
        for path in different[:_SHOWN]
    )
    return report._replace(problems=(*report.problems, *problems), published="all")


def _command(request: BuildRequest, output: Path, state: Path) -> list[str]:
    now = datetime.fromtimestamp(request.as_of, UTC).isoformat()
    command = [
        sys.executable, "-m", "newsgen", "build", "--site", str(request.site),
        "--output", str(output), "--state", str(state), "--now", now,
        "--jobs", str(request.jobs), "--order-seed", str(_ORDER_SEED), "--format", "json",
    ]  # fmt: skip
    if request.base_url:
        command += ["--base-url", request.base_url]
    if request.allow_empty:
        command.append("--allow-empty")
    return [*command, "--drafts"] if request.drafts else command


def _other_seed() -> int:
    """A hash seed that is not this interpreter's."""
    return 1 if os.environ.get("PYTHONHASHSEED") != "1" else 2


def _differences(first: Path, second: Path, folder: Path, request: BuildRequest) -> list[str]:
    state = State.open_to_read(folder / "state.db")
    try:
        output_records = OutputRecords(state.connection, folder_name(first, request.site))
        owned = set(output_records.outputs())
    finally:
        state.close()
    return sorted(
        path
        for path in owned | set(present_files(second).files)
        if _bytes(first / path) != _bytes(second / path)
    )


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
