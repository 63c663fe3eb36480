"""The documentation can be typed: its commands run, its options exist, its tutorial ends as it says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from newsgen.cli import COMMANDS, cli, module_of
from tests.support.pictures import png

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"
PAGES = (
    ROOT / "README.md",
    ROOT / "newsgen" / "starter" / "site" / "other" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
)

ONLY_READ = {
    "newsgen serve": "runs until somebody ends it",
    "newsgen build --executor": "needs a cluster of other machines",
}
"""Beginnings of commands that are held against the command's options and not run."""

OF_OTHER_THINGS = {
    "performance.md": "the benchmarks have options of their own",
    "templates.md": "design tokens begin with two dashes, too",
}
"""Pages on which what begins with two dashes is no option of newsgen."""

OF_OTHERS = {
    "--size-only": "aws",
    "--nthreads": "dask",
}
"""Options that pages name of other programs."""

_ENDS = frozenset({"&&", "||", ";", "|", "&", "{", "}", "(", ")"})
_SENDS = frozenset({">", ">>", "<"})


class Block(NamedTuple):
    """A fenced block and the paragraph before it."""

    before: str
    language: str
    text: str


def blocks(page: Path) -> list[Block]:
    fence = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
    text = page.read_text("utf-8")
    found, end = [], 0
    for match in fence.finditer(text):
        before = text[end : match.start()].strip().rpartition("\n\n")[2]
        found.append(Block(before, match[1], match[2]))
        end = match.end()
    return found


def commands(block: Block) -> Iterator[list[str]]:
    """The words of each command of newsgen in a block of a shell, and of each change of folder."""
    if block.language not in ("sh", "console"):
        return
    for line in block.text.splitlines():
        if block.language == "console":
            if not line.startswith("$ "):
                continue
            line = line.removeprefix("$ ")
        if "newsgen " not in line and not line.startswith("cd "):
            continue
        words: list[str] = []
        for word in [*_words(line), ";"]:
            if word in _ENDS:
                if (words and words[0].rpartition("/")[2] == "newsgen") or words[:1] == ["cd"]:
                    yield [words[0].rpartition("/")[2], *_without_files(words[1:])]
                words = []
            else:
                words.append(word)


def _words(line: str) -> list[str]:
    lexer = shlex.shlex(line, posix=True, punctuation_chars=";&|<>{}()")
    lexer.commenters = "#"
    lexer.whitespace_split = True
    return list(lexer)


def _without_files(words: list[str]) -> list[str]:
    """The words without those that say where the output goes."""
    return [
        word
        for place, word in enumerate(words)
        if word not in _SENDS and (place == 0 or words[place - 1] not in _SENDS)
    ]


def verb_command(verb: str) -> click.Command:
    command: click.Command = getattr(import_module(module_of(verb)), f"{verb}_command")
    return command


def options(verb: str) -> set[str]:
    return {
        "--help",
        *(
            name
            for parameter in verb_command(verb).params
            if isinstance(parameter, click.Option)
            for name in (*parameter.opts, *parameter.secondary_opts)
        ),
    }


def is_there(words: list[str]) -> bool:
    """Whether the verb is one that can be tried; a verb that nobody knows is a mistake of the page."""
    verb = words[1]
    assert verb.startswith("-") or verb in COMMANDS, f"There is no newsgen {verb}"
    return True


def run(words: list[str]) -> str:
    """What the command prints; fails where it does not end well."""
    line = shlex.join(words)
    beginning = next((one for one in ONLY_READ if line.startswith(one)), None)
    if beginning is not None:
        verb_command(words[1]).make_context(words[1], words[2:])
        return ""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = cli.main(words[1:], prog_name="newsgen", standalone_mode=False)
    assert code in (None, 0), f"{line}\n{out.getvalue()}{err.getvalue()}"
    return out.getvalue() + err.getvalue()


@pytest.fixture(scope="module")
def a_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site in a repository that has another one called origin, with an article that pages name."""
    site = tmp_path_factory.mktemp("documented") / "site"
    run(["newsgen", "init", str(site), "--url", "https://example.org/"])
    named = site / "content/articles/world/strike.md"
    named.parent.mkdir()
    (site / "old-site/_posts").mkdir(parents=True)
    (site / "old-site/_posts/2019-03-04-bridge.md").write_text("---\ntitle: Bridge\n---\nText.\n")
    (site / "from-elsewhere").mkdir()
    (site / "from-elsewhere/2024-11-18 Bridge.txt").write_text("Bridge closed\nNobody knows.\n")
    named.write_text("---\nheadline: A strike\ndate: 2024-11-18\nsources: [Reuters]\n---\nText.\n")
    if shutil.which("git") is None:
        pytest.skip("needs git")
    for words in (
        "init --quiet",
        "add --all",
        "-c user.name=N -c user.email=n@example.org -c commit.gpgsign=false commit --quiet -m Begin",
        "update-ref refs/remotes/origin/main HEAD",
    ):
        subprocess.run(["git", *words.split()], cwd=site, check=True)
    return site


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_on_the_page_runs(
    page: Path, a_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [words for block in blocks(page) for words in commands(block)]
    if page == TUTORIAL or not any(words[0] == "newsgen" for words in found):
        return
    folder = tmp_path / "site"
    shutil.copytree(a_site, folder)
    monkeypatch.chdir(folder)
    done: list[list[str]] = []
    for words in found:
        if words[0] == "cd":
            if len(words) == 2 and Path(words[1]).is_dir() and not Path(words[1]).is_absolute():
                monkeypatch.chdir(words[1])
        elif words not in done and is_there(words):
            # A folder for things of the moment is one of this test's.
            run([word.replace("/tmp/", f"{tmp_path}/") for word in words])
            done.append(words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_that_the_page_names_is_there(page: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    known = {name for verb in COMMANDS for name in options(verb)} | {"--version"}
    for code in re.findall(r"`([^`\n]+)`", prose):
        named = set(re.findall(r"(?<![\w-])--[a-z][\w-]+", code))
        if code.startswith("newsgen "):
            words = _words(code)
            if is_there(words) and words[1] in COMMANDS:
                assert named <= options(words[1]), code
        elif code.startswith("--") and page.name not in OF_OTHER_THINGS:
            assert named <= known | OF_OTHERS.keys(), code


def test_the_tutorial_ends_with_the_site_that_it_describes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # The zone of the new site, and so of what its builds say.
    monkeypatch.setenv("TZ", "UTC")
    said = ""
    for block in blocks(TUTORIAL):
        for words in commands(block):
            if words[0] == "cd":
                monkeypatch.chdir(words[1])
            elif is_there(words):
                said = run(words)
        if block.language == "console":
            shown = [line for line in block.text.splitlines() if not line.startswith("$ ")]
            assert shown == [line for line in said.splitlines() if line in shown]
        follow(block)

    published = {
        file.relative_to("dist").as_posix(): file.read_text("utf-8")
        for file in Path("dist").rglob("*.html")
    }
    slug = "news/2024/11/us-lets-ukraine-strike-deep-inside-russia.html"
    article = published[slug]
    assert "reaches about 190 miles" in article
    assert "map." in article and "US officials" in article
    assert "Сполучені Штати" in published[f"uk/{slug}"]
    assert "The range of the missiles was given wrongly." in published["corrections.html"]
    assert not any("what-the-missiles-can-reach" in text for text in published.values())
    assert Path("../as-of-2030/news/2030/01/what-the-missiles-can-reach.html").is_file()
    assert "0 errors" in run(["newsgen", "check"])


def follow(block: Block) -> None:
    """Does in the site's files what the tutorial says around the block."""
    picture = re.search(
        r"Put a picture of yours into `([^`]+)` and call it `([^`]+)`", block.before
    )
    if picture:
        Path(picture[1], picture[2]).write_bytes(png(width=900, height=600))
    swap = re.search(r"write `([^`]+)` for `([^`]+)` in `([^`]+)`", block.before)
    if swap:
        file = Path(swap[3])
        text = file.read_text("utf-8")
        assert swap[2] in text
        file.write_text(text.replace(swap[2], swap[1]), "utf-8")
    files = re.findall(r"`(content/[^`]+\.(?:md|yaml)|newsgen\.yaml)`", block.before)
    if not files or block.language not in ("markdown", "yaml"):
        return
    file = Path(files[-1])
    assert file.is_file(), f"{file} is not there yet: {block.before}"
    text = file.read_text("utf-8")
    if block.text.startswith("---\n"):
        text = block.text
    elif block.language == "markdown":
        text = text[: text.index("\n---\n", 4) + 5] + block.text
    elif file.suffix == ".md":
        end = text.index("\n---\n", 4) + 1
        text = _without_keys(text[:end], block.text) + block.text + text[end:]
    else:
        text = f"{_without_keys(text, block.text)}\n{block.text}"
    file.write_text(text, "utf-8")


def _without_keys(yaml: str, keys: str) -> str:
    """The YAML without the top-level keys that are in the other, whether switched off or not."""
    for key in re.findall(r"^(\w+):", keys, re.MULTILINE):
        yaml = re.sub(rf"^(?:# )?{key}:.*\n(?:[ -].*\n)*", "", yaml, flags=re.MULTILINE)
    return yaml
