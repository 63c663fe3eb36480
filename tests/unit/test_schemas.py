"""JSON Schemas: complete, true of the demonstration site, and against what is misspelt.

tests/support/problems.py holds them against every bad input of the other tests as well.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from newsgen.schemas import front_matter, site_files
from newsgen.schemas.schema_files import SCHEMAS, schema, schema_files
from tests.support.command import newsgen_here
from tests.support.everything import REPOSITORY
from tests.support.schemas import files_with_schema, is_taken, loaded, validator

TABLES = [*front_matter.TABLES, *site_files.TABLES]


@pytest.mark.parametrize(
    ("keys", "shapes"), [one[1:] for one in TABLES], ids=[o[0] for o in TABLES]
)
def test_each_key_that_reading_knows_has_a_shape(keys: Any, shapes: dict[str, Any]) -> None:
    assert set(keys) == set(shapes)
    assert [] == [key for key, shape in shapes.items() if not shape.get("description")]


def test_no_mapping_of_a_schema_has_keys_that_no_table_has() -> None:
    known = {frozenset(keys) for _, keys, _ in TABLES}
    rules = frozenset(front_matter._RULES)

    def mappings(shape: object) -> list[frozenset[str]]:
        found = []
        if isinstance(shape, dict):
            if shape.get("additionalProperties") is False:
                found.append(frozenset(shape["properties"]))
            for value in shape.values():
                found += mappings(value)
        elif isinstance(shape, list):
            for value in shape:
                found += mappings(value)
        return found

    found = {one for name in SCHEMAS for one in mappings(schema(name))}
    assert {*known, rules} == found


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


def test_they_take_every_file_of_the_demonstration_site() -> None:
    files = dict(files_with_schema(REPOSITORY))
    assert len(files) > 20
    assert [] == [path for path, content in files.items() if is_taken(path, content) is not True]


TAKEN = {
    "article": [
        "{headline: 2024, date: 2024-11-18, sources: Reuters}",
        "{title: A, date: 2024-11-18 14:05, sources: [Reuters, {id: nyt, page: 1}], tags: }",
        "{headline: A, date: 2024-11-18T14:05:00+02:00, sources: [A], draft: yes, priority: '3'}",
        "{headline: A, date: 2024-11-18, sources: [A], image: media/a.jpg, series: B, tags: 2024}",
    ],
    "config": ["", "{}", "sections: [world, {local: Around}, {slug: a, titles: {uk: A}}]", "urls:"],
    "front": ["", "opinion: []", "blocks: [world, {section: a, size: large}]"],
    "redirects": ["", "- {from: /a/*, to: '/b/:splat', status: 302}", "- {from: /a, status: 410}"],
    "sources": ["", "- id: reuters", "- {name: A, kind: anonymous, reason: B}"],
}
REFUSED = {
    "article": [
        "{headline: A, date: 2024-11-18}",
        "{headline: A, date: 2024-11-18, sources: []}",
        "{headline: A, date: yesterday, sources: [A]}",
        "{headline: A, date: 2024-11-18, sources: [A], embrago: 2024-11-19}",
        "{headline: A, date: 2024-11-18, sources: [{name: A, link: x}]}",
        "{headline: A, date: 2024-11-18, sources: [{name: A, kind: anonymous}]}",
        "{headline: A, date: 2024-11-18, sources: [A], kind: feature}",
        "{headline: A, date: 2024-11-18, sources: [A], image: {alt: A}}",
        "{headline: A, date: 2024-11-18, sources: [A], corrections: [{date: 2024-11-19}]}",
        "{headline: A, date: 2024-11-18, sources: [A], priority: 1000}",
        "{headline: A, date: 2024-11-18, sources: [A], check: {one-sorce: No.}}",
    ],
    "page": ["{description: A}", "{title: A, layout: b}", "[a]"],
    "person": ["{role: Editor}", "{name: A, contact: nowhere}"],
    "config": [
        "nam: A",
        "feed: {item: 3}",
        "urls: flat",
        "formats: [text]",
        "check: {one-source: eror}",
        "theme: {logo: {file: a.svg}}",
        "url: example.com",
        "[a]",
    ],
    "sources": ["reuters", "- reuters", "- {url: 'https://a.example/'}", "- {id: a, knd: b}"],
    "style": ["- {write: Kyiv}", "- {write: Kyiv, not: [Kiev], why: x}"],
    "redirects": ["- /a", "- {to: /b}", "- {from: a, to: /b}", "- {from: /a, too: /b}"],
    "front": ["picks: {a: b}", "blocks: [{size: large}]", "leed: a"],
}


def test_what_can_be_written_is_taken() -> None:
    for name, texts in TAKEN.items():
        for text in texts:
            assert validator(name).is_valid(loaded(text)), text


def test_what_is_misspelt_or_of_the_wrong_type_is_refused() -> None:
    assert SCHEMAS.keys() == REFUSED.keys()
    for name, texts in REFUSED.items():
        for text in texts:
            assert not validator(name).is_valid(loaded(text)), text


# The command


def test_a_schema_is_printed_by_its_name_and_all_without_one() -> None:
    run = newsgen_here("schema", "article")
    assert (0, "") == (run.code, run.err)
    assert schema("article") == json.loads(run.out)
    assert {name: schema(name) for name in SCHEMAS} == json.loads(newsgen_here("schema").out)


def test_all_are_written_into_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / ".newsgen-schemas"
    run = newsgen_here("schema", "--write", folder)
    assert (0, "") == (run.code, run.out)
    assert schema_files() == {file.name: file.read_bytes() for file in folder.iterdir()}
    before = (folder / "article.json").stat().st_mtime_ns
    assert 0 == newsgen_here("schema", "--write", folder).code
    assert before == (folder / "article.json").stat().st_mtime_ns


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run = newsgen_here("schema", "--write", tmp_path / "file" / "below")
    assert 1 == run.code and "cannot be written" in run.err
