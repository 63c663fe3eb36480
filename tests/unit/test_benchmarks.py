"""The benchmark's corpus: the same by its seed, without a problem, and the same in every dialect."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.archive import (
    ArchiveCorpus,
    ArchiveHugo,
    ArchiveNewsgen,
    archive,
    read_texts,
)
from benchmarks.corpus import LINK, Corpus
from benchmarks.dialects import DIALECTS, with_links
from benchmarks.floor import read_and_write
from benchmarks.generators import NOW, Newsgen
from benchmarks.mixed import CORPORA, MixedCorpus
from newsgen.build.pipeline import build
from newsgen.build.report import BuildRequest
from newsgen.reading.markdown.plainmarkdown import plain_html

SIZE = 60


def test_the_same_seed_gives_the_same_corpus() -> None:
    assert list(Corpus(SIZE)) == list(Corpus(SIZE))
    assert list(Corpus(SIZE, seed=1)) != list(Corpus(SIZE, seed=2))


def test_an_article_has_the_shape_of_a_report() -> None:
    corpus = Corpus(SIZE)
    articles = list(corpus)
    words = [len(re.findall(r"\w[\w'’]*", one.body)) for one in articles]
    assert 650 <= sum(words) / SIZE <= 750
    assert all(2 <= len(one.citations) <= 3 for one in articles)
    assert all(one.body.count("\n## ") == 3 for one in articles)
    assert all(re.search(r"^(- |1\. )", one.body, re.MULTILINE) for one in articles)
    assert all("\n> " in one.body for one in articles)
    assert [one.date for one in articles] == sorted({one.date for one in articles})
    assert (len(corpus.sections), len(corpus.people), len(set(corpus.tags))) == (10, 50, 300)


def test_addresses_need_no_text() -> None:
    corpus = Corpus(SIZE)
    article = corpus.article(17)
    assert corpus.address(17) == article.address
    assert corpus.place(17) == (article.folder, article.slug)


def test_the_mixed_corpus_has_the_shares_that_it_says() -> None:
    corpus = MixedCorpus(1000)
    articles = list(corpus)
    assert articles[:SIZE] == list(MixedCorpus(1000))[:SIZE]
    for sign, share in (
        ("</a>", 0.34), ("<aside", 0.12), ("[@", 0.2), ("](media/", 0.2), ("```python", 0.1), ("!!! ", 0.04),
        ("|:---", 0.03), ("\n[^", 0.02), ("{.embed}", 0.06), ("\\*", 0.08), ("<!-- more -->", 0.08),
    ):  # fmt: skip
        assert 0.5 * share < sum(sign in one.body for one in articles) / 1000 < 2 * share, sign
    lengths = sorted(len(one.body.split()) for one in articles)
    assert 400 < lengths[500] < 700
    assert 0.02 < sum(one > 2500 for one in lengths) / 1000 < 0.1
    assert 0.3 < sum(is_plain(one.body) for one in articles) / 1000 < 0.5
    assert all(one.aliases for one in articles)
    assert 400 < sum(bool(one.picture) for one in articles) < 600
    assert 100 < sum('"' in one.headline for one in articles) < 300


def test_the_plain_corpus_is_plain() -> None:
    assert all(is_plain(one.body) for one in Corpus(SIZE))


def is_plain(body: str) -> bool:
    """Whether the text is read without Python-Markdown and needs no sanitiser."""
    html = plain_html(with_links(body, lambda number: f"../{number}.md"))
    return html is not None and html.is_plain


@pytest.mark.parametrize("corpus", CORPORA.values(), ids=CORPORA)
def test_newsgen_builds_the_corpus_without_a_problem(tmp_path: Path, corpus: type[Corpus]) -> None:
    generator = Newsgen(tmp_path / "site", corpus(SIZE))
    generator.write()
    report = build(
        BuildRequest(
            site=generator.site,
            output=generator.site / generator.output,
            as_of=int(datetime.fromisoformat(NOW).timestamp()),
        )
    )
    assert report.problems == ()
    assert report.held == ()
    assert all(generator.page_of(article).is_file() for article in generator.corpus)


def test_an_edited_template_shows_and_is_taken_back(tmp_path: Path) -> None:
    generator = Newsgen(tmp_path, Corpus(1))
    generator.write_frame()
    original = generator.template_source().read_text(encoding="utf-8")
    edited = generator.edit_template(7).read_text(encoding="utf-8")
    assert "<p hidden>edit 7</p>" in edited
    assert "<p hidden>edit 8</p>" in generator.edit_template(8).read_text(encoding="utf-8")
    assert edited.replace("<p hidden>edit 7</p>\n", "") == original
    generator.restore_template()
    assert (tmp_path / generator.template).read_text(encoding="utf-8") == original


@pytest.mark.parametrize("name", DIALECTS)
def test_a_dialect_has_all_of_the_article(name: str) -> None:
    corpus = Corpus(SIZE)
    for article in map(corpus.article, (0, 1, 30, SIZE)):
        text = DIALECTS[name](article, corpus)
        expected = [
            article.headline,
            article.standfirst,
            article.date.isoformat(),
            *article.tags,
            *(one.title for one in article.citations),
            *(one.url for one in article.citations),
            *([article.updated.isoformat()] if article.updated else []),
        ]
        assert [one for one in expected if one not in text] == []
        people = [{one.id, one.name} for one in article.authors]
        assert all(any(key in text for key in keys) for keys in people)
        body = with_links(article.body, lambda number: f"{LINK}{number}{LINK}")
        assert all(part in text for part in body.split(LINK)[::2])


def test_the_floor_writes_a_file_of_each_outputs_length(tmp_path: Path) -> None:
    site, outputs, target = tmp_path / "site", tmp_path / "dist", tmp_path / "floor"
    lengths = {"index.html": 300, "a/one.html": 2_000, "a/b/two.xml": 1, "empty.txt": 0}
    for path, length in lengths.items():
        (outputs / path).parent.mkdir(parents=True, exist_ok=True)
        (outputs / path).write_bytes(b"x" * length)
    (site / "content").mkdir(parents=True)
    (site / "content/one.md").write_text("One.")
    read_and_write(site, outputs, target)
    files = [file for file in target.rglob("*") if file.is_file()]
    assert lengths == {str(file.relative_to(target)): file.stat().st_size for file in files}


def test_an_archive_is_copied_and_written_over_for_a_peer(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for path, text in {
        "newsgen.yaml": "name: A\nlanguage: en\n",
        "content/articles/world/one.md": (
            "---\nheadline: 'One: a \"first\"'\ndate: 2024-01-02\naliases: [/old/one.php]\n"
            "sources: [Reuters]\nimage: ../../media/a.png\ndraft: true\nembargo: 2024-02-03\n"
            "kicker: a ---\n---\nWords {{<b>}} <em>and</em> more.\n"
        ),
        "content/articles/two.md": "---\nheadline: Two\ndate: no\n---\nWords.\n",
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    texts = read_texts(site / "content/articles")
    corpus = ArchiveCorpus(texts)
    assert ["news", "world"] == [one.slug for one in corpus.sections]
    copy = ArchiveNewsgen(tmp_path / "copy", corpus, site)
    copy.write()
    assert "--now" not in copy.command()
    assert (site / "newsgen.yaml").read_text() == (copy.site / "newsgen.yaml").read_text()
    (site / "content/media").mkdir()
    (site / "content/media/a.png").write_bytes(b"png")
    peer = ArchiveHugo(tmp_path / "peer", corpus, tmp_path, texts, site / "content/media")
    peer.write()
    front, _, body = (peer.site / "content/world/one.md").read_text().partition("\n\n")
    known = json.loads(front)
    assert 'One: a "first"' == known["title"]
    assert ["/old/one.php"] == known["aliases"]
    assert "2024-01-02T00:00:00+00:00" == known["date"]
    assert "Reuters" == known["sources"][0]["name"]
    assert "Words {{ <b>}} <em>and</em> more.\n" == body
    assert known["draft"]
    assert known["publishDate"].startswith("2024-02-03")
    assert "/media/a.png" == known["image"]["src"]
    assert (peer.site / "static/media/a.png").read_bytes() == b"png"
    assert "Two" in (peer.site / "content/news/two.md").read_text()


def test_an_archive_is_not_measured_where_its_copies_would_replace_it(tmp_path: Path) -> None:
    site = tmp_path / "newsgen/site"
    (site / "content/articles").mkdir(parents=True)
    for place in (site, site / "copies", tmp_path):
        with pytest.raises(SystemExit):
            archive(site, 1, place, tmp_path / "cache", tmp_path / "results")
    assert (site / "content/articles").is_dir()
