"""What verbs call of plugins: deploy targets and importers."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgen.build.list_plugins import list_plugins
from newsgen.plugins.importers import path_fault
from tests.support.command import Run, newsgen_here
from tests.support.plugins import FILE, named, plugin, with_plugin
from tests.support.site import SiteFolder

TARGET = """
def deploy(published):
    yield f"to {published.url} from {published.folder.name}"
    for path in published.files:
        yield path
"""
TARGETS = 'deploy_targets=(DeployTarget(name="told", deploy=deploy),)'

IMPORTER = """
def read(source):
    for line in source.read_text().splitlines():
        path, _, content = line.partition("=")
        yield ImportedFile(path=path, content=content)
"""
IMPORTERS = 'importers=(Importer(name="lines", read=read),)'


@pytest.fixture
def built(site: SiteFolder) -> SiteFolder:
    """A site with a deploy target, built by the command."""
    site.article("world/one.md")
    with_plugin(site, plugin(TARGETS, TARGET))
    assert 0 == newsgen_here("build", "--site", site.root, "--jobs", "1").code
    return site


def deployed(site: SiteFolder, name: str = "told", *more: str | Path) -> Run:
    return newsgen_here("deploy", name, "--site", site.root, *more)


def imported(site: SiteFolder, content: str, name: str = "lines") -> Run:
    source = site.root.parent / "source.txt"
    source.write_text(content)
    return newsgen_here("import", name, source, "--site", site.root)


# Deploying


def test_a_target_is_given_the_outputs_of_newsgen_alone(built: SiteFolder) -> None:
    built.write("dist/of-others.txt", "Mine.")
    run = deployed(built)
    first, *paths, last = run.err.splitlines()
    assert (0, "", "to https://test.example/ from dist") == (run.code, run.out, first)
    assert sorted(built.tree().keys() - {"of-others.txt"}) == paths
    assert f"Deployed by told: {len(paths)} files." == last


def test_what_is_older_than_the_content_is_not_deployed(built: SiteFolder) -> None:
    path = built.article("world/two.md")
    before = built.tree()
    run = deployed(built)
    assert 1 == run.code
    assert "error NG415: The output folder dist/ is older than the content" in run.err
    assert path in run.err and "newsgen build" in run.err and "to https" not in run.err
    assert before == built.tree(), "nothing is built"
    assert 0 == newsgen_here("build", "--site", built.root, "--jobs", "1").code
    assert 0 == deployed(built).code


@pytest.mark.parametrize(
    ("values", "body", "options"),
    [({"date": "never"}, "Text.\n", ()), ({}, "[x](strike.html)\n", ("--strict",))],
)
def test_what_a_build_refused_is_not_deployed(
    built: SiteFolder, values: dict[str, str], body: str, options: tuple[str, ...]
) -> None:
    built.article("world/two.md", body, **values)
    assert 1 == newsgen_here("build", "--site", built.root, "--jobs", "1", *options).code
    run = deployed(built)
    assert (1, True) == (run.code, "NG415" in run.err)


def test_what_was_never_built_is_not_deployed(site: SiteFolder, tmp_path: Path) -> None:
    site.article("world/one.md")
    with_plugin(site, plugin(TARGETS, TARGET))
    assert "dist/ was never built" in deployed(site).err
    site.build()
    run = deployed(site, "told", "--output", tmp_path / "elsewhere")
    assert (1, True) == (run.code, "was never built" in run.err)


def test_a_build_with_drafts_is_not_deployed(built: SiteFolder) -> None:
    words = ("build", "--site", built.root, "--drafts", "--output", built.dist, "--jobs", "1")
    assert 0 == newsgen_here(*words).code
    run = deployed(built)
    assert (1, True) == (run.code, "built with other settings" in run.err)


def test_an_output_that_others_have_changed_is_named(built: SiteFolder) -> None:
    built.write("dist/index.html", "Another.")
    built.delete("dist/robots.txt")
    run = deployed(built)
    assert 1 == run.code
    assert "not as newsgen left them: index.html, robots.txt." in run.err


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("    yield 'a'\n    raise OSError('no route')\n", "OSError, no route, in ours.py, line 5"),
        ("    yield 7\n", "it yields 7, which is no text"),
        ("    return 'done'\n", "it gives a text, and yields no lines"),
        ("    return None\n", "TypeError"),
        ("    raise SystemExit(0)\n", "SystemExit, 0, in ours.py, line 4"),
    ],
)
def test_a_target_that_fails_is_named_at_its_plugin(
    built: SiteFolder, body: str, said: str
) -> None:
    with_plugin(built, plugin(TARGETS, f"def deploy(published):\n{body}"))
    assert 0 == newsgen_here("build", "--site", built.root, "--jobs", "1").code
    run = deployed(built)
    assert 1 == run.code
    assert "newsgen.yaml:4:5: error NG416: The deploy target `told` of the plugin `ours`" in run.err
    assert said in run.err and "Deployed" not in run.err


def test_lines_of_a_target_are_made_safe_to_print(built: SiteFolder) -> None:
    source = "def deploy(published):\n    yield 'a\\x1b[2Jb'\n"
    with_plugin(built, plugin(TARGETS, source))
    assert 0 == newsgen_here("build", "--site", built.root, "--jobs", "1").code
    assert "a\\x1b[2Jb" in deployed(built).err


def test_an_unknown_name_leads_to_the_nearest(site: SiteFolder) -> None:
    with_plugin(site, plugin(f"{TARGETS}, {IMPORTERS}", f"{TARGET}\n{IMPORTER}"))
    run = deployed(site, "tolt")
    assert 2 == run.code
    assert "no deploy target `tolt`. Did you mean `told`? There are: told." in run.err
    run = imported(site, "", "linse")
    assert (2, True) == (run.code, "Did you mean `lines`? There are: wordpress, ghost" in run.err)
    site.write("newsgen.yaml", "name: The Test Desk\n")
    assert "No plugin of the site adds a deploy target." in deployed(site).err
    assert "There is no importer `lines`. There are: wordpress" in imported(site, "").err


LOCKED = """
from newsgen.output.lock import site_lock
from newsgen.runtime.failures import LockedError


def deploy(published):
    try:
        with site_lock(published.folder.parent / ".newsgen/lock", 0, lambda: None):
            yield "free"
    except LockedError:
        yield "held"
"""


def test_no_build_runs_while_a_target_does(built: SiteFolder) -> None:
    with_plugin(built, plugin(TARGETS, LOCKED))
    assert 0 == newsgen_here("build", "--site", built.root, "--jobs", "1").code
    assert "held" == deployed(built).err.splitlines()[0]


# Importing


def test_what_an_importer_reads_is_written(site: SiteFolder) -> None:
    with_plugin(site, plugin(IMPORTERS, IMPORTER))
    run = imported(
        site,
        "articles/world/sea.md=Sea\narticles/one.md=One\npages/about.md=About\n"
        "people/ada.md=Ada\nmedia/2024/list.csv=1,2\n",
    )
    assert (0, "Written: 2 articles, 1 page, 1 person, 1 other file.\n") == (run.code, run.out)
    assert "newsgen check" in run.err
    assert "Sea" == site.file("content/articles/world/sea.md").read_text()
    assert "1,2" == site.file("content/media/2024/list.csv").read_text()


def test_a_file_that_is_there_is_left_and_the_others_are_written(site: SiteFolder) -> None:
    with_plugin(site, plugin(IMPORTERS, IMPORTER))
    site.write("content/articles/a.md", "Mine.")
    run = imported(site, "articles/a.md=Theirs\narticles/b.md=B\n")
    assert (0, "Written: 1 article.\n") == (run.code, run.out)
    assert "1 file was there already" in run.err and "content/articles/a.md" in run.err
    assert "Mine." == site.file("content/articles/a.md").read_text()
    assert "Written: nothing.\n" == imported(site, "articles/a.md=Theirs\n").out


def test_bytes_are_written_as_they_are(site: SiteFolder) -> None:
    source = (
        "def read(source):\n    yield ImportedFile(path='media/a.pdf', content=b'\\xff\\r\\n')\n"
    )
    with_plugin(site, plugin(IMPORTERS, source))
    assert 0 == imported(site, "").code
    assert b"\xff\r\n" == site.file("content/media/a.pdf").read_bytes()


def test_a_file_that_could_not_be_written_whole_is_not_left(site: SiteFolder) -> None:
    resource = pytest.importorskip("resource")
    with_plugin(site, plugin(IMPORTERS, IMPORTER))
    content = f"articles/a.md=A\narticles/b.md={'b' * 9_000}\narticles/c.md=C\n"
    (site.root.parent / "source.txt").write_text(content)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, hard))
    try:
        run = newsgen_here("import", "lines", site.root.parent / "source.txt", "--site", site.root)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (1, "Written before that: 1 article.\n") == (run.code, run.out)
    assert "error NG07" in run.err
    assert ["articles/a.md"] == [*site.tree(site.file("content"))]


@pytest.mark.parametrize(
    "path",
    [
        "../newsgen.yaml", "articles/../../a.md", "/etc/a.md", "articles//a.md", "articles/./a.md",
        "articles\\a.md", "C:/a.md", "articles/c:a.md", "articles/a\0.md", "articles/a\n.md", "",
        "articles", "a.md", "data/a.md", "Articles/a.md", "sources.yaml", "articles/.hidden.md",
        "articles/a.md~", "articles/a.py", "articles/a", "media/a.html", "media/a.md",
        "pages/CON.md", "articles/a .md/", "articles/a./b.md", "articles/" + "x" * 300 + ".md",
        "articles/cafe\u0301.md", "articles/\udcff.md",
    ],
)  # fmt: skip
def test_a_path_that_is_not_to_be_had_is_refused(path: str) -> None:
    assert path_fault(path)


@pytest.mark.parametrize(
    "path", ["articles/a.md", "articles/b.markdown", "media/a.JPG", "media/x/a.pdf", "pages/é.md"]
)
def test_a_path_of_the_content_is_taken(path: str) -> None:
    assert "" == path_fault(path)


def test_the_documents_that_a_site_allows_are_taken() -> None:
    assert path_fault("media/a.gpx")
    assert "" == path_fault("media/a.gpx", ("gpx",))


@pytest.mark.parametrize(
    ("yielded", "code", "said"),
    [
        ("1 / 0", "NG417", "ZeroDivisionError, division by zero, in ours.py, line 5"),
        ("7", "NG417", "it yields a int and no ImportedFile"),
        ('ImportedFile(path="../x.md", content="")', "NG418", "'../x.md', which is no path"),
        ('ImportedFile(path=7, content="")', "NG418", "the path 7, which is no text"),
        ('ImportedFile(path="articles/b.md", content=7)', "NG418", "a content that is a int"),
        ('ImportedFile(path="articles/b.md", content="\\udcff")', "NG418", "written in UTF-8"),
        ('ImportedFile(path="articles/A.md", content="")', "NG418", "'articles/A.md' twice"),
    ],
)
def test_an_importer_that_fails_is_named_with_what_was_written_before(
    site: SiteFolder, yielded: str, code: str, said: str
) -> None:
    first = 'ImportedFile(path="articles/a.md", content="A")'
    source = f"def read(source):\n    yield {first}\n    yield {yielded}\n"
    with_plugin(site, plugin(IMPORTERS, source))
    run = imported(site, "")
    assert (1, "Written before that: 1 article.\n") == (run.code, run.out)
    assert f"newsgen.yaml:4:5: error {code}: The importer `lines` of the plugin `ours`" in run.err
    assert said in run.err
    assert ["articles/a.md"] == [*site.tree(site.file("content"))]


def test_nothing_is_written_through_a_link(site: SiteFolder, tmp_path: Path) -> None:
    with_plugin(site, plugin(IMPORTERS, IMPORTER))
    (tmp_path / "elsewhere").mkdir()
    site.file("content").mkdir(exist_ok=True)
    try:
        site.file("content/articles").symlink_to(tmp_path / "elsewhere")
    except OSError:
        pytest.skip("needs links")
    run = imported(site, "articles/a.md=A\n")
    assert (1, True) == (run.code, "leads out of content/ by a link" in run.err)
    assert [] == [*(tmp_path / "elsewhere").iterdir()]


# Listing and loading


def test_both_are_listed(site: SiteFolder) -> None:
    with_plugin(site, plugin(f"{TARGETS}, {IMPORTERS}", f"{TARGET}\n{IMPORTER}"))
    run = newsgen_here("plugins", "--site", site.root)
    assert "  deploy targets: told\n  importers: lines\n" in run.out


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ("deploy_targets=(7,)", "no tuple of DeployTarget"),
        ("importers=[]", "no tuple of Importer"),
        ('deploy_targets=(DeployTarget(name="A b", deploy=print),)', "a deploy target 'A b'"),
        ('deploy_targets=(DeployTarget(name="a", deploy=7),)', "without a function `deploy`"),
        ('importers=(Importer(name="", read=print),)', "an importer ''"),
        ('importers=(Importer(name="a", read=None),)', "without a function `read`"),
        ('importers=(Importer(name="text", read=print),)', "`text`, which newsgen has itself"),
    ],
)
def test_what_is_not_of_its_type_is_named(site: SiteFolder, parts: str, said: str) -> None:
    with_plugin(site, plugin(parts))
    (problem,) = list_plugins(site.root).problems
    assert ("newsgen.yaml", 4, "NG403") == (problem.path, problem.line, problem.code)
    assert said in problem.message
    assert (1, True) == ((run := deployed(site, "a")).code, "NG403" in run.err)
    assert (1, True) == ((run := imported(site, "", "a")).code, "NG403" in run.err)


@pytest.mark.parametrize(
    ("parts", "before", "door"),
    [(TARGETS, TARGET, "deploy target `told`"), (IMPORTERS, IMPORTER, "importer `lines`")],
)
def test_a_name_that_two_plugins_add_is_named(
    site: SiteFolder, parts: str, before: str, door: str
) -> None:
    site.write(FILE, plugin(parts, before))
    site.write("plugins/more.py", plugin(parts, before, name="more"))
    named(site, FILE, "plugins/more.py")
    (problem,) = list_plugins(site.root).problems
    assert (5, "NG404") == (problem.line, problem.code)
    assert f"adds the {door}, which the plugin ours has" in problem.message
