"""Servers of one's own: the settings of the manual and of `newsgen hosting`, loaded and asked."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.command import newsgen_here
from tests.support.needs import need
from tests.support.serving import SECONDS, Answer
from tests.support.site import CONFIG, SiteFolder

MANUAL = Path(__file__).parents[2] / "docs" / "deploy.md"
PROGRAMS = {"nginx": "nginx", "caddy": "caddy", "apache": "apache2"}
TARGET = "/world/2024/11/story.html"
RULES = f"""\
- {{from: /mid.html, to: {TARGET}, status: 302}}
- {{from: /closed.html, status: 410}}
- {{from: /gone/*, status: 410}}
- {{from: /archiv/*, to: /archive/:splat}}
- {{from: /ä b/*, to: /:splat}}
"""
MODULES = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "setenvif", "filter",
           "deflate")  # fmt: skip


def settings(server: str, folder: Path, port: int) -> str:
    """What the manual shows, for this folder and port, with what the server needs to run alone."""
    found = re.search(rf"```{server}\n(.*?)```", MANUAL.read_text(), re.DOTALL)
    assert found is not None
    text = found[1].replace("/srv/www/my-news", str(folder))
    text = re.sub(r"/etc/\S*/my-news[\w.-]*", str(folder / "made.conf"), text)
    if server == "caddy":
        local = f"http://127.0.0.1:{port} {{"
        return "{\n\tadmin off\n}\n" + text.replace("www.example.org {", local)
    if server == "nginx":
        text = text.replace("    listen [::]:80;\n", "").replace("80;", f"127.0.0.1:{port};")
        passing = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = "".join(f"{one}_temp_path {folder}/temporary;\n" for one in passing)
        return (
            f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;\n"
            f"events {{}}\nhttp {{\ninclude /etc/nginx/mime.types; access_log off;\n{temporary}{text}}}\n"
        )
    loaded = "".join(f"LoadModule {one}_module modules/mod_{one}.so\n" for one in MODULES)
    return (
        f"ServerRoot /usr/lib/apache2\nPidFile {folder}/pid\nErrorLog {folder}/log\n"
        f"Listen 127.0.0.1:{port}\nServerName localhost\nMutex file:{folder}\n{loaded}"
        f"TypesConfig /etc/mime.types\n{text.replace('*:80', f'127.0.0.1:{port}')}"
    )


@contextmanager
def served(server: str, folder: Path) -> Iterator[int]:
    """The port at which the server serves `current` in the folder."""
    program = shutil.which(PROGRAMS[server], path=f"{os.environ['PATH']}:/usr/sbin")
    need(server, program is not None, f"install {PROGRAMS[server]}")
    assert program is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    conf = folder / "Caddyfile"
    conf.write_text(settings(server, folder, port))
    arguments = {
        "nginx": ["-c", str(conf), "-p", str(folder)],
        "caddy": ["run", "--adapter", "caddyfile", "--config", str(conf)],
        "apache": ["-D", "FOREGROUND", "-f", str(conf)],
    }[server]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [program, *arguments],
            env={**os.environ, "HOME": str(folder)},
            stdout=said,
            stderr=said,
        )
        try:
            deadline = time.monotonic() + SECONDS
            while process.poll() is None and time.monotonic() < deadline:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    time.sleep(0.02)
            else:
                raise AssertionError((folder / "said").read_text())
            yield port
        finally:
            process.terminate()
            process.wait(SECONDS)


def asked(port: int, path: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        names = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, names, answer.read())
    finally:
        connection.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that a server may read which is another user: those of pytest are the tester's alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.mark.parametrize("server", PROGRAMS)
def test_a_server_does_what_its_settings_say(
    site: SiteFolder, open_folder: Path, server: str
) -> None:
    site.article("world/story.md", aliases="[/old/story.html]")
    site.write("content/redirects.yaml", RULES)
    site.write("newsgen.yaml", f"{CONFIG}host: {server}\n")
    assert site.build().problems == ()
    run = newsgen_here("hosting", server, "--site", site.root, "--now", "2024-12-01")
    (open_folder / "made.conf").write_text(run.out)
    shutil.copytree(site.dist, open_folder / "1")
    (open_folder / "current").symlink_to("1")
    style = next(one for one in site.tree() if one.endswith(".css"))
    with served(server, open_folder) as port:
        page = asked(port, TARGET)
        assert (200, "text/html; charset=utf-8") == (page.status, page.headers["content-type"])
        assert "frame-ancestors" in page.headers["content-security-policy"]
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["cache-control"] == "public, max-age=0, must-revalidate"
        kept = asked(port, f"/{style}")
        assert (200, True) == (kept.status, "immutable" in kept.headers["cache-control"])

        for path in ("/none.html", "/a/b/none", f"/{style}x.css", "/archiv", "/gone"):
            missing = asked(port, path)
            assert (404, site.page("404.html").encode()) == (missing.status, missing.body), path
            # What is not there yet must not be missing for a year.
            assert "immutable" not in missing.headers.get("cache-control", ""), path

        assert [410] * 2 == [asked(port, path).status for path in ("/closed.html", "/gone/x/y")]
        moved = {
            "/old/story.html": (301, TARGET),
            "/mid.html": (302, TARGET),
            "/archiv/": (301, "/archive/"),
            "/archiv/2024/11.html": (301, "/archive/2024/11.html"),
            "/%C3%A4%20b/x.html": (301, "/x.html"),
        }
        for path, (status, target) in moved.items():
            answer = asked(port, path)
            to = answer.headers["location"].removeprefix(f"http://127.0.0.1:{port}")
            assert (status, target) == (answer.status, to), path

        # Browsers take each of these for the name of a host behind "/".
        for rest in ("/other.example", "%2fother.example", "%5cother.example", "x%0d%0aX-Y:%20z"):
            answer = asked(port, f"/%C3%A4%20b/{rest}")
            to = answer.headers.get("location", "").removeprefix(f"http://127.0.0.1:{port}")
            assert "x-y" not in answer.headers and not re.match(r"[/\\]{2}|\w+:", to), (rest, to)
