"""The parts of the development server that need no server."""

from __future__ import annotations

import os
import re
import socket
from pathlib import Path

import pytest

from newsgen.model.problem import Position, Problem
from newsgen.serving.editors import EDITORS, editor_link
from newsgen.serving.hosts import OwnHosts, is_same_origin
from newsgen.serving.injection import with_script
from newsgen.serving.listening import ListenError, address_of, exposure, listening
from newsgen.serving.marked_lines import marked_line
from newsgen.serving.polling import file_system
from newsgen.serving.served_files import Elsewhere, FoundFile, find_file, range_of, type_of

HOST = "127.0.0.1:8000"


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000", "LOCALHOST", "localhost.:8000"],
)
def test_the_server_goes_by_the_names_of_this_machine(host: str) -> None:
    assert OwnHosts("127.0.0.1").owns(host)


@pytest.mark.parametrize(
    "host",
    [
        "", "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example",
        "192.168.1.7", "127.0.0.1:8000, evil.example", "user@localhost", "localhost:port",
        "localhost/", "[::1", "newsroom.local",
    ],
)  # fmt: skip
def test_another_name_is_not_the_servers_own(host: str) -> None:
    assert not OwnHosts("127.0.0.1").owns(host)


def test_a_server_for_others_goes_by_numbers_and_its_own_name_alone() -> None:
    hosts = OwnHosts("0.0.0.0", ("newsroom", "newsroom.local"))
    assert all(map(hosts.owns, ("192.168.1.7:8000", "[fe80::1]", "newsroom:8000", "localhost")))
    assert not any(map(hosts.owns, ("evil.example", "newsroom.evil.example", "192.168.1.7.evil")))


def test_only_a_page_of_the_same_host_is_of_the_same_origin() -> None:
    assert is_same_origin("http://localhost:8000", "localhost:8000")
    for origin in ("", "null", "http://localhost:80", "http://evil.example", "localhost:8000"):
        assert not is_same_origin(origin, "localhost:8000")
    assert not is_same_origin("http://", "")


POLICIES = [
    "default-src 'none'; style-src 'self'; connect-src 'self'",
    "default-src 'none'",
    "default-src 'self'",
    "script-src 'unsafe-inline'; default-src 'none';",
    "script-src-elem 'self'; script-src 'none'",
    "img-src *",
    "",
]


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_what_is_added_to_a_page_is_added_and_changes_nothing(policy: str, quote: str) -> None:
    if quote == "'":
        policy = policy.replace("'", "")
    meta = f"<meta content={quote}{policy}{quote} HTTP-EQUIV=Content-Security-Policy>"
    page = f"<!DOCTYPE html><head>{meta}<title>ü</title></head><p>&lt;/head></p>".encode()
    served = with_script(page, HOST, "abc")
    assert _is_within(page, served)
    assert 1 == served.count(b"<script")
    assert served.index(b"<script") < served.index(b"</head>")


def test_the_script_may_run_where_nothing_may() -> None:
    page = b"""<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""
    served = with_script(page, HOST, "").decode()
    assert f"script-src {HOST}/_newsgen/" in served
    assert f"connect-src {HOST}/_newsgen/" in served


def test_what_default_src_allowed_to_scripts_is_still_allowed() -> None:
    page = b"""<meta http-equiv="Content-Security-Policy" content="default-src 'self' a.example">"""
    assert f"script-src 'self' a.example {HOST}/" in with_script(page, HOST, "").decode()


def test_a_page_without_a_head_gets_the_script_at_its_end() -> None:
    assert with_script(b"<p>Text", HOST, "").startswith(b"<p>Text<script ")


def _is_within(part: bytes, whole: bytes) -> bool:
    """Whether the part is what is left of the whole when some of its bytes are taken away."""
    rest = iter(whole)
    return all(byte in rest for byte in part)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to serve, beside one that is nobody's business."""
    for path in ("dist/index.html", "dist/world/index.html", "dist/world/a b.html", "dist/x.mp3"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)
    (tmp_path / "secret.html").write_text("secret")
    (tmp_path / "dist/empty").mkdir()
    (tmp_path / "dist/link.html").symlink_to(tmp_path / "secret.html")
    (tmp_path / "dist/out").symlink_to(tmp_path)
    return tmp_path / "dist"


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/", "index.html"), ("/index.html", "index.html"), ("/world/", "world/index.html"),
        ("/world/a b.html", "world/a b.html"), ("/x.mp3", "x.mp3"),
    ],
)  # fmt: skip
def test_a_path_leads_to_its_file(folder: Path, asked: str, path: str) -> None:
    found = find_file(folder, asked)
    assert isinstance(found, FoundFile)
    with found.stream as stream:
        assert (path, f"dist/{path}".encode()) == (found.path, stream.read())


def test_a_folder_without_its_slash_is_elsewhere(folder: Path) -> None:
    assert Elsewhere("world/") == find_file(folder, "/world")


@pytest.mark.parametrize(
    "asked",
    [
        "", "index.html", "/../secret.html", "/world/../../secret.html", "/..", "/./index.html",
        "/world/..", "//index.html", "/world//a b.html", "/link.html", "/out/secret.html", "/out/",
        "/world\\..\\..\\secret.html", "/..\\secret.html", "/index.html\0", "/\0", "/index.html/",
        "/empty/", "/empty", "/missing.html", "/" + "a" * 5000, "/\udcff.html", "/world/\n",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder_or_to_what_is_not_there(folder: Path, asked: str) -> None:
    assert find_file(folder, asked) is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.html")
    assert find_file(folder, "/pipe.html") is None


def test_types_follow_from_the_endings_of_names() -> None:
    assert "text/html; charset=utf-8" == type_of("a/b.HTML")
    assert ["audio/mpeg", "image/avif"] == [type_of("a.mp3"), type_of("a.b/c.avif")]
    assert {"application/octet-stream"} == {type_of("CNAME"), type_of("a.html/b"), type_of("a.exe")}


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-", (0, 10)), ("bytes=2-4", (2, 5)), ("bytes=-3", (7, 10)), ("bytes=-30", (0, 10)),
        ("bytes=9-99", (9, 10)), ("", None), ("bytes=-", None), ("items=1-2", None),
        ("bytes=0-1,3-4", None), ("bytes=4-2", None),
    ],
)  # fmt: skip
def test_a_range_names_its_bytes(header: str, part: tuple[int, int] | None) -> None:
    assert part == range_of(header, 10)


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=-0", "bytes=99-100"])
def test_a_range_behind_the_end_is_refused(header: str) -> None:
    with pytest.raises(ValueError):
        range_of(header, 10)


def test_a_link_opens_the_file_at_its_place_in_each_editor() -> None:
    file = Path("/news room/ünï/a#b?.md")
    assert "vscode://file/news%20room/%C3%BCn%C3%AF/a%23b%3F.md:3:7" == editor_link(
        "vscode", file, 3, 7
    )
    for editor in EDITORS:
        link = editor_link(editor, file, 3, 7)
        assert re.fullmatch(r"[a-z]+:[!-~]+", link)
        assert "3" in link and "#" not in link
    assert "" == editor_link("none", file)


def test_a_marked_line_is_cut_around_its_mark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one\r\n\ttwo\n" + "x" * 500 + "HERE" + "y" * 500, "utf-8")

    def of(line: int, column: int) -> tuple[str, int] | None:
        return marked_line(
            Problem(path="a.md", line=line, column=column, code="NG001", message=""), tmp_path
        )

    assert ("one", 0) == of(1, 1)
    assert (" two", 4) == of(2, 99)
    long = of(3, 501)
    assert long is not None and len(long[0]) == 160
    assert long[0][long[1] :].startswith("HERE")
    assert of(0, 0) is None and of(4, 1) is None
    absent = Problem(path="b.md", line=1, column=1, code="NG001", message="")
    assert marked_line(absent, tmp_path) is None


def test_the_line_of_a_plugins_template_is_shown_too(tmp_path: Path) -> None:
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins/a.html").write_text("one\n{% two\n", "utf-8")
    problem = Problem.at("plugin:plugins/a.html", Position(2, 1), "NG060", "It does not parse.")

    line = marked_line(problem, tmp_path)

    assert line is not None
    assert ("{% two", 0) == (line.text, line.at)


def test_a_port_in_use_leads_to_the_next() -> None:
    with listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with listening("127.0.0.1", port) as other:
            assert port < other.getsockname()[1] <= port + 50


def test_a_host_that_is_not_there_is_named() -> None:
    with pytest.raises(ListenError, match=r"no host nowhere\.invalid"):
        listening("nowhere.invalid", 0)
    with pytest.raises(ListenError, match="cannot be listened on"):
        listening("203.0.113.7", 0)


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6")
def test_an_address_can_be_opened() -> None:
    assert "http://[::1]:8000/" == address_of("::1", 8000)
    assert "http://127.0.0.1:8000/" == address_of("0.0.0.0", 8000)


def test_what_others_may_see_is_said() -> None:
    assert "" == exposure("127.0.0.1") == exposure("localhost")
    assert "with its drafts" in exposure("0.0.0.0")


MOUNTS = r"""/dev/vda / ext4 rw 0 0
C:\134 /mnt/c 9p rw 0 0
host:/x /srv/news\040room nfs4 rw 0 0
tmpfs /srv/news\040room/cache tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/news", "ext4"), ("/mnt/c/news", "9p"), ("/mnt/cc", "ext4"),
        ("/srv/news room", "nfs4"), ("/srv/news room/cache/x", "tmpfs"),
    ],
)  # fmt: skip
def test_the_nearest_mount_tells_the_file_system(place: str, kind: str) -> None:
    assert kind == file_system(MOUNTS, place)
