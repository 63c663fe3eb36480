"""The rooms of the house stay apart: what each package may know, read from the source itself."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import newsgen
from tests.support.command import into_dist
from tests.support.pictures import png
from tests.support.site import CONFIG, SiteFolder

PACKAGE = Path(newsgen.__file__).parent

ORDER = (
    "model", "reading", "schemas", "catalog", "planning", "rendering", "desk", "runtime", "plugins",
    "parallel", "store", "images", "output", "build", "library", "serving", "starter", "importing", "manual",
    "commands", "cli", "launch", "__main__",
)  # fmt: skip
"""A package imports from those before it, and from itself."""

ORDER_OF_READING = ("urls", "files", "libraries", "yaml", "images", "markdown", "content")
"""The same of what is in `reading`."""

PURE = ("model", "catalog", "planning", "rendering", "desk")
"""Same arguments, same result: time, environment and folder are arguments."""

IMPURE_MODULES = {
    # the clock
    "time", "sched",
    # the file system and the environment
    "os", "os.path", "io", "shutil", "tempfile", "glob", "fileinput", "mmap", "stat", "fcntl",
    "importlib.resources", "importlib.metadata", "sqlite3", "dbm", "shelve", "platform", "getpass",
    "locale", "sys",
    # chance
    "random", "secrets", "uuid",
    # other processes, threads and machines
    "subprocess", "multiprocessing", "concurrent.futures", "threading", "asyncio", "signal",
    "socket", "ssl", "http.client", "urllib.request", "ctypes", "logging",
}  # fmt: skip
PURE_NAMES = {"pathlib": {"PurePath", "PurePosixPath", "PureWindowsPath"}}
"""Of these modules, only these names."""

IMPURE_CALLS = {
    "open", "input", "print", "eval", "exec", "compile", "__import__", "breakpoint", "hash", "id",
    "datetime.now", "datetime.today", "datetime.utcnow", "date.today",
    "datetime.datetime.now", "datetime.datetime.today", "datetime.date.today",
}  # fmt: skip
"""The clock, files, and what differs from one process to the next."""

CALLS_AT_IMPORT = {
    # a table of values
    "frozenset", "tuple", "dict", "dict.fromkeys", "bytes", "ord", "range", "re.compile", "TypeVar",
    "NamedTuple",
    # what a decorator or a class makes of a definition
    "dataclass", "field", "cache", "lru_cache", "contextmanager",
}  # fmt: skip
"""What a module may call while it is imported, beside its own and imported classes."""

CLICK = "click."
"""A command is declared by calls; that is how its library reads."""

VAGUE = {"utils", "util", "helpers", "helper", "manager", "misc", "common", "process", "data"}
MAX_LINES = 400
"""From 300 on a module is asked whether it has two responsibilities; none is cut by its length alone."""
TABLES = {"model/codes.py", "model/languages.py", "model/views.py"}
"""Modules that are one long table."""


class Import:
    """One import: where it stands, of which module, and which name of it ("" for the whole)."""

    def __init__(self, file: Path, node: ast.stmt, module: str, name: str) -> None:
        self.place = f"{file.relative_to(PACKAGE).as_posix()}:{node.lineno}"
        self.module = module
        self.name = name

    @property
    def room(self) -> str:
        """The package of newsgen that is imported from; "" for another library."""
        parts = [*self.module.split("."), self.name]
        return parts[1] if parts[0] == "newsgen" else ""

    def __str__(self) -> str:
        return f"{self.place} imports {self.module}{':' if self.name else ''}{self.name}"


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(file: Path) -> str:
    """The package that a module is in; a module at the top is its own."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def imports_of(file: Path) -> Iterator[Import]:
    """All imports of a module, those inside functions among them."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            yield from (Import(file, node, one.name, "") for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            yield from (Import(file, node, str(node.module), one.name) for one in node.names)


def calls_of(file: Path) -> Iterator[tuple[str, str]]:
    """Where each call of a module stands and what it calls, as written."""
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Call):
            place = f"{file.relative_to(PACKAGE).as_posix()}:{node.lineno}"
            yield place, ast.unparse(node.func)


def pure_modules() -> list[Path]:
    return [file for file in modules() if room_of(file) in PURE]


def test_every_package_has_its_place_in_the_order() -> None:
    rooms = {room_of(file) for file in modules()} - {"__init__"}
    assert set() == rooms - set(ORDER)


def test_imports_run_downwards_only() -> None:
    upwards = [
        str(one)
        for file in modules()
        if room_of(file) in ORDER
        for one in imports_of(file)
        if one.room in ORDER and ORDER.index(one.room) > ORDER.index(room_of(file))
    ]
    assert [] == upwards


def test_the_imports_of_reading_run_downwards_only() -> None:
    reading = PACKAGE / "reading"
    upwards = [
        str(one)
        for file in reading.rglob("*.py")
        for one in imports_of(file)
        if one.module.startswith("newsgen.reading.")
        and ORDER_OF_READING.index(one.module.split(".")[2])
        > ORDER_OF_READING.index(file.relative_to(reading).parts[0].removesuffix(".py"))
    ]
    assert [] == upwards


def test_the_command_line_knows_nothing_but_the_commands() -> None:
    known = {one.room for one in imports_of(PACKAGE / "cli.py")}
    assert {"", "__version__", "commands"} >= known


def test_no_command_knows_another() -> None:
    verbs = {
        f"newsgen.commands.{file.stem}"
        for file in (PACKAGE / "commands").glob("*.py")
        if any(called == "click.command" for _, called in calls_of(file))
    }
    assert verbs
    known = [
        str(one)
        for file in (PACKAGE / "commands").rglob("*.py")
        for one in imports_of(file)
        if one.module in verbs
    ]
    assert [] == known


def test_the_kinds_of_output_know_nothing_of_each_other() -> None:
    known = [
        str(one)
        for file in (PACKAGE / "planning/outputs").glob("*.py")
        for one in imports_of(file)
        if one.module.startswith("newsgen.planning.outputs")
    ]
    assert [] == known


@pytest.mark.parametrize("room", PURE)
def test_a_pure_package_imports_no_clock_no_files_no_environment_and_no_chance(room: str) -> None:
    impure = [
        str(one)
        for file in pure_modules()
        if room_of(file) == room
        for one in imports_of(file)
        if one.module in IMPURE_MODULES
        or f"{one.module}.{one.name}" in IMPURE_MODULES
        or one.name not in PURE_NAMES.get(one.module, {one.name})
    ]
    assert [] == impure


def test_a_pure_package_calls_nothing_that_differs_from_one_run_to_the_next() -> None:
    impure = [
        f"{place} calls {called}"
        for file in pure_modules()
        for place, called in calls_of(file)
        if called in IMPURE_CALLS
    ]
    assert [] == impure


def test_only_rendering_knows_jinja_and_only_reading_knows_markdown() -> None:
    homes = {"jinja2": {"rendering", "reading"}, "markdown": {"reading"}, "babel": {"rendering"}}
    # Compiled templates are kept on disk, and a machine has a zone, of which rendering knows nothing.
    effects = {"FileSystemBytecodeCache": "build", "get_localzone": "commands"}
    strangers = [
        str(one)
        for file in modules()
        for one in imports_of(file)
        if room_of(file) not in homes.get(one.module.partition(".")[0], {room_of(file)})
        and room_of(file) != effects.get(one.name)
    ]
    assert [] == strangers


def test_a_module_does_nothing_while_it_is_imported() -> None:
    work = [
        f"{file.relative_to(PACKAGE).as_posix()}:{node.lineno} calls {ast.unparse(node.func)}"
        for file in modules()
        if room_of(file) not in ("__main__", "cli")
        for node in _calls_at_import(tree_of(file))
        if not _is_declaration(ast.unparse(node.func))
    ]
    assert [] == work


def _calls_at_import(node: ast.AST) -> Iterator[ast.Call]:
    """The calls that importing a module makes: what stands in no function's body."""
    if isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        defaults = [one for one in node.args.kw_defaults if one is not None]
        for part in (*node.decorator_list, *node.args.defaults, *defaults):
            yield from _calls_at_import(part)
        return
    if isinstance(node, ast.Call):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _calls_at_import(child)


def _is_declaration(called: str) -> bool:
    """Whether the call makes a value: a table, a pattern, a record (a name in CamelCase)."""
    name = called.rpartition(".")[2].lstrip("_")
    is_class = name[:1].isupper()
    is_method_of_a_table = called.partition(".")[0].isupper() and name in (
        "items",
        "keys",
        "values",
    )
    return (
        called in CALLS_AT_IMPORT
        or called.startswith(CLICK)
        or (is_class and name not in ("Path", "Popen", "Environment", "Markdown", "Cleaner"))
        or is_method_of_a_table
        or called in OWN_TABLES
    )


OWN_TABLES = {
    "_seen_as",
    # the shapes of values in newsgen.schemas
    "text", "required_text", "texts", "flag", "whole", "choice", "moment", "required_moment",
    "language", "url", "contact", "mapping", "either", "list_of", "by_language", "one_of_keys",
    "own_keys", "urls", "license_name", "did", "fediverse",
}  # fmt: skip
"""Functions of newsgen that make one row of a table."""


def test_no_name_of_a_module_is_vague() -> None:
    vague = [
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*")
        if file.suffix in (".py", "") and file.stem in VAGUE and file.stem != "__pycache__"
    ]
    assert [] == vague


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    long = {
        name: lines
        for file in modules()
        if (name := file.relative_to(PACKAGE).as_posix()) not in TABLES
        if (lines := len(file.read_text("utf-8").splitlines())) > MAX_LINES
    }
    assert {} == long


HEAVY = (
    "yaml", "rich", "babel", "markdown", "nh3", "jinja2", "PIL", "multiprocessing", "asyncio",
    "concurrent.futures", "distributed", "starlette", "uvicorn", "watchfiles", "newsgen.serving",
    "newsgen.importing", "html_to_markdown", "mammoth", "docutils",
)  # fmt: skip

MAKERS = (
    "newsgen.catalog", "newsgen.planning.plan", "newsgen.rendering", "newsgen.reading.content.read",
    "newsgen.store.catalog_index", "newsgen.build.checked_commit", "zoneinfo", "shutil",
)  # fmt: skip


def loaded_by(*arguments: str | Path, of: tuple[str, ...] = HEAVY) -> set[str]:
    """Which of these modules a run of the command loads."""
    code = (
        "import sys, contextlib\n"
        "from newsgen.cli import main\n"
        "with contextlib.suppress(SystemExit): main()\n"
        f"print('LOADED', *(name for name in {of!r} if name in sys.modules))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=True,
    )
    return set(run.stdout.splitlines()[-1].split()[1:])


def test_the_version_is_said_without_loading_a_library_that_it_does_not_need() -> None:
    assert set() == loaded_by("--version")


def test_a_build_with_nothing_to_do_loads_neither_markdown_nor_templates(site: SiteFolder) -> None:
    site.article("world/one.md", "Words[^1] and <b>more</b>.\n\n[^1]: A note.\n")
    arguments = into_dist(site.root)
    assert {"markdown", "nh3", "jinja2"} <= loaded_by(*arguments)
    assert set() == loaded_by(*arguments)


@pytest.mark.parametrize("lang", ["en", "uk"])
def test_a_build_after_an_everyday_edit_loads_only_what_renders(
    site: SiteFolder, lang: str
) -> None:
    site.write("newsgen.yaml", f"{CONFIG}language: {lang}\n")
    site.article("world/one.md")
    arguments = into_dist(site.root)
    loaded_by(*arguments)
    site.article("world/one.md", "## A heading\n\nA [link](https://a.example/b) *and* more.\n")
    # python-frontmatter, which splits every file, loads PyYAML itself.
    rare = (*HEAVY, "frontmatter", "xml.etree", "logging", "email", "subprocess")
    assert {"frontmatter", "jinja2", "yaml"} == loaded_by(*arguments, of=rare)


def test_a_build_with_nothing_to_do_loads_neither_catalogue_nor_planner(site: SiteFolder) -> None:
    site.article("world/one.md")
    arguments = into_dist(site.root)
    assert set(MAKERS) == loaded_by(*arguments, of=MAKERS)
    assert set() == loaded_by(*arguments, of=MAKERS)


def test_a_build_in_which_no_picture_changed_does_not_load_what_makes_them(
    site: SiteFolder,
) -> None:
    site.write("content/media/a.png", png())
    site.article("world/one.md", "![A](media/a.png)\n", image="media/a.png")
    arguments = into_dist(site.root)
    assert "PIL" in loaded_by(*arguments)
    assert set() == loaded_by(*arguments)
    site.article("world/one.md", "![B](media/a.png)\n", image="media/a.png")
    loaded = loaded_by(*arguments)
    assert "jinja2" in loaded and "PIL" not in loaded
    shutil.rmtree(site.dist)
    assert "PIL" not in loaded_by(*arguments)
