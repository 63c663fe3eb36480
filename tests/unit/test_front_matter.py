"""Files split into front matter and body, whatever they hold."""

from __future__ import annotations

import re
from typing import NamedTuple

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.reading.yaml import front_matter
from newsgen.reading.yaml.front_matter import split_front_matter
from newsgen.reading.yaml.yaml_values import Keys, parse_yaml

FENCE = re.compile(r"-{3,}[ \t]*")


class Parts(NamedTuple):
    """What stands between the fences, the line of the first one, the body and its first line."""

    yaml: str
    line: int
    body: str
    body_line: int


def parts_of(text: str) -> Parts | str:
    """The parts of a file, line by line as docs/articles.md tells it; the code of what is wrong."""
    lines = text.split("\n")
    fences = [index for index, line in enumerate(lines) if FENCE.fullmatch(line)]
    if not fences or "".join(lines[: fences[0]]).strip():
        return "NG010"
    if len(fences) == 1:
        return "NG011"
    opening, closing = fences[:2]
    yaml = "".join(f"{line}\n" for line in lines[opening + 1 : closing])
    body = closing + 1
    while body < len(lines) and not lines[body].strip():
        body += 1
    written = "\n".join(lines[body:]).rstrip()
    return Parts(yaml, opening + 1, written, body + 1 if written else closing + 1)


def assert_split_as_told(text: str) -> None:
    found = split_front_matter(text, "a.md")
    parts = parts_of(text)
    if isinstance(parts, str):
        assert None is found.keys
        assert [parts] == [one.code for one in found.problems]
        return
    # The lines stand behind the fence: a byte-order mark among them begins no document.
    document = parse_yaml(f"\n{parts.yaml}", "a.md", parts.line)
    assert (parts.body, parts.body_line) == (found.body, found.body_line)
    if isinstance(document.value, Keys):
        assert (document.value, document.problems) == (found.keys, found.problems)
    else:
        assert None is found.keys
        assert "NG016" in [one.code for one in found.problems] or document.problems


LINES = (
    "", " ", "\t", "---", "----", "-----  ", "--- \t", " ---", "--- x", "---\u00a0", "\u00a0---", "\ufeff---",
    "\u2028---", "\x0c", "\x1c", "...", "a: b", "a: c", "b:", "  c: d", "- e", "  - f", "g: |", "g: |+",
    "g: >-", "  folded", "  ", "# note", "h: 'i'", "h: 'i", "{", "[", "]", "k: [l, m]", "%YAML 1.1", "Text.",
    "    Code.", "é: ü", "n: \"\\x41\"", "*o", "&p q",
)  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join))
def test_any_lines_are_split_as_told(text: str) -> None:
    assert_split_as_told(text)


def test_a_byte_order_mark_behind_the_fence_begins_no_document() -> None:
    assert_split_as_told("---\n\ufeff---\na: b\n---\n")


@given(*[st.lists(st.sampled_from(LINES), max_size=5).map("\n".join)] * 2)
def test_any_lines_between_fences_and_behind_them_are_split_as_told(yaml: str, body: str) -> None:
    assert_split_as_told(f"---\n{yaml}\n---\n{body}")
    assert_split_as_told(f"\n---\na: b\n---\n{body}\n")


@pytest.mark.parametrize(
    "text",
    ["", "\n", "---", "---\n---", "---\n---\n", "---\n\n---\nText.", "---\na: b\n---", "---\na: b\n",
     "Text.", "Text.\n---\na: b\n---\n", "---\na: b\n---\nOne.\n\n---\n\nTwo.\n---\n", "---\na: b\n---\n \n",
     "---\ng: |\n  h\n---\n", "---\ng: |+\n  h\n\n---\nText.", "---\ng: >-\n  h\n\n---\nText."],
)  # fmt: skip
def test_a_file_is_split_as_told(text: str) -> None:
    assert_split_as_told(text)


def test_a_fence_is_not_indented_and_has_nothing_behind_it() -> None:
    for text in (" ---\na: b\n---\n", "\u00a0---\na: b\n---\n", "--- x\na: b\n---\n"):
        assert ["NG010"] == [one.code for one in split_front_matter(text, "a.md").problems]
    for text in ("---\na: b\n ---\nText.\n", "---\na: b\n---\u00a0", "---\na: b\n--- x\nText.\n"):
        assert ["NG011"] == [one.code for one in split_front_matter(text, "a.md").problems]


@pytest.mark.parametrize("yaml", ["a: b", "a: {b: [c, 'd']}", "# note\na: |\n  b", "a: [", ""])
def test_the_library_splits_every_file(yaml: str, monkeypatch: pytest.MonkeyPatch) -> None:
    split = []

    def parse(text: str, **arguments: object) -> object:
        split.append(text)
        return original(text, **arguments)  # type: ignore[arg-type]

    original = frontmatter.parse
    monkeypatch.setattr(front_matter.frontmatter, "parse", parse)
    text = f"---\n{yaml}\n---\nText.\n"
    assert "Text." == split_front_matter(text, "a.md").body
    assert [text] == split
