"""docs/desk.md says what the desk does: its rules, its options, its keys."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

from click import Option

from newsgen.build.report import CheckReport
from newsgen.build.review_cache import phrase_files
from newsgen.commands.check import check_command, check_json
from newsgen.desk.rules import headlines, quotations
from newsgen.desk.wording import WORDING_KEYS, Phrases
from newsgen.reading.content.check_settings import LEVELS
from newsgen.reading.content.house_style import STYLE_KEYS

DOCS = Path(__file__).resolve().parents[2] / "docs"
DESK = (DOCS / "desk.md").read_text("utf-8")


def _make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", DOCS / "make.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_of_rules_is_the_one_in_the_code() -> None:
    assert _make().desk_page(DESK) == DESK, "run `python docs/make.py`"


def test_every_option_level_and_key_is_described() -> None:
    options = [
        option
        for parameter in check_command.params
        if isinstance(parameter, Option) and not parameter.hidden
        for option in (*parameter.opts, *parameter.secondary_opts)
    ]
    named = [*options, *LEVELS, *json.loads(check_json(CheckReport(as_of=0), 0.0))]
    assert [] == [name for name in named if f"`{name}" not in DESK]
    assert [] == [key for key in STYLE_KEYS if f"{key}:" not in DESK]


def test_every_language_has_phrases_for_every_rule_that_needs_them() -> None:
    languages = {phrases.lang: phrases for phrases in phrase_files()}
    assert ["de", "en", "es", "fr", "uk"] == sorted(languages)
    assert WORDING_KEYS == Phrases._fields[1:]
    assert [] == [
        (lang, key)
        for lang, one in languages.items()
        for key in WORDING_KEYS
        if not getattr(one, key)
    ]


def test_the_limits_in_the_page_are_those_of_the_code() -> None:
    assert (110, 160) == (headlines.MOST_HEADLINE_CHARACTERS, headlines.MOST_SUMMARY_CHARACTERS)
    assert 5 == quotations.MOST_WORDS_WITHOUT
    assert "more than five words" in DESK
