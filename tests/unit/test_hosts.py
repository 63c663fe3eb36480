"""Files for hosts: headers, redirects, and what each host reads of them."""

from __future__ import annotations

import gzip
import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from newsgen.model.page_policy import POLICIES, header_policy, policy_text
from newsgen.model.static_hosts import HOSTS
from tests.support.command import newsgen_here
from tests.support.everything import PAGES, REDIRECT, everything
from tests.support.host_headers import header_blocks
from tests.support.needs import need
from tests.support.pictures import png
from tests.support.site import CONFIG, SiteFolder

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
TARGET = "world/2024/11/story.html"


def redirect_lines(text: str) -> dict[str, tuple[str, str]]:
    """Target and status by source, as a host reads `_redirects`; each line is one rule."""
    lines = [line.split(" ") for line in text.splitlines() if not line.startswith("#")]
    assert all(len(one) == 3 for one in lines), lines
    return {one[0]: (one[1], one[2]) for one in lines}


def directives(policy: str) -> dict[str, set[str]]:
    pairs = (one.strip().partition(" ") for one in policy.split(";"))
    return {name: set(sources.split()) for name, _, sources in pairs}


def allows(policy: dict[str, set[str]], directive: str) -> set[str]:
    return policy.get(directive, policy["default-src"]) - {"'none'"}


def test_the_header_allows_what_every_kind_of_page_needs_and_forbids_frames() -> None:
    header = directives(header_policy())
    for kind in POLICIES:
        page = directives(policy_text(kind))
        for directive in {*page, *header} - {"frame-ancestors", "base-uri", "form-action"}:
            assert allows(page, directive) <= allows(header, directive), (kind, directive)
    assert header["frame-ancestors"] == header["form-action"] == {"'none'"}
    assert not allows(header, "script-src")


@pytest.fixture(scope="module")
def estuary(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    site = everything(tmp_path_factory.mktemp("hosts"))
    report = site.build()
    assert not report.failed, report.problems
    return site


def test_each_page_has_the_policy_of_its_kind_from_the_one_value(estuary: SiteFolder) -> None:
    texts = {policy_text(kind) for kind in POLICIES}
    for path in (*PAGES.values(), REDIRECT):
        (found,) = META.findall(estuary.page(path))
        assert found in texts, path


def test_headers_are_those_of_the_value_below_the_path_of_the_site(estuary: SiteFolder) -> None:
    found = header_blocks(estuary.page("_headers"))
    assert found["/news/*"]["Content-Security-Policy"] == header_policy()
    assert found["/news/*"]["X-Content-Type-Options"] == "nosniff"
    assert "Strict-Transport-Security" not in found["/news/*"]
    # A host sends all values of a header that several rules have.
    assert "Cache-Control" not in found["/news/*"]
    for folder in ("assets", "media"):
        assert "immutable" in found[f"/news/{folder}/*"]["Cache-Control"]


def test_the_page_at_an_old_address_has_no_noindex(estuary: SiteFolder) -> None:
    page = estuary.page(REDIRECT)
    assert "noindex" not in page
    assert 'rel="canonical"' in page and 'http-equiv="refresh"' in page
    assert redirect_lines(estuary.page("_redirects")) == {
        "/news/old/bridge.html": ("/news/world/2024/11/bridge-closed.html", "301")
    }


@pytest.fixture
def hosted(site: SiteFolder) -> SiteFolder:
    site.article("world/story.md", aliases="[/old/story.html]")
    return site


def configured(site: SiteFolder, *lines: str) -> None:
    site.write("newsgen.yaml", CONFIG + "".join(f"{line}\n" for line in lines))


def test_a_host_gets_the_files_that_it_reads(hosted: SiteFolder) -> None:
    every = {"_headers", "_redirects", ".nojekyll", ".htaccess"}
    hosted.build()
    assert every & hosted.tree().keys() == {"_headers", "_redirects", ".nojekyll"}
    for name, host in HOSTS.items():
        configured(hosted, f"host: {name}")
        assert hosted.build().problems == ()
        assert every & hosted.tree().keys() == {*host.files}, name


def test_hsts_and_cname_are_written_where_they_are_asked_for(hosted: SiteFolder) -> None:
    configured(hosted, "host: {name: netlify, hsts: true, cname: true}")
    hosted.build()
    assert hosted.page("CNAME") == "test.example\n"
    assert "Strict-Transport-Security" in header_blocks(hosted.page("_headers"))["/*"]
    assert "301!" in hosted.page("_redirects")


def test_files_of_the_sites_own_take_the_place_of_those_for_hosts(hosted: SiteFolder) -> None:
    for name in ("_headers", "_redirects", ".nojekyll", "CNAME"):
        hosted.write(f"static/root/{name}", "own")
    configured(hosted, "host: {cname: true}")
    assert not hosted.build().failed
    for name in ("_headers", "_redirects", ".nojekyll", "CNAME"):
        assert hosted.page(name) == "own"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "templates/article.html",
            '{% extends "theme:article.html" %}{% block policy %}{{ super() }}{% endblock %}',
        ),
        ("templates/series.html", "<!DOCTYPE html><html lang=en><title>x</title></html>"),
        ("static/root/game.html", "<!DOCTYPE html><title>A game</title>"),
    ],
)
def test_the_header_leaves_the_policy_to_pages_that_have_their_own(
    hosted: SiteFolder, path: str, text: str
) -> None:
    hosted.build()
    hosted.write(path, text)
    hosted.build()
    header = header_blocks(hosted.page("_headers"))["/*"]
    assert header["Content-Security-Policy"] == "frame-ancestors 'self'"
    hosted.delete(path)
    hosted.build()
    assert (
        header_blocks(hosted.page("_headers"))["/*"]["Content-Security-Policy"] == header_policy()
    )


@pytest.mark.parametrize("host", ["{cname: true}", "{name: netlify, hsts: true}"])
def test_a_host_that_does_not_fit_the_address_is_an_error(site: SiteFolder, host: str) -> None:
    url = "url: http://plain.example/\n" if "hsts" in host else ""
    site.write("newsgen.yaml", f"{url}host: {host}\n")
    problems = [one for one in site.build().problems if one.code == "NG455"]
    assert [(one.path, one.line > 0) for one in problems] == [("newsgen.yaml", True)]


def test_pages_people_sections_and_series_have_old_addresses_too(site: SiteFolder) -> None:
    configured(
        site, "sections:", "  - {slug: world, title: World, aliases: [/welt/, /monde/index.html]}"
    )
    site.write("content/pages/about.md", "---\ntitle: About\naliases: [/us.html]\n---\nText.\n")
    site.write("content/people/ada.md", "---\nname: Ada\naliases: [/staff/ada.html]\n---\nText.\n")
    series = "{title: The floods, aliases: [/floods/, /dossiers/floods.html]}"
    site.article("world/story.md", aliases="[/geschichte/ü b.html]", series=series)
    site.article("world/second.md", series="The floods")
    assert site.build().problems == ()
    assert redirect_lines(site.page("_redirects")) == {
        "/us.html": ("/about.html", "301"),
        "/staff/ada.html": ("/people/ada.html", "301"),
        "/welt/": ("/world/", "301"),
        "/monde/": ("/world/", "301"),
        "/floods/": ("/series/the-floods.html", "301"),
        "/dossiers/floods.html": ("/series/the-floods.html", "301"),
        "/geschichte/%C3%BC%20b.html": (f"/{TARGET}", "301"),
    }
    for path, to in (
        ("us.html", "about.html"),
        ("staff/ada.html", "../people/ada.html"),
        ("welt/index.html", "../world/index.html"),
        ("dossiers/floods.html", "../series/the-floods.html"),
        ("geschichte/ü b.html", f"../{TARGET}"),
    ):
        assert f'content="0; url={to}"' in site.page(path)


RULES = """\
- {from: /2019/bridge.html, to: /world/2024/11/story.html}
- {from: /archiv/*, to: /archive/:splat}
- {from: /mid.html, to: /2019/bridge.html, status: 302}
- {from: /elsewhere/, to: 'https://other.example/ü?a=1'}
- {from: /closed.html, status: 410}
- {from: /alias-of.html, to: /old/story.html#part}
- {from: /ä b/*, to: /archive/}
"""


REST = r"((?:[^/\x00-\x1f\x5c][^\x00-\x1f\x5c]*)?)"
"""What "*" stands for in the settings of servers: it can't become the name of a host."""


def test_rules_lead_to_the_end_of_their_chains_in_every_format(hosted: SiteFolder) -> None:
    configured(hosted, "host: netlify")
    hosted.write("content/redirects.yaml", RULES)
    assert hosted.build().problems == ()
    assert redirect_lines(hosted.page("_redirects")) == {
        "/2019/bridge.html": (f"/{TARGET}", "301!"),
        "/mid.html": (f"/{TARGET}", "302!"),
        "/elsewhere/": ("https://other.example/%C3%BC?a=1", "301!"),
        "/closed.html": ("/404.html", "410"),
        "/alias-of.html": (f"/{TARGET}#part", "301!"),
        "/old/story.html": (f"/{TARGET}", "301!"),
        "/archiv/*": ("/archive/:splat", "301"),
        "/%C3%A4%20b/*": ("/archive/", "301"),
    }
    # A host that takes the first rule that fits must read those for single pages first.
    assert ["*" in one for one in hosted.page("_redirects").splitlines()[-3:]] == [0, 1, 1]
    assert f'content="0; url={TARGET}"' in hosted.page("mid.html")
    assert 'url=https://other.example/%C3%BC?a=1"' in hosted.page("elsewhere/index.html")
    assert "closed.html" not in hosted.tree()
    configured(hosted, "host: apache")
    hosted.build()
    rules = [line for line in hosted.page(".htaccess").splitlines() if "RewriteRule" in line]
    assert f'    RewriteRule "^2019/bridge\\.html$" "/{TARGET}" [R=301,NE,L]' in rules
    assert f'    RewriteRule "^archiv/{REST}$" "/archive/$1" [R=301,L]' in rules
    assert (
        r'    RewriteRule "^elsewhere/$" "https://other.example/\%C3\%BC?a=1" [R=301,NE,L]' in rules
    )
    assert '    RewriteRule "^closed\\.html$" - [G,L]' in rules


@pytest.mark.parametrize(
    ("rules", "code", "line", "is_error"),
    [
        ("- {from: /a.html, to: /b.html}\n- {from: /b.html, to: /a.html}\n", "NG457", 1, True),
        ("- {from: /a/*, to: '/a/b/:splat'}\n", "NG457", 1, True),
        ("- {from: /a/*, to: '/b/:splat'}\n- {from: /b/*, to: '/a/:splat'}\n", "NG457", 1, True),
        ("- {from: /world/*, to: '/neu/:splat'}\n", "NG458", 1, False),
        ("- {from: /world/2024/*, to: '/neu/:splat'}\n", "NG458", 1, False),
        ("\n- {from: /a.html, to: /nothing.html}\n", "NG459", 2, False),
        (f"- {{from: /{TARGET}, to: /about.html}}\n", "NG459", 1, False),
        (f"- {{from: /{TARGET}, to: /index.html}}\n", "NG040", 1, True),
        ("- {from: /old/story.html, to: /index.html}\n", "NG040", 1, True),
        ("- {from: /a.html, to: 'http://other.example/'}\n", "NG456", 1, True),
        ("- {from: /a.html, to: 'javascript:alert(1)'}\n", "NG456", 1, True),
        ("- {from: /a.html, to: //other.example/}\n", "NG456", 1, True),
        ('- {from: /a.html, to: "/b\\n/c /d 301"}\n', "NG456", 1, True),
        ("- {from: /a.html, to: '/b c'}\n", "NG456", 1, True),
        ("- {from: /a.html, to: '/:x'}\n", "NG456", 1, True),
        ("- {from: /a.html, to: '/b/:splat'}\n", "NG456", 1, True),
        ("- {from: /*, to: '/b/:splat'}\n", "NG456", 1, True),
        ("- {from: '/a*b.html', to: /index.html}\n", "NG420", 1, False),
        ("- {from: a.html, to: /index.html}\n", "NG456", 1, True),
        ("- {from: /a.html}\n", "NG018", 1, True),
        ("- {from: /a.html, to: /, status: 200}\n", "NG022", 1, True),
        ("- {from: /a.html, to: /, status: 410}\n", "NG022", 1, True),
        ("- {from: /a.html, to: /}\n- {from: /a.html, to: /tags.html}\n", "NG014", 2, True),
        ("- /a.html\n", "NG019", 1, True),
        ("from: /a.html\n", "NG016", 1, True),
    ],
)
def test_what_is_wrong_with_a_rule_is_named_at_its_line(
    hosted: SiteFolder, rules: str, code: str, line: int, is_error: bool
) -> None:
    configured(hosted, "host: apache")
    hosted.write("content/redirects.yaml", rules)
    found = {(one.path, one.line, one.code): one.severity for one in hosted.build().problems}
    severity = found.get(("content/redirects.yaml", line, code))
    assert severity == ("error" if is_error else "warning"), found


@pytest.mark.parametrize(
    ("host", "named"), [("", 2), ("s3", 2), ("cloudflare-pages", 1), ("nginx", 0)]
)
def test_rules_that_need_a_host_that_knows_them_are_named(
    hosted: SiteFolder, host: str, named: int
) -> None:
    if host:
        configured(hosted, f"host: {host}")
    hosted.write(
        "content/redirects.yaml",
        "- {from: /alt/*, to: '/archive/:splat'}\n- {from: /gone.html, status: 410}\n",
    )
    assert [one.code for one in hosted.build().problems] == ["NG460"] * named


def test_a_held_article_is_in_no_file_for_hosts_until_it_is_out(site: SiteFolder) -> None:
    site.write("content/redirects.yaml", "- {from: /hint.html, to: /world/2024/11/secret.html}\n")
    site.article("world/open.md", aliases="[/old/open.html]")
    site.article("world/secret.md", draft="true", aliases="[/old/canary.html]")
    site.build()
    everything_written = b"".join(site.tree().values()) + " ".join(site.tree()).encode()
    assert b"secret" not in everything_written and b"canary" not in everything_written
    site.article("world/secret.md", aliases="[/old/canary.html]")
    assert site.build().problems == ()
    assert {*redirect_lines(site.page("_redirects"))} == {
        "/old/open.html", "/old/canary.html", "/hint.html"
    }  # fmt: skip


@pytest.mark.parametrize("has_rules", [True, False])
def test_aliases_that_come_change_and_go_leave_what_a_clean_build_writes(
    site: SiteFolder, tmp_path: Path, has_rules: bool
) -> None:
    rule = "- {from: /r.html, to: /world/2024/11/b.html}\n" if has_rules else ""
    site.write("content/redirects.yaml", rule)
    for name in "abc":
        site.article(f"world/{name}.md", aliases=f"[/old/{name}.html]")
    site.build()
    steps = (
        lambda: site.article("world/a.md", aliases="[/old/a.html]", headline="Another"),
        lambda: site.article("world/a.md", aliases="[/older/a.html]"),
        lambda: site.article("world/a.md"),
        lambda: site.article("world/b.md", draft="true", aliases="[/old/b.html]"),
        lambda: site.article("world/b.md", aliases="[/old/b.html]", date="2024-10-02"),
        lambda: site.delete("content/articles/world/c.md"),
        lambda: site.delete("content/articles/world/b.md"),
        lambda: site.delete("content/redirects.yaml"),
    )
    for number, step in enumerate(steps):
        step()
        report = site.build()
        clean = site.build(output=tmp_path / "clean")
        assert site.tree() == site.tree(tmp_path / "clean"), number
        assert report.problems == clean.problems, number
    assert "_redirects" not in site.tree()


def test_an_edit_without_another_alias_renders_no_file_for_hosts(site: SiteFolder) -> None:
    for number in range(4):
        site.article(f"world/{number}.md", aliases=f"[/old/{number}.html]")
    site.build()
    before = (site.dist / "_redirects").stat().st_mtime_ns
    site.article("world/1.md", "Another text.\n", aliases="[/old/1.html]")
    report = site.build()
    # The page, and the feeds of the site and of its section, which have its text.
    assert (report.looked_at, report.rendered) == ("changes", 7)
    assert (site.dist / "_redirects").stat().st_mtime_ns == before


def test_a_rule_that_goes_is_asked_for_where_it_stood(site: SiteFolder) -> None:
    site.article("world/story.md")
    site.write("content/redirects.yaml", "- {from: /old.html, to: /}\n- {from: /new.html, to: /}\n")
    site.build()
    site.write("content/redirects.yaml", "- {from: /new.html, to: /}\n")
    (problem,) = site.build().problems
    assert (problem.path, problem.code) == ("content/redirects.yaml", "NG463")
    assert "aliases" not in problem.hint
    site.write("content/redirects.yaml", "- {from: /old.html, to: /}\n")
    (problem,) = site.build().problems
    assert "/new.html" in problem.message and "/old.html" not in problem.message


@pytest.mark.parametrize("server", ["nginx", "caddy", "apache"])
def test_the_settings_of_a_server_have_the_same_headers_and_redirects(
    hosted: SiteFolder, server: str
) -> None:
    configured(hosted, f"host: {{name: {server}, hsts: true}}")
    hosted.write("content/redirects.yaml", RULES)
    run = newsgen_here("hosting", server, "--site", hosted.root, "--now", "2024-12-01")
    assert (run.code, run.err) == (0, "")
    for header in (header_policy(), "nosniff", "max-age=31536000", "camera=()", "immutable"):
        assert header in run.out
    expected = {
        "nginx": [
            f'location = "/2019/bridge.html" {{ return 301 "/{TARGET}"; }}',
            f'location = "/mid.html" {{ return 302 "/{TARGET}"; }}',
            'location = "/closed.html" { return 410; }',
            f'location ^~ "/archiv/" {{ rewrite "^/archiv/{REST}$" "/archive/$1" permanent; }}',
        ],
        "caddy": [
            f'redir "/2019/bridge.html" "/{TARGET}" 301',
            'respond "/closed.html" 410',
            f'@old7 path_regexp old7 "^/archiv/{REST}$"',
            'redir @old7 "/archive/{re.old7.1}" 301',
        ],
        "apache": [f'    RewriteRule "^mid\\.html$" "/{TARGET}" [R=302,NE,L]'],
    }[server]
    assert [] == [line for line in expected if line not in run.out.splitlines()]


def test_settings_of_a_site_with_an_error_are_not_printed(hosted: SiteFolder) -> None:
    hosted.write("content/redirects.yaml", "- {from: /a.html, to: /a.html}\n")
    run = newsgen_here("hosting", "nginx", "--site", hosted.root)
    assert (run.code, run.out) == (1, "") and "NG457" in run.err


def test_the_limits_of_a_host_are_told_of(
    hosted: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosted.build()
    small = HOSTS["cloudflare-pages"]._replace(
        max_files=len(hosted.tree()),
        max_file_bytes=4_000_000,
        redirects=2,
        dynamic_redirects=1,
        line_length=400,
    )
    monkeypatch.setattr("newsgen.model.static_hosts.HOSTS", {"cloudflare-pages": small})
    configured(hosted, "host: cloudflare-pages")
    assert hosted.build().problems == ()
    hosted.write("content/media/film.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 4_000_000)
    hosted.article("world/film.md", "[Film](../../media/film.mp4)\n")
    rules = "".join(f"- {{from: /old/{n}.html, to: /}}\n" for n in range(3))
    rules += "".join(f"- {{from: /old{n}/*, to: /}}\n" for n in range(2))
    hosted.write("content/redirects.yaml", f"{rules}- {{from: '/{'x' * 150}.html', to: /}}\n")
    found = {(one.path, one.code, one.severity) for one in hosted.build().problems}
    assert found == {
        ("newsgen.yaml", "NG461", "warning"),
        ("newsgen.yaml", "NG461", "warning"),
        ("content/media/film.mp4", "NG461", "warning"),
    }
    hosted.delete("content/redirects.yaml")
    hosted.article("world/film.md", "No film.\n")
    for _ in range(2):
        hosted.article("world/another.md", "Text.\n")
        # The addresses of the rules that are gone vanish too.
        assert {one.code for one in hosted.build().problems} <= {"NG461", "NG463"}


def test_a_site_that_is_larger_than_its_host_takes_is_told_of_by_every_build(
    hosted: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosted.build()
    size = sum(len(content) for content in hosted.tree().values())
    small = HOSTS["github-pages"]._replace(max_bytes=size + 200_000)
    monkeypatch.setattr("newsgen.model.static_hosts.HOSTS", {"github-pages": small})
    configured(hosted, "host: github-pages")
    assert hosted.build().problems == ()
    hosted.article("world/long.md", "A long text. " * 20_000)
    grown = hosted.build()
    assert [("newsgen.yaml", "NG461")] == [(one.path, one.code) for one in grown.problems]
    still = hosted.build()
    assert ("nothing", grown.problems) == (still.looked_at, still.problems)
    # What takes the place of a page counts, and not the page too.
    hosted.article("world/long.md", "A short text.")
    assert hosted.build().problems == ()


def test_one_article_more_than_a_host_takes_is_told_of_by_an_incremental_build(
    hosted: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosted.build()
    files = len(hosted.tree())
    small = HOSTS["cloudflare-pages"]._replace(max_files=files)
    monkeypatch.setattr("newsgen.model.static_hosts.HOSTS", {"cloudflare-pages": small})
    configured(hosted, "host: cloudflare-pages")
    assert hosted.build().problems == ()
    hosted.article("world/more.md", tags="[New]")
    assert [one.code for one in hosted.build().problems] == ["NG461"]
    hosted.delete("content/articles/world/more.md")
    # Its address vanishes; the host takes what is left.
    assert {one.code for one in hosted.build().problems} == {"NG463"}


def test_text_files_are_compressed_beside_themselves_and_the_same_in_every_build(
    site: SiteFolder, tmp_path: Path
) -> None:
    need("brotli", find_spec("brotli") is not None, 'pip install -e ".[compress]"')
    import brotli

    configured(site, "compress: [gzip, brotli]", "formats: [html, text]", "per_page: 1")
    site.write("content/media/a.png", png())
    site.write("static/root/plain.txt", "Plain words. " * 99)
    for number in range(4, 7):
        site.article(f"world/{number}.md", tags="[Sea]", date=f"2024-10-0{number}")
    for number in range(3):
        site.article(f"world/{number}.md", "![A](../../media/a.png)\n", tags="[Sea]")
    assert site.build().problems == ()
    steps = (
        lambda: site.article("world/3.md", tags="[Sky]", aliases="[/old/3.html]"),
        lambda: site.article("world/1.md", "Another text.\n", tags="[Sea]"),
        lambda: site.delete("content/articles/world/3.md"),
        lambda: site.write("static/root/plain.txt", "Other words. " * 99),
        lambda: site.delete("static/root/plain.txt"),
    )
    for number, step in enumerate((lambda: None, *steps)):
        step()
        site.build()
        site.build(output=tmp_path / "clean", jobs=2)
        files = site.tree()
        assert files == site.tree(tmp_path / "clean"), number
        endings = (".html", ".xml", ".txt", ".css", ".svg", ".json", ".opml")
        texts = {path for path in files if path.endswith(endings)}
        assert {path for path in files if path.endswith(".gz")} == {f"{one}.gz" for one in texts}
        for path in texts:
            assert gzip.decompress(files[f"{path}.gz"]) == files[path], path
            assert brotli.decompress(files[f"{path}.br"]) == files[path], path
            # No name and no time (RFC 1952).
            assert files[f"{path}.gz"][3:8] == b"\0" * 5
    configured(site)
    site.build()
    assert not any(path.endswith((".gz", ".br")) for path in site.tree())


def test_a_way_to_compress_that_there_is_not_is_an_error(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(site, "compress: [zip]")
    assert [(one.code, one.line) for one in site.build().problems] == [("NG022", 3)]
    monkeypatch.setattr("newsgen.reading.content.compress.installed", lambda *names: None)
    configured(site, "compress: brotli")
    assert [(one.code, one.line) for one in site.build().problems] == [("NG462", 3)]


@pytest.mark.parametrize("host", ["apache", "nginx", "caddy", "netlify"])
def test_nothing_in_content_adds_a_line_or_a_value_to_a_file_for_hosts(
    site: SiteFolder, host: str
) -> None:
    site.write("newsgen.yaml", f"url: https://test.example/a%20b/\nhost: {host}\n")
    odd = ["/old/a b.html", "/old/ü.html", "/old/$1{x}%23.html", "/old/#x", "/old/:splat.html",
           "/old/c\n/d 301.html", "/old/e*.html", "/old/'f';g.html", '/old/h".html']  # fmt: skip
    site.article("world/story.md", aliases=json.dumps(odd), slug="Ж-1")
    site.build()
    if host == "netlify":
        found = redirect_lines(site.page("_redirects"))
        assert found == {
            f"/a%20b/old/{name}": ("/a%20b/world/2024/11/%D0%96-1.html", "301!")
            for name in ("a%20b.html", "%C3%BC.html", "$1%7Bx%7D%23.html", "", "'f';g.html")
        }
        assert {*header_blocks(site.page("_headers"))} == {
            "/a%20b/*", "/a%20b/assets/*", "/a%20b/media/*"
        }  # fmt: skip
        return
    run = newsgen_here("hosting", host, "--site", site.root, "--now", "2024-12-01")
    rules = [
        line for line in run.out.splitlines() if re.search("RewriteRule|redir |return 301", line)
    ]
    assert len(rules) == 5
    for line in rules:
        # Two values between quotes, and no sign in them that would begin another.
        values = re.findall(r'"([^"]*)"', line)
        assert len(values) == 2 and "\n" not in line, line
        assert "\x00" not in line and values[1].isascii()
        assert not re.search(r"(?<!\\)\$|(?<!\\)%\d", values[1]) or host != "apache"
