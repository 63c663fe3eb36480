"""The development server as a whole: a process, its answers, and what it makes of changes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from benchmarks.unrest import children, unrest
from newsgen.serving.watching import Watcher
from tests.support.command import NOW, newsgen
from tests.support.everything import REPOSITORY
from tests.support.pictures import png
from tests.support.serving import Serving, serving
from tests.support.site import SiteFolder, tree

INSERTED = re.compile(
    rb"""<script src="/_newsgen/live\.js" data-tag="(?:404-)?[0-9a-f]*" defer></script>"""
    rb"""|; (?:script|connect)-src [^ ";]*/_newsgen/(?=[;"])|(?<=') [^ ";]*/_newsgen/(?=[;"])"""
)
"""What the server may add to a page."""


@pytest.fixture(scope="module")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Serving, SiteFolder]]:
    """The demonstration site as readers get it, published and served."""
    root = tmp_path_factory.mktemp("served") / "site"
    shutil.copytree(REPOSITORY / "content", root / "content")
    for picture in (root / "content/media").iterdir():
        # The size of a picture costs time and shows nothing here.
        picture.write_bytes(png())
    config = (REPOSITORY / "newsgen.yaml").read_text("utf-8")
    site = SiteFolder(root, config.replace("social_cards: true", "social_cards: false"))
    site.write("static/root/sound.mp3", bytes(range(256)) * 20_000)
    assert () == site.build().problems
    with serving(root, "--no-drafts", "--now", NOW) as server:
        server.built()
        yield server, site


def test_what_is_served_is_what_is_published_but_for_the_script(
    demo_server: tuple[Serving, SiteFolder],
) -> None:
    server, site = demo_server
    published = site.tree()
    assert tree(site.file(".newsgen/serve/dist")) == published
    changed = set()
    for path, content in published.items():
        answer = server.get(f"/{quote(path)}")
        assert 200 == answer.status, path
        assert content == INSERTED.sub(b"", answer.body), path
        if content != answer.body:
            changed.add(path)
            assert 1 == answer.body.count(b"<script src=")
    assert {path for path in published if path.endswith(".html")} == changed


def test_a_published_page_has_no_trace_of_the_server(
    demo_server: tuple[Serving, SiteFolder],
) -> None:
    _, site = demo_server
    assert not any(b"_newsgen" in content for content in site.tree().values())


def test_types_ranges_and_conditions_are_kept(demo_server: tuple[Serving, SiteFolder]) -> None:
    server, _ = demo_server
    page = server.get("/")
    assert ("text/html; charset=utf-8", "no-cache") == (
        page.headers["content-type"],
        page.headers["cache-control"],
    )
    again = server.get("/", If_None_Match=page.headers["etag"])
    assert (304, b"") == (again.status, again.body)
    head = server.get("/", "HEAD")
    assert (200, b"", page.headers["content-length"]) == (
        head.status,
        head.body,
        head.headers["content-length"],
    )
    part = server.get("/sound.mp3", Range="bytes=255-257")
    assert (206, bytes((255, 0, 1))) == (part.status, part.body)
    assert ("audio/mpeg", "bytes 255-257/5120000") == (
        part.headers["content-type"],
        part.headers["content-range"],
    )
    assert 416 == server.get("/sound.mp3", Range="bytes=9999999-").status
    assert 5_120_000 == len(server.get("/sound.mp3").body)
    assert 405 == server.get("/", "POST").status


def test_a_missing_page_and_a_folder_are_answered_as_hosts_do(
    demo_server: tuple[Serving, SiteFolder],
) -> None:
    server, site = demo_server
    missing = server.get("/no/such/page.html")
    assert (404, site.tree()["404.html"]) == (missing.status, INSERTED.sub(b"", missing.body))
    moved = server.get("/world?a=b")
    assert (307, "/world/?a=b") == (moved.status, moved.headers["location"])
    assert 200 == server.get("/world/").status


@pytest.mark.parametrize(
    "path",
    [
        "/../newsgen.yaml", "/%2e%2e/newsgen.yaml", "/world/..%2f..%2f..%2fnewsgen.yaml",
        "/..%5cnewsgen.yaml", "/%00", "/world%00.html", "//etc/passwd", "/./index.html", "/%ff",
        "/_newsgen/document?page=/../../../newsgen.yaml", "/_newsgen/nothing",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder(
    demo_server: tuple[Serving, SiteFolder], path: str
) -> None:
    answer = demo_server[0].get(path)
    assert 404 == answer.status or b"This page is not here" in answer.body
    assert b"timezone" not in answer.body and b"root:" not in answer.body


def test_another_host_and_another_origin_are_refused(
    demo_server: tuple[Serving, SiteFolder],
) -> None:
    server, _ = demo_server
    for path in ("/", "/_newsgen/live.js", "/_newsgen/events", "/_newsgen/page"):
        assert 403 == server.get(path, Host="evil.example").status
        assert 403 == server.get(path, Host=f"evil.example:{server.port}").status
    assert 403 == server.post_time("2024-12-01T06:00", Origin="http://evil.example").status
    assert 403 == server.post_time("2024-12-01T06:00", Origin="null").status
    assert 415 == server.post_time("2024-12-01T06:00", Content_Type="text/plain").status
    assert 400 == server.post_time("teatime").status
    assert 405 == server.get("/_newsgen/time").status
    assert "same-origin" == server.get("/").headers["cross-origin-resource-policy"]


def test_what_is_held_is_shown_and_a_time_shows_what_readers_get(site: SiteFolder) -> None:
    site.article("world/draft.md", draft="true")
    site.article("world/later.md", date="2099-01-01", embargo="2099-02-01T06:00")
    site.article("world/gone.md", expires="2024-11-20")
    site.article("world/out.md")
    with serving(site.root, "--editor", "none") as server:
        server.built()

        def page(name: str) -> tuple[int, object, object]:
            path = f"/world/{'2099/01' if name == 'later' else '2024/11'}/{name}.html"
            said = server.get(f"/_newsgen/page?page={path}").body
            found = re.search(rb'"why":"([a-z]*)","until":"([^"]*)"', said)
            assert found is not None, said
            return server.get(path).status, found[1].decode(), found[2].decode()

        assert (200, "draft", "") == page("draft")
        assert (200, "embargo", "2099-02-01T06:00") == page("later")
        assert (200, "expired", "") == page("gone")
        assert (200, "", "") == page("out")
        with server.events() as heard:
            number = next(heard)["build"]
            assert 204 == server.post_time("2024-11-19T12:00").status
            told = next(heard)
            assert (number + 1, "2024-11-19T12:00") == (told["build"], told["time"])
            assert [404, 200] == [page(name)[0] for name in ("later", "gone")]
            assert (200, "draft", "") == page("draft")
            assert 204 == server.post_time("2099-02-01T06:00").status
            next(heard)
            assert [200, 404] == [page(name)[0] for name in ("later", "gone")]
            assert (200, "", "") == page("later")
            assert 204 == server.post_time("").status
            assert "" == next(heard)["time"]
            assert [200, 200] == [page(name)[0] for name in ("later", "gone")]
    assert not site.dist.exists()


def test_an_embargo_ends_by_the_clock_while_the_server_runs(site: SiteFolder) -> None:
    soon = datetime.fromtimestamp(time.time() + 4, UTC)
    site.article("world/one.md", date="2024-11-18", embargo=soon.isoformat(timespec="seconds"))
    with serving(site.root, "--no-drafts") as server:
        server.built()
        status = server.get("/world/2024/11/one.html").status
        assert 404 == status or time.time() > int(soon.timestamp())
        _until(lambda: server.get("/world/2024/11/one.html").status == 200)
        assert time.time() >= int(soon.timestamp())


def test_mistakes_of_all_kinds_leave_the_server_and_the_last_good_page(site: SiteFolder) -> None:
    article = site.article("world/one.md", "First.\n")
    good = site.file(article).read_bytes()
    with serving(site.root) as server:
        server.built()
        before = server.get("/world/2024/11/one.html").body
        with server.events("/world/2024/11/one.html") as heard:
            tag = next(heard)["page"]

            def told() -> dict[str, object]:
                """The next news but those of the look at all files that follows a failure."""
                return next(one for one in heard if one["problems"] != last["problems"])

            last: dict[str, object] = {"problems": []}
            site.write(article, good.replace(b"headline:", b"headline: ["))
            last = told()
            (problem,) = last["problems"]  # type: ignore[misc]
            assert (article, 2, "error") == (
                problem["path"],
                problem["line"],
                problem["severity"],
            )
            assert "headline: [" in problem["text"]
            assert problem["open"].endswith("world/one.md:2:" + str(problem["column"]))
            assert (True, tag) == (last["failed"], last["page"])
            site.write(article, good)
            last = told()
            assert not last["failed"]
            site.write("templates/article.html", "{% if %}")
            last = told()
            assert ["templates/article.html"] == [one["path"] for one in last["problems"]]  # type: ignore[attr-defined]
            assert before == server.get("/world/2024/11/one.html").body
            site.delete("templates")
            last = told()
            assert not last["failed"]
            site.rename("content", "elsewhere")
            last = told()
            assert ["content"] == [one["path"] for one in last["problems"]]  # type: ignore[attr-defined]
            assert before == server.get("/world/2024/11/one.html").body
            site.rename("elsewhere", "content")
            last = told()
            assert not last["failed"]
            site.write(article, good + b"More.\n")
            while next(heard)["page"] == tag:
                pass
        assert b"More." in server.get("/world/2024/11/one.html").body


def test_files_come_and_go_in_every_way_that_editors_and_git_have(site: SiteFolder) -> None:
    site.article("world/one.md", "First.\n")
    with serving(site.root) as server:
        server.built()
        file = site.file("content/articles/world/one.md")
        # By rename, as editors save.
        beside = file.with_name("one.md~")
        beside.write_bytes(file.read_bytes() + b"Renamed over.\n")
        beside.rename(file)
        _until(lambda: b"Renamed over." in server.get("/world/2024/11/one.html").body)
        server.said("rendered", since=2)
        count = len(server.lines)
        time.sleep(0.5)
        # What the build itself writes is no change.
        assert count == len(server.lines)
        # Hundreds at once, in a new folder.
        for number in range(150):
            site.article(f"europe/a{number}.md")
        _until(lambda: server.get("/europe/2024/11/a149.html").status == 200)
        site.rename("content/articles/europe", "content/articles/asia")
        _until(lambda: server.get("/asia/2024/11/a0.html").status == 200)
        assert 404 == server.get("/europe/2024/11/a0.html").status
        site.delete("content/articles/asia")
        _until(lambda: server.get("/asia/2024/11/a0.html").status == 404)
        # The whole site is moved away, and comes back.
        site.root.rename(site.root.with_name("away"))
        time.sleep(0.3)
        site.root.with_name("away").rename(site.root)
        site.article("world/two.md")
        _until(lambda: server.get("/world/2024/11/two.html").status == 200)


def _until(is_so: object, seconds: float = 30) -> None:
    assert callable(is_so)
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_a_first_build_that_fails_has_a_page_of_the_servers_own(site: SiteFolder) -> None:
    article = site.article("world/one.md", headline="[")
    with serving(site.root) as server:
        server.said("the last good pages stay|error")
        answer = server.get("/")
        assert 503 == answer.status
        assert b'<script src="/_newsgen/live.js"' in answer.body
        with server.events() as heard:
            assert next(heard)["failed"]
        site.article("world/one.md")
        _until(lambda: server.get("/").status == 200)
    assert article


def test_a_busy_port_leads_to_the_next_and_an_interrupt_ends_it(site: SiteFolder) -> None:
    site.article("world/one.md")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with serving(site.root, "--port", str(port)) as server:
            assert server.lines[0] == f"Port {port} is in use; taking {server.port}."
            server.built()
            with server.events() as heard:
                next(heard)
                began = time.monotonic()
                server.process.send_signal(signal.SIGINT)
                assert 130 == server.process.wait(10)
                assert time.monotonic() - began < 3
                assert [] == list(heard)
            other = [line for line in server.lines if "Traceback" in line]
            assert [] == other


def test_a_second_server_of_a_site_is_told_of_the_first(site: SiteFolder) -> None:
    site.article("world/one.md")
    with serving(site.root) as server:
        server.built()
        run = newsgen("serve", "--site", site.root, "--port", "0")
        assert (1, True) == (run.code, "Another `newsgen serve` of this site" in run.err)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--port", "65536"), "65536 is not in the range"),
        (("--port", "-1"), "-1 is not in the range"),
        (("--now", "teatime"), "'teatime' is no time such as"),
        (("--host", "nowhere.invalid"), "There is no host nowhere.invalid"),
        (("--editor", "ed"), "'ed' is not one of"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    site: SiteFolder, arguments: tuple[str, ...], words: str
) -> None:
    run = newsgen("serve", "--site", site.root, *arguments)
    assert run.code in (1, 2)
    assert words in run.err


def test_a_folder_without_a_site_is_left_as_it_is(tmp_path: Path) -> None:
    run = newsgen("serve", "--site", tmp_path, "--port", "0")
    assert (1, True) == (run.code, "is no site" in run.err)
    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_named(site: SiteFolder) -> None:
    shutil.rmtree(site.file(".newsgen"))
    site.write(".newsgen", "a file")
    run = newsgen("serve", "--site", site.root, "--port", "0")
    assert (1, True) == (run.code, "can't write there" in run.err)
    assert "Traceback" not in run.err


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no children to be looked up")
def test_a_builder_that_is_killed_is_replaced(site: SiteFolder) -> None:
    article = site.article("world/one.md")
    with serving(site.root) as server:
        server.built()
        (builder,) = children(server.process.pid)
        os.kill(builder, signal.SIGKILL)
        site.write(article, site.file(article).read_bytes() + b"After that.\n")
        _until(lambda: b"After that." in server.get("/world/2024/11/one.html").body)
        assert [builder] != children(server.process.pid)


def test_a_link_in_the_place_of_its_folder_is_refused(site: SiteFolder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    site.file(".newsgen/serve").symlink_to(tmp_path / "elsewhere")
    run = newsgen("serve", "--site", site.root, "--port", "0")
    assert (1, True) == (run.code, "is a link" in run.err)
    assert [] == list((tmp_path / "elsewhere").iterdir())


def test_polling_finds_changes_too(site: SiteFolder) -> None:
    site.article("world/one.md")
    with serving(site.root, "--poll") as server:
        server.built()
        site.article("world/two.md")
        _until(lambda: server.get("/world/2024/11/two.html").status == 200)


def test_where_the_system_watches_no_more_folders_files_are_polled(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    import watchfiles.main

    real = watchfiles.main.RustNotify

    def limited(paths: list[str], debug: bool, force_polling: bool, *rest: object) -> object:
        if not force_polling:
            raise OSError("OS file watch limit reached. about [a folder]")
        return real(paths, debug, force_polling, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(watchfiles.main, "RustNotify", limited)
    said: list[str] = []
    seen: list[object] = []
    watcher = Watcher(site.root, seen.append, said.append, is_polling=False)
    watcher.start()
    try:
        _until(lambda: said)
        assert "(OS file watch limit reached.) Looking" in said[0]
        assert "max_user_watches" in said[0]
        _until(lambda: None in seen)
        time.sleep(0.5)
        site.article("world/one.md")
        _until(lambda: None in seen[1:] or any(seen[1:]))
    finally:
        watcher.close()
    assert 1 == len(said)


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="no proportional sizes")
def test_unrest_ends_in_the_pages_of_a_clean_build(tmp_path: Path) -> None:
    found = unrest(tmp_path / "site", seconds=6, seed=7, settle_seconds=1.5)
    assert ([], []) == (found.faults, found.differing)
    assert found.is_alive and found.builds > 5
    assert found.memory_after < 1.2 * found.memory_before
