"""How long it takes from a saved file to its page in the browser, under the development server.

An article is saved as editors save: the new file is written beside the old one and renamed over
it. The clock runs from before the rename until the browser has drawn a frame with the new text.
Waiting for the edit to be noticed, debounce, build, and whatever the page does are all in it.
"""

from __future__ import annotations

import json
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from benchmarks.compare import machine
from benchmarks.corpus import Corpus
from benchmarks.generators import Generator, Hugo, Newsgen
from benchmarks.peers import install
from tests.support.browser import chromium

GAP_SECONDS = 0.8
"""Between one edit's page and the next edit: somebody types."""

START_SECONDS = 3_600.0
SHOWN_SECONDS = 120.0

_WATCH = """
addEventListener("DOMContentLoaded", () => {
  let last = "";
  const look = () => {
    const found = /added by edit number (\\d+)/.exec(document.body.textContent);
    if (!found || found[1] === last) return;
    last = found[1];
    requestAnimationFrame(() => setTimeout(() => console.log(`SHOWN ${last} ${Date.now()}`)));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
  look();
});
"""


class Latencies(NamedTuple):
    """Milliseconds of each edit, in their order."""

    articles: int
    generator: str
    milliseconds: list[float]

    def row(self) -> str:
        """A row of the table."""
        ordered = sorted(self.milliseconds)
        p95 = ordered[max(0, -(-95 * len(ordered) // 100) - 1)]
        median = statistics.median(ordered)
        return (
            f"| {self.articles:,} | {self.generator} | {median:.0f} | {p95:.0f} |"
            f" {ordered[-1]:.0f} |"
        )


def serve(
    sizes: Sequence[int], peers: Sequence[str], edits: int, folder: Path, cache: Path, results: Path
) -> None:
    """Measures each size, prints a table, writes `serve.json`."""
    found: list[Latencies] = []
    for size in sizes:
        corpus = Corpus(size)
        generators: list[Generator] = [Newsgen(folder / f"newsgen-{size}", corpus)]
        if "hugo" in peers:
            install("hugo", cache)
            generators.append(Hugo(folder / f"hugo-{size}", corpus, cache, json_ld=True))
        for generator in generators:
            if not generator.site.is_dir():
                generator.write()
            found.append(Latencies(size, generator.name, _measured(generator, edits)))
            print(found[-1].row(), file=sys.stderr, flush=True)
    print("| articles | | p50 ms | p95 ms | longest ms |\n|--:|---|--:|--:|--:|")
    for one in found:
        print(one.row())
    results.mkdir(parents=True, exist_ok=True)
    report = {"machine": machine(), "figures": [one._asdict() for one in found]}
    (results / "serve.json").write_text(json.dumps(report, indent=1), encoding="utf-8")


def _measured(generator: Generator, edits: int) -> list[float]:
    article = generator.corpus.article(generator.corpus.size // 2)
    file = generator.write_article(article)
    page_path = generator.page_of(article).relative_to(generator.site / generator.output)
    milliseconds = []
    with _served(generator) as address, chromium() as browser:
        page = browser.new_page()
        page.add_init_script(_WATCH)
        shown: dict[str, float] = {}
        page.on("console", lambda said: _note(said.text, shown))
        page.goto(f"{address}{page_path.as_posix()}")
        page.wait_for_timeout(1_000)
        for number in range(1, edits + 1):
            temporary = file.with_name(f".{file.name}.saving")
            temporary.write_text(generator.edited(article, number), encoding="utf-8")
            began = time.time()
            os.replace(temporary, file)
            milliseconds.append(_waited(page, shown, number) - 1_000 * began)
            page.wait_for_timeout(1_000 * GAP_SECONDS)
    return milliseconds


def _note(said: str, shown: dict[str, float]) -> None:
    words = said.split()
    if len(words) == 3 and words[0] == "SHOWN":
        shown[words[1]] = float(words[2])


def _waited(page: Any, shown: dict[str, float], number: int) -> float:
    deadline = time.monotonic() + SHOWN_SECONDS
    while str(number) not in shown:
        if time.monotonic() > deadline:
            raise AssertionError(f"edit {number} was never shown")
        page.wait_for_timeout(5)
    return shown[str(number)]


@contextmanager
def _served(generator: Generator) -> Iterator[str]:
    """The generator's own server; gives its address when it has built."""
    if isinstance(generator, Hugo):
        program, *_ = generator.command()
        command = [program, "server", "--source", str(generator.site), "--port", _free_port()]
        address, ready = r"available at (http://\S+)", r"Press Ctrl\+C"
    else:
        command = [sys.executable, "-m", "newsgen", "serve", "--port", "0"]
        command += ["--site", str(generator.site)]
        address, ready = r"Serving at (http://\S+)", r"rendered,|Nothing has changed"
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=generator.site
    )
    assert process.stdout is not None
    try:
        yield _address(process.stdout, address, ready)
    finally:
        process.terminate()
        process.wait(30)


def _free_port() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return str(taken.getsockname()[1])


def _address(stream: IO[str], address: str, ready: str) -> str:
    found, is_ready = "", False
    deadline = time.monotonic() + START_SECONDS
    for line in stream:
        match = re.search(address, line)
        found = match[1] if match else found
        is_ready = is_ready or bool(re.search(ready, line))
        if (found and is_ready) or time.monotonic() > deadline:
            break
    # Nobody reads on: the pipe must not fill.
    threading.Thread(target=lambda: [None for _ in stream], daemon=True).start()
    if not (found and is_ready):
        raise AssertionError("the server did not start")
    return found
