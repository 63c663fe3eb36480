"""What “Did you mean” finds, what it costs, and that the order of what is known is no part of it."""

from __future__ import annotations

import random
import time

import pytest

from newsgen.model.nearest import MOST_LETTERS, Nearest, did_you_mean
from newsgen.reading.content.articles import ARTICLE_KEYS
from tests.support.site import SiteFolder

WORDS = (
    "council", "vote", "mayor", "budget", "school", "fire", "police", "court", "judge", "strike",
    "bridge", "river", "flood", "tax", "housing", "rent", "bus", "train", "hospital", "nurse",
)  # fmt: skip


def slugs(count: int) -> list[str]:
    """So many slugs of ordinary words, always the same."""
    chance = random.Random(7)
    return ["-".join(chance.sample(WORDS, 6)) for _ in range(count)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hedaline", "headline"),
        ("titel", "title"),
        ("athor", "author"),
        ("sumary", "summary"),
        ("tgas", "tags"),
        ("embarg", "embargo"),
        ("corections", "corrections"),
    ],
)
def test_a_misspelt_key_leads_to_the_known_one(written: str, meant: str) -> None:
    assert f"Did you mean `{meant}`? " == did_you_mean(written, {*ARTICLE_KEYS, "title"})


@pytest.mark.parametrize("written", ["", "zzz", "q", "x" * (MOST_LETTERS + 1), "^$"])
def test_what_is_like_nothing_known_leads_nowhere(written: str) -> None:
    assert "" == did_you_mean(written, ARTICLE_KEYS)
    assert "" == Nearest(slugs(2_000)).to(written)


@pytest.mark.parametrize("mistake", ["a letter less", "a letter more", "another letter"])
def test_a_misspelt_slug_leads_to_the_known_one_among_thousands(mistake: str) -> None:
    known = slugs(3_000)
    near, chance = Nearest(known), random.Random(8)
    found = 0
    for slug in known[:200]:
        at = chance.randrange(len(slug))
        rest = {"a letter less": "", "a letter more": f"x{slug[at]}", "another letter": "x"}
        found += near.to(slug[:at] + rest[mistake] + slug[at + 1 :]) == slug
    assert found >= 190


def test_the_order_of_the_known_words_is_no_part_of_the_answer() -> None:
    known = slugs(1_000)
    asked = [slug[1:] + "s" for slug in known[::7]]
    one, other = Nearest(known), Nearest([*reversed(known), *known])
    assert [*map(one.to, asked)] == [*map(other.to, asked)]
    assert "abcd" == Nearest(["abcf", "abce", "abcd"]).to("abc")


def test_a_question_costs_no_more_where_more_is_known() -> None:
    near = Nearest(slugs(20_000))
    near.to("council")
    began = time.process_time()
    for slug in slugs(1_000):
        near.to(f"{slug}-again")
    assert time.process_time() - began < 5, "a search of all of them takes a minute"


def test_the_hint_of_an_ambiguous_name_names_a_few_of_many(site: SiteFolder) -> None:
    for number in range(30):
        site.article(f"world/n{number:02}/vote.md", section=f"s{number}")
    site.article("world/reader.md", read_also="[vote]")
    (problem,) = site.build().problems
    assert ("content/articles/world/reader.md", 5, "NG043") == (
        problem.path,
        problem.line,
        problem.code,
    )
    assert problem.message.startswith(
        "`vote` fits 30 articles: content/articles/world/n00/vote.md,"
    )
    assert problem.message.endswith("n09/vote.md and 20 more.")


def test_the_hint_of_an_unknown_citation_names_a_few_of_many_sources(site: SiteFolder) -> None:
    sources = ", ".join(f"Source {number:02}" for number in range(30))
    site.article("world/a.md", sources=f"[{sources}]", body="So they say.[@zzz]\n")
    (problem,) = site.build().problems
    assert ("content/articles/world/a.md", 6, "NG080") == (problem.path, problem.line, problem.code)
    assert problem.hint.endswith("source-08, source-09 and 20 more.")
