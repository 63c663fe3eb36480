"""The speed layer changes no byte of what Python-Markdown writes.

The documents are Python-Markdown's own test documents, and documents that hypothesis makes of
Markdown's characters and structures. Outputs are compared; where stock Python-Markdown raises,
the speed layer must raise the same.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tarfile
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgen.reading.libraries.verified import is_verified
from newsgen.reading.markdown.fastmarkdown import FastExtension

pytestmark = pytest.mark.skipif(
    not is_verified("markdown"),
    reason=f"the speed layer is not active with Python-Markdown {markdown.__version__}",
)

EXAMPLES = int(os.environ.get("NEWSGEN_IDENTITY_EXAMPLES", "250"))
"""Documents per strategy; the variable makes a longer run of it."""

DIALECT = "newsgen.reading.markdown.commonmark.dialect_extension:CommonMarkExtension"
CLASSIC = ("extra", "sane_lists", "toc")
NEWS = ("extra", "sane_lists", DIALECT, "toc")
EXTENSION_SETS: tuple[tuple[str, ...], ...] = (
    NEWS,
    CLASSIC,
    (DIALECT,),
    *((name,) for name in ("extra", "smarty", "sane_lists", "toc")),
    *((name,) for name in ("fenced_code", "footnotes", "attr_list", "def_list", "tables")),
    *((name,) for name in ("abbr", "md_in_html", "nl2br", "admonition", "legacy_em")),
    (*NEWS, "smarty", "admonition", "nl2br", "wikilinks", "meta"),
)
CONFIGS: dict[str, dict[str, Any]] = {
    "smarty": {"smart_angled_quotes": True, "substitutions": {"ndash": "<hr>"}},
    "toc": {"permalink": True, "baselevel": "2", "toc_depth": "2-4", "title": "Contents"},
    "footnotes": {"UNIQUE_IDS": True, "USE_DEFINITION_ORDER": False},
    "abbr": {"glossary": {"EU": "European Union"}},
}


class Pair:
    """Stock and fast instances with the same set-up, reused from document to document."""

    def __init__(self, extensions: tuple[str, ...], **options: Any) -> None:
        self._make: list[Callable[[], markdown.Markdown]] = [
            lambda: markdown.Markdown(extensions=[*extensions], **options),
            lambda: markdown.Markdown(extensions=[*extensions, FastExtension()], **options),
        ]
        self._instances = [make() for make in self._make]

    def outcomes(self, source: str) -> tuple[str, str]:
        stock, fast = (self._outcome(side, source) for side in (0, 1))
        return stock, fast

    def _outcome(self, side: int, source: str) -> str:
        try:
            instance = self._instances[side].reset()
            return f"{instance.convert(source)}\n--\n{getattr(instance, 'toc', '')}"
        except Exception as error:  # noqa: BLE001 (any exception is an outcome here)
            # Python-Markdown leaves an instance in an undefined state when it raises.
            self._instances[side] = self._make[side]()
            return f"raised {type(error).__name__}"


@cache
def pair(
    extensions: tuple[str, ...], output_format: str = "html", configured: bool = False
) -> Pair:
    configs = {name: CONFIGS[name] for name in extensions if configured and name in CONFIGS}
    if configured and "extra" in extensions:
        configs["extra"] = {name: CONFIGS[name] for name in ("footnotes", "abbr")}
    return Pair(extensions, output_format=output_format, extension_configs=configs)


def assert_equal_output(source: str, extensions: tuple[str, ...], **options: Any) -> None:
    stock, fast = pair(extensions, **options).outcomes(source)
    assert fast == stock


# --- Python-Markdown's own documents ------------------------------------------------------------


@pytest.fixture(scope="module")
def own_documents(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[str]:
    """From the folder that NEWSGEN_MARKDOWN_TESTS names, or from the source distribution."""
    named = os.environ.get("NEWSGEN_MARKDOWN_TESTS")
    if named:
        folder = Path(named)
    else:
        folder = tmp_path_factory.mktemp("markdown")
        _unpack_tests(_source_distribution(request, folder), folder)
    documents = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]
    for path in sorted(folder.rglob("*.py")):
        documents += _documents_in_code(path.read_text(encoding="utf-8"))
    if not documents:
        pytest.skip(f"no test documents of Python-Markdown in {folder}")
    return documents


def _source_distribution(request: pytest.FixtureRequest, folder: Path) -> Path:
    """The archive in the cache; what is not there yet is downloaded by way of the folder."""
    config_cache: pytest.Cache | None = getattr(request.config, "cache", None)
    if config_cache is None:
        pytest.skip("the cache for Python-Markdown's source distribution is switched off")
    cached = config_cache.mkdir(f"markdown-{markdown.__version__}") / "source.tar.gz"
    if not cached.exists():
        wanted = f"markdown=={markdown.__version__}"
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--no-binary", ":all:", "--dest", str(folder), wanted]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=120)
        except (subprocess.SubprocessError, OSError) as error:
            pytest.skip(f"the source distribution of {wanted} cannot be downloaded: {error}")
        (downloaded,) = folder.glob("*.tar.gz")
        # Another process of this run may have put it there meanwhile; each sees it whole.
        half = cached.with_name(f"{os.getpid()}.tar.gz")
        shutil.move(downloaded, half)
        half.replace(cached)
    return cached


def _unpack_tests(archived: Path, folder: Path) -> None:
    with tarfile.open(archived) as archive:
        for member in archive:
            name = Path(member.name)
            if member.isfile() and "tests" in name.parts and name.suffix in (".txt", ".py"):
                content = archive.extractfile(member)
                (folder / "-".join(name.parts[1:])).write_bytes(content.read() if content else b"")


def _documents_in_code(code: str) -> Iterator[str]:
    """The strings of a test module, as its documents are written in place."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 2:
            yield textwrap.dedent(node.value).strip("\n")


@pytest.mark.parametrize(
    "extensions",
    EXTENSION_SETS,
    ids=lambda names: "+".join(name.rpartition(":")[2] for name in names),
)
def test_own_documents_of_python_markdown_come_out_equal(
    own_documents: list[str], extensions: tuple[str, ...]
) -> None:
    # All go through the newsroom's set; through each other set goes every fifth short one, unless
    # the run is meant to be long.
    is_sample = extensions != NEWS and EXAMPLES < 1000
    chosen = [document for document in own_documents if not is_sample or len(document) <= 1500]
    for document in list(dict.fromkeys(chosen))[:: 5 if is_sample else 1]:
        assert_equal_output(document, extensions)


# --- characters ---------------------------------------------------------------------------------

MARKS = " \n\t*_`[]()!<>&;:#=-+.|\"'\\{}^~/@?%$,0129abSé“’—\u00a0\u2028\u0660\x02\x03\r"
TOKENS = (
    *("\n\n", "\n", "    ", "  \n", "> ", "- ", "1. ", "# ", "---", "===", "```\n", ": ", "| "),
    *("**", "*", "__", "_", "`", "``", "[", "](", ")", "![", "][", "[^1]", "[^1]: ", "[a]: /b"),
    *("*[ab]: c", "{: .c }", "{#i}", "<b>", "</b>", "<div>", "</div>", "<!--", "-->", "&amp;"),
    *("&#39;", "&", '"', "'", "--", "...", "<<", ">>", "\\", "a", "b c", "'80s", "a'b", "[TOC]"),
    *("<http://a.b>", "<a@b.c>", "klzzwxh:0000", "wzxhzdk:0", "\x02", "\x03", "!!! note\n", "é"),
)

characters = st.text(st.sampled_from(MARKS), max_size=120)
tokens = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)

# --- structures ---------------------------------------------------------------------------------

words = st.sampled_from(
    (
        *("word", "two words", "EU", "R&D", "snake_case", "it's", "dogs'", "'80s", '"so', 'so,"'),
        *(
            "“so”",
            "--",
            "---",
            "...",
            "\\*",
            "\\[",
            "\\\\",
            "2 * 3",
            "a*b*c",
            "x < y",
            "&copy;",
            "12",
        ),
        *("<https://a.b/c_d>", "<me@a.b>", "<br>", "<i>", "</i>", "<!-- c -->", "[", "]", "é"),
    )
)
addresses = st.sampled_from(
    ("/a_b", "<a b>", "a(b)c", "/a 'title'", '/a "t"', "/a 'b\"", "", "a*b*", "/a (t)", "x'y")
)
names = st.sampled_from(("1", "ref", "Ref Two", "", "EU", "unknown"))


def wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """One level of inline structure around what is inside."""
    marks = st.sampled_from(("*", "**", "***", "_", "__", "`", "``", '"', "'", "~~", "\"'"))
    return st.one_of(
        st.builds(lambda m, t: f"{m}{t}{m}", marks, inner),
        st.builds(lambda m, n, t: f"{m}{t}{n}", marks, marks, inner),
        st.builds(lambda t, a: f"[{t}]({a})", inner, addresses),
        st.builds(lambda t, a: f"![{t}]({a})", inner, addresses),
        st.builds(lambda t, n, s: f"[{t}]{s}[{n}]", inner, names, st.sampled_from(("", " "))),
        st.builds(lambda n: f"[{n}]", names),
        st.builds(lambda n: f"[^{n}]", names),
        st.builds(lambda t: f"*{t}*{{: .c #i k='v' }}", inner),
        st.builds(lambda t: f"<span title='x'>{t}</span>", inner),
        st.builds(lambda t, u: f"{t}  \n{u}", inner, inner),
        st.builds(lambda t, u: f"{t}{u}", inner, inner),
        st.builds(lambda t, u: f"{t} {u}", inner, inner),
    )


spans = st.recursive(words, wrapped, max_leaves=6)
lines = st.lists(spans, min_size=1, max_size=4).map(" ".join)


def indent(text: str, by: str) -> str:
    return "\n".join(by + line for line in text.split("\n"))


leaf_blocks = st.one_of(
    lines,
    lines,
    st.builds(lambda m, t: f"{m} {t}", st.sampled_from(("#", "##", "###", "#######")), lines),
    st.builds(lambda t, u: f"{t}\n{u}", lines, st.sampled_from(("===", "---", "=", "- -"))),
    st.builds(lambda t: f"{t}\n{{: .c #id }}", lines),
    st.builds(lambda t: f"## {t} {{#i .c data-toc-label='L' }}", lines),
    st.builds(lambda t: indent(t, "    "), lines),
    st.builds(lambda f, t: f"{f} python\n{t}\n{f}", st.sampled_from(("```", "~~~")), lines),
    st.builds(lambda n, t: f"[{n}]: /address {t}", names, st.sampled_from(("", "'t'", '"t"'))),
    st.builds(lambda n, t, u: f"[^{n}]: {t}\n\n    {u}", names, lines, lines),
    st.builds(lambda n, t: f"*[{n}]: {t}", st.sampled_from(("EU", "word", "12", "")), lines),
    st.builds(lambda t, u: f"{t}\n:   {u}", lines, lines),
    st.builds(lambda a, b, c: f"{a} | {b}\n--- | :-:\n{c} | `x|y`", spans, spans, spans),
    st.builds(lambda a, b: f"|{a}|\n|---|\n|{b}|", spans, spans),
    st.builds(lambda t: f"<p markdown='1'>{t}</p>", lines),
    st.sampled_from(
        ("---", "* * *", "[TOC]", "<hr>", "<!-- c\n\nd -->", "<?php ?>", "&#39", "</div>")
    ),
)


def nested(block: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """One level of block structure around what is inside."""
    bullets = st.sampled_from(("- ", "* ", "+ ", "1. ", "3.  ", "1) ", "-   "))
    return st.one_of(
        st.builds(lambda b: indent(b, "> "), block),
        st.builds(lambda b: f"> {b}", block),
        st.builds(lambda m, t, u: f"{m}{t}\n{m}{u}", bullets, lines, lines),
        st.builds(lambda m, t, b: f"{m}{t}\n\n{indent(b, '    ')}", bullets, lines, block),
        st.builds(lambda m, t, b: f"{m}{t}\n{indent(b, '    ')}\n{m}{t}", bullets, lines, block),
        st.builds(lambda m, t, b: f"{t}\n{m}{t}\n{indent(b, '  ')}", bullets, lines, block),
        st.builds(lambda m, t, b: f"{m}{t}\n\n{indent(b, '   ')}\n{m}{t}", bullets, lines, block),
        st.builds(lambda m, b: f"{m}```\n{indent(b, '   ')}\n   ```", bullets, block),
        st.builds(lambda b: f"<div>\n{b}\n</div>", block),
        st.builds(lambda b: f"<div markdown='1'>\n\n{b}\n\n</div>", block),
        st.builds(lambda b: f"!!! note\n{indent(b, '    ')}", block),
    )


blocks = st.recursive(leaf_blocks, nested, max_leaves=4)
documents = st.builds(
    lambda parts, gap: gap.join(parts),
    st.lists(blocks, min_size=1, max_size=6),
    st.sampled_from(("\n\n", "\n\n", "\n", "\n\n\n", "\n  \n")),
)

thorough = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@thorough
@given(characters)
def test_any_soup_of_markdown_characters_comes_out_equal(source: str) -> None:
    assert_equal_output(source, NEWS)


@thorough
@given(tokens)
def test_any_row_of_markdown_tokens_comes_out_equal(source: str) -> None:
    assert_equal_output(source, NEWS)


@thorough
@given(documents)
def test_any_document_of_markdown_structures_comes_out_equal(source: str) -> None:
    assert_equal_output(source, NEWS)


@thorough
@given(st.one_of(tokens, documents), st.sampled_from(EXTENSION_SETS), st.booleans(), st.booleans())
def test_documents_come_out_equal_with_other_extensions_formats_and_settings(
    source: str, extensions: tuple[str, ...], xhtml: bool, configured: bool
) -> None:
    output_format = "xhtml" if xhtml else "html"
    assert_equal_output(source, extensions, output_format=output_format, configured=configured)


@pytest.mark.parametrize(
    "source",
    [
        *("> " * 1000 + "deep", ">" * 1000 + " deep", "- " * 250 + "deep", "1. " * 250 + "deep"),
        *("*" * 1500, "* " * 1500, "*a" * 500, "**a " * 500, "_a_ *b* " * 200, "a*" * 300),
        *("[" * 800, "[]" * 800, "[" * 400 + "]" * 400, "![" * 400, "[a](b " * 200, "[a](b)" * 200),
        *("`" * 1001, "` `` " * 300, "\\" * 1001, "\"'" * 400, "a' " * 400, "-- " * 400),
        *("<" * 800, "<a " * 300, "<!--" * 300, "<div>\n" * 200, "&" * 800, "&#1 " * 300),
        *("> " * 90 + "- " * 90 + "deep", "a\n:   " * 40, "#a\n" * 300, "---\n" * 300),
    ],
    ids=lambda source: repr(source[:8]),
)
def test_pathological_documents_come_out_equal(source: str) -> None:
    assert_equal_output(source, NEWS)
