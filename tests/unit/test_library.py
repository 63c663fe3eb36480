"""`import newsgen`: what is public of it, what it costs, and that it does what the command line does."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import newsgen
from tests.support.site import AS_OF, SiteFolder

ROOT = Path(__file__).parents[2]
NOW = datetime.fromtimestamp(AS_OF, UTC)


def test_every_public_name_is_there_and_described() -> None:
    described = (ROOT / "docs/library.md").read_text("utf-8")
    for name in newsgen.__all__:
        assert getattr(newsgen, name) is not None
        assert f"| `{name}" in described
    assert set(newsgen.__all__) <= set(dir(newsgen))


@pytest.mark.parametrize("record", [
    newsgen.BuildReport, newsgen.CheckReport, newsgen.Problem, newsgen.Change, newsgen.Held,
    newsgen.Waived,
])  # fmt: skip
def test_every_field_of_a_public_record_is_described(record: type[tuple[object, ...]]) -> None:
    text = (ROOT / "docs/library.md").read_text("utf-8")
    (row,) = re.findall(rf"^\| `{record.__name__}` \|.*$", text, re.MULTILINE)
    fields = [one for one in record._fields if one != "is_strict"]  # type: ignore[attr-defined]
    assert [] == [one for one in fields if f"`{one}`" not in row]


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="bulid"):
        newsgen.bulid  # noqa: B018


def test_to_import_it_loads_nothing_more() -> None:
    script = "import newsgen, sys; print([one for one in sys.modules if one.startswith('newsgen')])"
    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert "['newsgen']" == found.stdout.strip()


def test_a_site_is_built_checked_and_reported_on(site: SiteFolder) -> None:
    site.article("world/strike.md")
    opened = newsgen.Site(site.root)
    report = opened.build(now=NOW, explain=True)
    assert not report.failed
    assert "world/2024/11/strike.html" in {one.output for one in report.changes}
    assert site.page("world/2024/11/strike.html")
    assert ("nothing", 0) == (opened.build(now=NOW).looked_at, opened.build(now=NOW).rendered)
    assert "NG102" in {one.code for one in opened.check(now=NOW).problems}
    assert () == opened.check(now=NOW, only=["newsgen.yaml"]).problems


def test_a_mistake_of_the_site_is_a_problem_and_no_exception(site: SiteFolder) -> None:
    site.article("world/strike.md", date="tomorrow")
    report = newsgen.Site(site.root).build(now=NOW)
    assert report.failed
    assert ["NG020"] == [one.code for one in report.problems]


def test_another_folder_takes_the_output(site: SiteFolder, tmp_path: Path) -> None:
    site.article("world/strike.md")
    assert not newsgen.Site(str(site.root)).build(tmp_path / "out", now=NOW, audit=True).failed
    assert (tmp_path / "out/index.html").is_file()
    assert not site.dist.exists()


def test_a_mistake_of_the_program_raises(site: SiteFolder, tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        newsgen.Site(tmp_path / "nowhere")
    opened = newsgen.Site(site.root)
    for mistake in ({"now": datetime(2024, 12, 1)}, {"jobs": 0}, {"base_url": "desk"}):
        with pytest.raises(ValueError):
            opened.build(**mistake)  # type: ignore[arg-type]


def test_the_example_of_the_documentation_runs(site: SiteFolder, tmp_path: Path) -> None:
    text = (ROOT / "docs/library.md").read_text("utf-8")
    script = tmp_path / "example.py"
    script.write_text(text.partition("```python\n")[2].partition("```")[0], "utf-8")
    site.article("world/strike.md")
    site.article("world/later.md", date="2999-01-01")
    finished = subprocess.run(
        [sys.executable, str(script), str(site.root)], capture_output=True, text=True, check=False
    )
    assert (0, "") == (finished.returncode, finished.stderr)
    assert "render world/2024/11/strike.html: new" in finished.stdout
    assert "build again at 2999-01-01T00:00:00+00:00" in finished.stdout
    assert "an editor: content/articles/world/strike.md:" in finished.stdout
