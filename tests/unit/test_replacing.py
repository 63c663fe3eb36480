"""What is found by its first characters and then replaced is what an expression finds by itself."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.reading.markdown.replacing import replaced

PATTERNS = (
    ("*", r"\*(?<!\*\*)([^*\n]+)\*(?!\*)"),
    ("**", r"\*\*(?<!\*\*\*)([^*\n]+)\*\*"),
    ("--", r"--(?<!---)-?+(?!-)"),
    ("[", r"\[(?<!!\[)([^\[\]]+)\]"),
)


def marked(match: re.Match[str]) -> str:
    return f"<{match[0]}>"


@pytest.mark.parametrize(("sign", "pattern"), PATTERNS)
@given(text=st.text(alphabet="*-[]! aé—", max_size=30))
def test_a_text_is_changed_as_the_expression_changes_it(sign: str, pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    assert compiled.sub(marked, text) == replaced(text, sign, compiled, marked)
