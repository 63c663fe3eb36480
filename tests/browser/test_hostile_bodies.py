"""What a browser makes of bodies that want more of the page than their text."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.browser import served, watched
from tests.support.hostile import Hostile
from tests.support.pictures import png
from tests.support.site import CONFIG, SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SEED = int(os.environ.get("NEWSGEN_HOSTILE_SEED", "12"))
NUMBER = 120 if os.environ.get("NEWSGEN_HYPOTHESIS_PROFILE") == "ci" else 36
"""How many bodies; some are refused."""

_KEPT = """\
corrections:
  - {date: 2024-11-19, kind: retraction, text: This was never so.}
  - {date: 2024-11-20, kind: update, text: More is known.}
"""

_LOOK = """() => {
    const faults = [], all = (one, of = document) => [...of.querySelectorAll(one)];
    const isOwn = one => !one.closest(".prose");
    const check = (held, what) => { if (!held) faults.push(what); };
    check(window.canary === undefined, "a script ran");
    check(all("h1").length === 1 && isOwn(all("h1")[0]), "not one h1");
    const ids = all("[id]").map(one => one.id);
    ids.filter((one, at) => ids.indexOf(one) !== at).forEach(one => check(false, `two ${one}`));
    for (const [id, owner] of [["main", "main"], ["sources", "section.sources"], ["corrections", "h2"],
                               ["source-1", "li"], ["sources-heading", "h2"]]) {
        const one = document.getElementById(id);
        check(one && one.matches(owner) && isOwn(one), `#${id} is not the page's`);
    }
    all("[id^='cite-']").filter(one => /^cite-[0-9]+$/.test(one.id)).forEach(
        one => check(one.matches("[role='doc-noteref']"), `#${one.id} is no citation`));
    const kept = [".site-head .nameplate a", "h1", ".byline", ".kicker .mark", ".sourcing a",
                  ".text > .corrections:first-child .correction p", ".text > .corrections > h2",
                  ".text > .corrections:not(:first-child) .correction p", "#sources-heading",
                  "#source-1 .who", ".site-foot .nameplate a"];
    for (const name of kept) {
        const one = all(name).find(isOwn);
        if (!one) { check(false, `no ${name}`); continue; }
        one.scrollIntoView({block: "center", behavior: "instant"});
        const [box] = one.getClientRects();
        check(box && box.width > 1 && box.height > 1, `${name} has no size`);
        check(one.checkVisibility({opacityProperty: true, visibilityProperty: true}), `${name} is hidden`);
        if (!box) continue;
        for (const part of [.1, .5, .9]) {
            const there = document.elementFromPoint(box.left + box.width * part, box.top + box.height / 2);
            check(there && (one.contains(there) || there.contains(one)), `${name} is covered by ` +
                (there ? there.outerHTML.slice(0, 80) : "nothing"));
        }
    }
    for (const one of all(".prose, .prose *")) {
        const style = getComputedStyle(one), isRoot = one.matches(".prose");
        const shown = one.outerHTML.slice(0, 80);
        check(isRoot || ["static", "relative"].includes(style.position), `${shown} is placed`);
        check(!isRoot || style.overflow === "clip", "a text is not clipped");
        check(![...one.attributes].some(({name}) => /^on|^style$|^is$|^item/.test(name)), shown);
    }
    check(!document.querySelector(".prose :is(script, style, iframe, form, input, base, meta, link, svg)"),
          "an element that is not of a text");
    check(getComputedStyle(document.documentElement).direction === "ltr", "turned");
    return faults;
}"""

_LOOK_AT_TEXT = """() => {
    const faults = [];
    const check = (held, what) => { if (!held) faults.push(what); };
    check(window.canary === undefined, "a script ran");
    check(document.querySelectorAll("h1").length === 1, "not one h1");
    const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
    ids.filter((one, at) => ids.indexOf(one) !== at).forEach(one => check(false, `two ${one}`));
    check(document.getElementById("source-1").matches("article > ol > li"), "#source-1 is not the page's");
    check(document.querySelectorAll("article > .correction").length === 2, "a correction is within another");
    check(document.querySelectorAll("body > footer").length === 1, "the foot is within another");
    return faults;
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site of articles with hostile bodies, without those that are refused."""
    site = SiteFolder(tmp_path_factory.mktemp("hostile") / "site")
    site.write(
        "newsgen.yaml", f"{CONFIG}formats: [html, text]\nfeed: {{full_text: true, items: 200}}\n"
    )
    site.write("content/media/p.png", png((1, 2, 3)))
    site.write("content/pages/about.md", "---\ntitle: About\n---\nText.\n")
    site.article("world/b.md")
    maker = Hostile(SEED)
    for number in range(NUMBER):
        kind = "live" if number % 3 == 2 else "news"
        front = f"headline: Number {number}\ndate: 2024-11-18\nauthors: [Jo Smith]\nkind: {kind}\n"
        sources = "sources: [Reuters, {id: mill, name: The Mill, url: https://mill.example/}]\n"
        body = maker.body(is_live=kind == "live")
        site.write(
            f"content/articles/world/n{number}.md", f"---\n{front}{sources}{_KEPT}---\n{body}\n"
        )
    refused = {one.path for one in site.build().problems if one.severity == "error"}
    for path in refused:
        site.delete(path)
    assert len(refused) < NUMBER / 3
    assert not site.build().failed
    return site


@pytest.mark.long
def test_no_body_runs_a_script_asks_another_host_or_stands_over_the_page(
    browser: Browser, hostile: SiteFolder
) -> None:
    found: dict[str, Any] = {}
    pages = sorted(hostile.dist.rglob("n*.html"))
    assert len(pages) > NUMBER
    # Without the pages' policy: what the filter lets through would run.
    with (
        served(hostile.dist) as address,
        watched(
            browser, address, bypass_csp=True, viewport={"width": 1100, "height": 900}
        ) as window,
    ):
        window.page.on("dialog", lambda one: one.dismiss())
        for page in pages:
            path = page.relative_to(hostile.dist).as_posix()
            look = _LOOK_AT_TEXT if path.startswith("text/") else _LOOK
            faults = window.open(path).evaluate(look)
            if faults:
                found[path] = (faults, _source(hostile, page))
        asked = [one for one in window.requests if not one.startswith(address)]
    assert {} == found
    assert [] == [*asked, *window.faults]


def test_no_body_brings_anything_that_runs_into_a_feed(hostile: SiteFolder) -> None:
    feed = hostile.page("feed.xml")
    assert "Number" in feed
    assert not re.search(
        r"&lt;(?:script|style|iframe|object|embed|form|meta|base|link|svg)[\s&]", feed
    )
    tags = re.findall(r"&lt;[a-z][^&]*", feed)
    assert tags
    assert [] == [one for one in tags if re.search(r"\s(?:on\w+|style|srcdoc)=", one)]


def _source(site: SiteFolder, page: Path) -> str:
    return site.file(f"content/articles/world/{page.stem}.md").read_text("utf-8")
