"""Whatever shapes bytes beside the site: another one of it, and a build makes what a clean one makes."""

from __future__ import annotations

import json
import os
import pickle
import shutil
import sys
import time
from pathlib import Path

import pytest
from babel import Locale, localedata

from newsgen.model.codes import OF_CIRCUMSTANCES
from newsgen.model.problem import Problem, warning
from newsgen.model.records import FileRecord, ReadFile
from newsgen.reading.files.listing import RACY_NS
from newsgen.reading.libraries.verified import RELEASES
from newsgen.reading.libraries.versions import LIBRARIES, release_of
from newsgen.runtime.extension_code import extension_code
from newsgen.runtime.language_data import tables_of
from newsgen.store.record_rows import row_of
from tests.support.command import Run
from tests.support.everything import everything
from tests.support.limits import build_under, without_root_s_privileges
from tests.support.problems import Placed
from tests.support.site import CONFIG, SiteFolder, tree
from tests.support.surroundings import Surroundings, shouting

EXTENSION = "markdown: {extensions: [shout]}\n"
PAGE = "world/2024/11/one.html"


@pytest.fixture
def surroundings(tmp_path: Path) -> Surroundings:
    return Surroundings(tmp_path / "surroundings")


def found(run: Run) -> list[Placed]:
    """The problems in a report in JSON."""
    return [
        Placed(one["path"], one["line"], one["column"], one["code"], one["severity"])
        for one in json.loads(run.out)["problems"]
    ]


def with_extension(site: SiteFolder) -> None:
    site.write("newsgen.yaml", CONFIG + EXTENSION)
    site.article("world/one.md", "The vote.\n")
    site.article("world/two.md", "Another text.\n")


def assert_clean(surroundings: Surroundings, site: SiteFolder, tmp_path: Path) -> None:
    """Builds, and compares with a build from nothing."""
    run, clean = surroundings.build(site), surroundings.clean(site, tmp_path / "clean")
    assert (run.code, site.tree()) == (clean.code, tree(tmp_path / "clean" / "dist"))


# Markdown extensions


def test_an_extension_that_nobody_installed_is_told_by_its_file(
    site: SiteFolder, surroundings: Surroundings, tmp_path: Path
) -> None:
    with_extension(site)
    surroundings.module("shout.py", shouting("VOTE"))
    assert 0 == surroundings.build(site).code
    assert "The VOTE." in site.page(PAGE)
    surroundings.module("shout.py", shouting("POLL"))
    assert_clean(surroundings, site, tmp_path)
    assert "The POLL." in site.page(PAGE)


def test_an_extension_is_told_by_what_it_imports_too(
    site: SiteFolder, surroundings: Surroundings, tmp_path: Path
) -> None:
    with_extension(site)
    surroundings.module("words/__init__.py", "")
    surroundings.module("words/loud.py", "WORD = 'VOTE'\n")
    source = shouting("").replace("''", "WORD").replace("'vote', WORD", "'vote', loud.WORD")
    surroundings.module("shout.py", "from words import loud\n" + source)
    assert 0 == surroundings.build(site).code
    assert "The VOTE." in site.page(PAGE)
    surroundings.module("words/loud.py", "WORD = 'POLL'\n")
    assert_clean(surroundings, site, tmp_path)
    assert "The POLL." in site.page(PAGE)


def test_an_extension_of_an_entry_point_is_told_by_its_package(
    site: SiteFolder, surroundings: Surroundings, tmp_path: Path
) -> None:
    with_extension(site)
    surroundings.describe("loud", "1.0", "shout = loud.shouts:ShoutExtension")
    surroundings.module("loud/__init__.py", "")
    surroundings.module("loud/shouts.py", shouting("VOTE"))
    assert 0 == surroundings.build(site).code
    assert "The VOTE." in site.page(PAGE)
    surroundings.module("loud/shouts.py", shouting("POLL"))
    assert_clean(surroundings, site, tmp_path)


def test_another_release_of_anything_counts_where_extensions_are_named(
    site: SiteFolder, surroundings: Surroundings, tmp_path: Path
) -> None:
    with_extension(site)
    surroundings.describe("words_of_others", "1.0")
    source = shouting("{version}").replace(
        "'{version}'", "__import__('importlib.metadata').metadata.version('words_of_others')"
    )
    surroundings.module("shout.py", source)
    assert 0 == surroundings.build(site).code
    assert "The 1.0." in site.page(PAGE)
    surroundings.describe("words_of_others", "2.0")
    assert_clean(surroundings, site, tmp_path)
    assert "The 2.0." in site.page(PAGE)


def test_an_extension_that_changes_nothing_renders_nothing(
    site: SiteFolder, surroundings: Surroundings
) -> None:
    with_extension(site)
    surroundings.module("shout.py", shouting("VOTE"))
    assert 0 == surroundings.build(site).code
    surroundings.module("shout.py", shouting("VOTE") + "# A word about it.\n")
    report = json.loads(surroundings.build(site, "--format", "json").out)
    assert [0, 0] == [report["rendered"], report["deleted"]]


def test_an_extension_is_missing_then_installed_then_gone(
    site: SiteFolder, surroundings: Surroundings, tmp_path: Path
) -> None:
    with_extension(site)
    missing = Placed("newsgen.yaml", 3, 25, "NG300")
    for _ in range(2):
        run = surroundings.build(site, "--format", "json")
        assert (1, [missing]) == (run.code, found(run))
    file = surroundings.module("shout.py", shouting("VOTE"))
    assert_clean(surroundings, site, tmp_path)
    before = site.tree()
    assert "The VOTE." in site.page(PAGE)
    file.unlink()
    run = surroundings.build(site, "--format", "json")
    assert (1, [missing], before) == (run.code, found(run), site.tree())


@pytest.mark.parametrize("source", ["import no_such_library\n", "1 / 0\n", "what is this\n", ""])
def test_an_extension_that_fails_at_loading_is_named(
    site: SiteFolder, surroundings: Surroundings, source: str
) -> None:
    with_extension(site)
    surroundings.module("shout.py", source)
    run = surroundings.build(site, "--format", "json")
    assert (1, [Placed("newsgen.yaml", 3, 25, "NG300")]) == (run.code, found(run))


def test_an_extension_that_fails_over_a_text_is_named_there(
    site: SiteFolder, surroundings: Surroundings
) -> None:
    with_extension(site)
    surroundings.module("shout.py", shouting("VOTE").replace("text.replace", "{}[text].replace"))
    run = surroundings.build(site, "--format", "json")
    articles = ["content/articles/world/one.md", "content/articles/world/two.md"]
    assert (1, [Placed(one, 6, 1, "NG301") for one in articles]) == (run.code, found(run))
    surroundings.module("shout.py", shouting("VOTE"))
    assert 0 == surroundings.build(site).code


def test_no_extension_has_no_code() -> None:
    assert "" == extension_code(())
    assert len({extension_code(("admonition",)), extension_code(("no_such",)), ""}) == 3


# Time zones


def test_other_rules_of_the_time_zone_are_seen(
    site: SiteFolder, surroundings: Surroundings, tmp_path: Path
) -> None:
    site.write("newsgen.yaml", CONFIG + "timezone: Test/Town\n")
    site.article("world/one.md", date="2024-11-18 23:30")
    site.article("world/two.md", date="2024-11-18T12:00:00Z")
    surroundings.zone("Test/Town", 3600)
    assert 0 == surroundings.build(site).code
    assert "13:00" in site.page("world/2024/11/two.html").replace("1:00 PM", "13:00")
    surroundings.zone("Test/Town", 7200)
    assert_clean(surroundings, site, tmp_path)
    assert "2:00" in site.page("world/2024/11/two.html")


def test_a_time_zone_is_gone_then_there_again(site: SiteFolder, surroundings: Surroundings) -> None:
    site.write("newsgen.yaml", CONFIG + "timezone: Test/Town\n")
    site.article("world/one.md")
    unknown = Placed("newsgen.yaml", 3, 11, "NG051")
    surroundings.zone("UTC", 0)
    run = surroundings.build(site, "--format", "json")
    assert (1, [unknown]) == (run.code, found(run))
    surroundings.zone("Test/Town", 3600)
    assert 0 == surroundings.build(site).code
    shutil.rmtree(surroundings.zones / "Test")
    run = surroundings.build(site, "--format", "json")
    assert (1, [unknown]) == (run.code, found(run))


def test_a_machine_without_time_zones_is_told_what_to_install(
    site: SiteFolder, surroundings: Surroundings
) -> None:
    site.article("world/one.md")
    surroundings.zones.mkdir()
    run = surroundings.build(site, "--format", "json")
    assert (1, [Placed("newsgen.yaml", 0, 0, "NG051")]) == (run.code, found(run))
    assert "tzdata" in run.out


# Babel's tables


def changed_table(package: Path, name: str, month: str) -> None:
    """Gives November another name in one of Babel's tables."""
    file = package / "locale-data" / name
    table = pickle.loads(file.read_bytes())
    table["months"]["format"]["wide"][11] = month
    file.unlink(missing_ok=True)
    file.write_bytes(pickle.dumps(table))


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_a_changed_table_of_a_language_is_seen(
    site: SiteFolder, surroundings: Surroundings, tmp_path: Path, lang: str
) -> None:
    package = surroundings.library("babel")
    site.article("world/one.md")
    site.article("world/other.md", lang=lang)
    assert 0 == surroundings.build(site).code
    changed_table(package, f"{lang}.dat", "Brumaire")
    assert_clean(surroundings, site, tmp_path)
    page = "world/2024/11/other.html" if lang == "en" else f"{lang}/world/2024/11/other.html"
    assert "Brumaire" in site.page(page)


def test_a_changed_table_of_another_language_renders_nothing(
    site: SiteFolder, surroundings: Surroundings
) -> None:
    package = surroundings.library("babel")
    site.article("world/one.md")
    assert 0 == surroundings.build(site).code
    changed_table(package, "de.dat", "Brumaire")
    report = json.loads(surroundings.build(site, "--format", "json").out)
    assert 0 == report["rendered"]


def test_the_tables_of_a_language_are_all_that_babel_asks() -> None:
    names = localedata.locale_identifiers()
    known = frozenset(names) | {"root"}
    missed = {}
    for name in names[::3]:
        localedata._cache.clear()
        tag = name.replace("_", "-")
        localedata.load(str(Locale.parse(tag, sep="-")))
        tables = tables_of(tag, known)
        if tables is not None and not localedata._cache.keys() <= set(tables):
            missed[tag] = set(localedata._cache) - set(tables)
    assert {} == missed


# Libraries


def test_another_file_of_a_library_is_seen(site: SiteFolder, surroundings: Surroundings) -> None:
    package = surroundings.library("markdown")
    site.article("world/one.md")
    assert 0 == surroundings.build(site).code
    report = json.loads(surroundings.build(site, "--format", "json").out)
    assert 0 == report["rendered"]
    (package / "patched.py").write_text("")
    # As a file of another build of the same release, which is as old as the others.
    os.utime(package / "patched.py", (0, 0))
    report = json.loads(surroundings.build(site, "--format", "json").out)
    assert report["rendered"] > 0
    (package / "patched.py").write_text("pass")
    report = json.loads(surroundings.build(site, "--format", "json").out)
    assert report["rendered"] > 0
    before = (package / "patched.py").stat()
    (package / "patched.py").write_text("None")
    report = json.loads(surroundings.build(site, "--format", "json").out)
    assert before.st_size == (package / "patched.py").stat().st_size
    assert report["rendered"] > 0


@pytest.mark.long
def test_libraries_of_unverified_releases_do_their_work_themselves(
    tmp_path: Path, surroundings: Surroundings
) -> None:
    site = everything(tmp_path / "site")
    assert 0 == surroundings.clean(site, tmp_path / "short").code
    for imported in RELEASES:
        surroundings.library(imported, "99.1.2")
    code = (
        "import sys\nfrom newsgen.cli import main\n"
        "try:\n    main()\nexcept SystemExit as ended:\n    assert not ended.code, ended.code\n"
        "print('LOADED', *(name for name in sys.argv[0].split() if name in sys.modules))\n"
    )
    ours = [
        "newsgen.rendering.jinja_codegen",
        "newsgen.reading.markdown.fastmarkdown.installation",
        "newsgen.reading.yaml.plain_yaml",
    ]
    theirs = ["nh3", "babel.lists", "markdown"]
    watched = " ".join([*ours, *theirs])
    run = surroundings.run(
        sys.executable, "-c", f"import sys; sys.argv[0] = {watched!r}\n{code}", "build",
        "--site", site.root, "--output", tmp_path / "long" / "dist", "--state", tmp_path / "long",
        "--now", "2024-12-01T00:00:00Z", "--jobs", "1",
    )  # fmt: skip
    assert ["LOADED", *theirs] == run.out.splitlines()[-1].split(), run.err
    assert tree(tmp_path / "short" / "dist") == tree(tmp_path / "long" / "dist")


def test_the_releases_of_all_libraries_are_told() -> None:
    assert "" not in {release_of(*names) for names in LIBRARIES.items()}


# Circumstances


@pytest.mark.parametrize("code", sorted(OF_CIRCUMSTANCES))
def test_a_mistake_that_lies_outside_of_a_file_is_not_remembered_against_it(code: str) -> None:
    problem = Problem(path="a.md", code=code, message="", hint="")
    for one in (problem, warning(problem)):
        record = FileRecord(path="a.md", kind="article", digest="", problems=(one,))
        assert not row_of(ReadFile(record=record)).is_lasting


def test_a_mistake_in_the_bytes_of_a_file_is_remembered() -> None:
    problem = Problem(path="a.md", code="NG012", message="", hint="")
    record = FileRecord(path="a.md", kind="article", digest="", problems=(problem,))
    assert row_of(ReadFile(record=record)).is_lasting


def test_a_file_that_could_not_be_read_is_read_as_soon_as_it_can(site: SiteFolder) -> None:
    site.article("world/one.md")
    path = site.article("world/two.md")
    site.file(path).chmod(0)
    # From then on its stat alone would prove that it is the file that was seen.
    time.sleep(RACY_NS / 1e9 + 0.1)
    for _ in range(2):
        run = build_under(site.root, without_root_s_privileges, "--format", "json")
        assert [Placed(path, 0, 0, "NG072")] == found(run)
    # As another user, who may read it: nothing of the file changed.
    assert not site.build().failed
    assert (site.dist / "world/2024/11/two.html").is_file()
