"""Any newsgen site beside Hugo: its own articles, with the layouts of the comparison.

The site is copied and never written to. For Hugo its articles are written over with the same bodies:
front matter in Hugo's names, HTML allowed in texts, an alias for each one that an article has. Marks that
Hugo does not know (boxes, citations) stay as text there, and so do its own shortcodes, as in newsgen.
What newsgen adds beyond the layouts (a registry of sources, corrections, feeds of sections) it is charged
for. The folder of the copies had better be in memory: a file system that has just deleted many files
takes longer for each new one.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
import statistics
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from benchmarks.compare import machine
from benchmarks.corpus import Corpus, Section
from benchmarks.generators import Generator, Hugo, Newsgen
from benchmarks.measure import CommandError, run
from benchmarks.peers import install

_MIDNIGHT = datetime.time(tzinfo=datetime.UTC)
_FRONT = re.compile(r"---[ ]*\n(.*?)^---[ ]*$\n?(.*)", re.DOTALL | re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Text(NamedTuple):
    """An article as it stands in the archive: its path below the folder of articles, and its parts."""

    path: str
    front: Mapping[str, Any]
    body: str


class ArchiveCorpus(Corpus):
    """What the frame of a peer's site has to know of the archive."""

    def __init__(self, texts: Sequence[Text]) -> None:
        super().__init__(0)
        names = sorted({one.path.partition("/")[0] for one in texts})
        self.sections = tuple(Section(name, name.capitalize()) for name in names)
        self.people = ()


class ArchiveNewsgen(Newsgen):
    """A copy of the archive."""

    def __init__(self, folder: Path, corpus: Corpus, source: Path) -> None:
        super().__init__(folder, corpus)
        self._source = source

    def command(self) -> list[str]:
        # By the machine's clock, as the peer: what is published by now is in both.
        return super().command()[:-2]

    def write_frame(self) -> None:
        for name in ("content", "templates", "static", "locale", "plugins"):
            if (self._source / name).is_dir():
                shutil.copytree(self._source / name, self.site / name)
        shutil.copyfile(self._source / "newsgen.yaml", self.site / "newsgen.yaml")


class ArchiveHugo(Hugo):
    """The same articles for Hugo."""

    def __init__(
        self, folder: Path, corpus: Corpus, cache: Path, texts: Sequence[Text], media: Path
    ) -> None:
        super().__init__(folder, corpus, cache, json_ld=True)
        self._texts = texts
        self._media = media

    def write_frame(self) -> None:
        super().write_frame()
        settings = self.site / "hugo.yaml"
        written = yaml.load(settings.read_text(encoding="utf-8"), _LOADER)
        # Where each text came from says nothing of its address there.
        written.pop("permalinks", None)
        settings.write_text(yaml.safe_dump(written), encoding="utf-8")
        if self._media.is_dir():
            shutil.copytree(self._media, self.site / "static/media", dirs_exist_ok=True)
        for text in self._texts:
            file = self.site / "content" / text.path
            file.parent.mkdir(parents=True, exist_ok=True)
            front = json.dumps(_for_hugo(text), default=str, ensure_ascii=False)
            body = text.body.replace("{{<", "{{ <").replace("{{%", "{{ %")
            file.write_text(f"{front}\n\n{body}", encoding="utf-8")


def archive(source: Path, runs: int, folder: Path, cache: Path, results: Path) -> None:
    """Measures clean builds, interleaved, prints them, and writes `archive.json`."""
    copies = [folder.resolve() / name for name in ("newsgen", "hugo")]
    site = source.resolve()
    if any(site.is_relative_to(copy) or copy.is_relative_to(site) for copy in copies):
        raise SystemExit(f"{folder} must be elsewhere than the site: copies in it are deleted.")
    install("hugo", cache)
    texts = read_texts(source / "content/articles")
    if not texts:
        raise SystemExit(f"{source} has no content/articles.")
    corpus = ArchiveCorpus(texts)
    generators: list[Generator] = [
        ArchiveNewsgen(folder / "newsgen", corpus, source),
        ArchiveHugo(folder / "hugo", corpus, cache, texts, source / "content/media"),
    ]
    for one in generators:
        one.write()
    costs: dict[str, list[tuple[float, float]]] = {one.name: [] for one in generators}
    for number in range(runs):
        for one in generators[number % 2 :] + generators[: number % 2]:
            one.clean()
            try:
                cost = run(one.command(), one.site, one.environment())
            except CommandError as error:
                raise SystemExit(str(error)) from error
            costs[one.name].append((cost.wall, cost.cpu))
            print(
                f"run {number + 1}, {one.name}: {cost.wall:.2f} s, CPU {cost.cpu:.2f} s", flush=True
            )
    pages = {
        one.name: sum(1 for _ in (one.site / one.output).rglob("*.html")) for one in generators
    }
    wall, cpu = (
        statistics.median(
            mine[part] / other[part] for mine, other in zip(*costs.values(), strict=True)
        )
        for part in (0, 1)
    )
    print(f"{len(texts):,} articles; pages of HTML: {pages}")
    print(f"newsgen over Hugo, medians: wall {wall:.2f}, CPU {cpu:.2f}")
    results.mkdir(parents=True, exist_ok=True)
    report = {"machine": machine(), "articles": len(texts), "pages": pages, "runs": costs}
    (results / "archive.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    for one in generators:
        one.remove()


def read_texts(folder: Path) -> list[Text]:
    """The articles of the folder, in the order of their paths."""
    return [*_texts(folder)]


def _texts(folder: Path) -> Iterator[Text]:
    for file in sorted(folder.rglob("*.md")):
        written = file.read_text(encoding="utf-8", errors="replace")
        match = _FRONT.match(written)
        front, body = match.groups() if match else ("", written)
        path = file.relative_to(folder).as_posix()
        # Hugo wants a section for each article.
        yield Text(path if "/" in path else f"news/{path}", _front(front), body)


def _front(written: str) -> Mapping[str, Any]:
    try:
        front = yaml.load(written, _LOADER)
    except yaml.YAMLError:
        return {}
    return front if isinstance(front, dict) else {}


def _for_hugo(text: Text) -> dict[str, Any]:
    front = text.front
    day = _moment(front.get("date")) or "2000-01-01T00:00:00Z"
    sources = [_source(one, day) for one in front.get("sources") or ()]
    found = {
        "title": str(front.get("headline", text.path)),
        "description": str(front.get("standfirst", "")),
        "date": day,
        "updated": _moment(front.get("updated")),
        "authors": [str(one) for one in front.get("authors") or ()],
        "tags": [str(one) for one in front.get("tags") or ()],
        "aliases": [str(one) for one in front.get("aliases") or ()],
        "sources": sources,
        "draft": front.get("draft") is True or None,
        "publishDate": _moment(front.get("embargo")),
        "image": _image(front.get("image")),
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def _image(written: object) -> dict[str, str] | None:
    """The main picture; its file is below the folder that newsgen publishes pictures from."""
    known = written if isinstance(written, dict) else {"src": written}
    src = str(known.get("src") or "").rpartition("media/")[2]
    if not src:
        return None
    words = {key: str(known.get(key, "")) for key in ("alt", "credit")}
    return {"src": f"/media/{src}", **words}


def _source(one: object, day: str) -> dict[str, str]:
    known = one if isinstance(one, dict) else {"name": str(one)}
    name = str(known.get("name") or known.get("id") or known.get("url") or "")
    return {
        "name": name,
        "kind": str(known.get("kind", "")),
        "title": str(known.get("title", name)),
        "url": str(known.get("url", "#")),
        "published": _moment(known.get("published")) or day,
        "accessed": _moment(known.get("accessed")) or day,
    }


def _moment(value: object) -> str | None:
    if isinstance(value, str):
        try:
            value = datetime.datetime.fromisoformat(value)
        except ValueError:
            return None
    if isinstance(value, datetime.datetime):
        return (value if value.tzinfo else value.replace(tzinfo=datetime.UTC)).isoformat()
    if isinstance(value, datetime.date):
        return datetime.datetime.combine(value, _MIDNIGHT).isoformat()
    return None
