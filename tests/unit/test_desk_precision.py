"""The desk's rules for prose on small texts of six languages: what each must find, and what it must leave."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.desk import article, places
from tests.support.desk_texts import FOUND, LEFT


def _cases(texts: dict[str, dict[str, list[str]]]) -> Iterator[object]:
    for code, by_language in texts.items():
        for lang in by_language:
            yield pytest.param(code, lang, id=f"{code}-{lang}")


def _found(code: str, lang: str, text: str) -> bool:
    """Whether the rule finds something in a headline, or in a body, by what the rule looks at."""
    if code in ("NG112", "NG113"):
        given = article(headline=f"'{text.replace(chr(39), chr(39) * 2)}'", lang=lang)
    else:
        given = article(f"{text}\n", lang=lang)
    return places(code, given) != []


@pytest.mark.parametrize(("code", "lang"), [*_cases(FOUND)])
def test_a_rule_finds_it_in_every_form_that_it_takes(code: str, lang: str) -> None:
    assert [] == [text for text in FOUND[code][lang] if not _found(code, lang, text)]


@pytest.mark.parametrize(("code", "lang"), [*_cases(LEFT)])
def test_a_rule_leaves_what_only_looks_like_it(code: str, lang: str) -> None:
    assert [] == [text for text in LEFT[code][lang] if _found(code, lang, text)]
