"""The ids and classes of bodies are names of their own: nothing of a body is taken for the page around it."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from newsgen.model.problem import Problem
from newsgen.reading.markdown.body import render_body
from newsgen.reading.markdown.body_names import CLASSES, OF_ARTICLES, OF_PAGES
from newsgen.reading.markdown.pieces import closed, end_of_element
from tests.support.everything import REPOSITORY, everything
from tests.support.site import CONFIG, SiteFolder
from tests.unit.test_every_link import pages

OF_THE_PAGE = (
    "main", "sources", "sources-heading", "corrections", "series", "read-also", "related",
    "source-1", "source-12", "cite-1", "page:x",
)  # fmt: skip


def made(text: str, *classes: str) -> str:
    return render_body(text, 1, "a.md", (), classes=classes).html


def told(text: str) -> tuple[Problem, ...]:
    return render_body(text, 1, "a.md", ()).problems


# Ids


@pytest.mark.parametrize("own", OF_THE_PAGE)
@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ('<p id="{}">Text</p>', "p"),
        ("<section id='{}'>Text</section>", "section"),
        ("Text\n{{: #{} }}", "p"),
        ("## Text {{#{}}}", "h2"),
    ],
)
def test_a_body_has_no_id_of_the_page(own: str, text: str, tag: str) -> None:
    assert f'<{tag} id="text-{own}">Text</{tag}>' == made(text.format(own)).strip()


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("Sources", "text-sources"),
        ("Read also", "text-read-also"),
        ("Source 1", "text-source-1"),
        ("Cite 3", "text-cite-3"),
        ("Corrections", "text-corrections"),
        ("Our sources", "our-sources"),
        ("Sources 1", "sources-1"),
        ("Source one", "source-one"),
        ("Mainly", "mainly"),
        ("Page: x", "page-x"),
    ],
)
@pytest.mark.parametrize("more", ["", "\n\n<p>Raw.</p>\n"], ids=["plain", "with raw HTML"])
def test_a_heading_keeps_its_address_unless_the_page_has_it(
    heading: str, anchor: str, more: str
) -> None:
    assert f'<h2 id="{anchor}">{heading}</h2>' in made(f"## {heading}{more}")


def test_a_standing_page_keeps_the_addresses_that_only_articles_have() -> None:
    body = render_body("## Corrections\n\n## Main\n", 1, "a.md", (), of_page=OF_PAGES)
    assert '<h2 id="corrections">Corrections</h2>\n<h2 id="text-main">Main</h2>' == body.html


def test_the_links_of_a_body_follow_its_own_ids() -> None:
    html = made(
        '[TOC]\n\n## Sources\n\n[a](#sources), [b](#corrections), <a href="#%73ources">c</a>\n\n'
        '<table><tr><th id="main">x</th><td headers="main other">y</td></tr></table>\n'
    )
    assert 3 == html.count('href="#text-sources"')
    assert '<a href="#corrections">b</a>' in html
    assert '<th id="text-main">' in html and 'headers="text-main other"' in html


def test_a_link_to_the_page_s_own_list_stays_where_the_body_has_no_such_id() -> None:
    assert '<p>See <a href="#sources">them</a>.</p>' == made("See [them](#sources).")


def test_no_two_elements_of_a_body_have_one_id() -> None:
    html = made(
        '## A {#x}\n\n## B {#x}\n\n## Sources\n\n## Text sources\n\n<p id="sources">r</p>\n\n'
        '<p id="text-sources">s</p>\n\n<p id="">t</p>\n'
    )
    counts = Counter(re.findall(r'id="([^"]*)"', html))
    assert {1} == set(counts.values())
    assert '<h2 id="text-sources_">Sources</h2>' in html
    assert '<h2 id="text-sources">Text sources</h2>' in html


COMPUTED = {"entry.anchor": "the text's own", "s.anchor": "source-3"}
"""What templates with a text compute an id from, each with such an id."""


def ids_of_template(name: str) -> set[str]:
    """The ids that a template writes, and those of all that it draws on."""
    text = (REPOSITORY / "templates" / name).read_text("utf-8")
    drawn = re.findall(r"""\{%-? (?:extends|include|import|from) ["']([^"']+)["']""", text)
    own = {re.sub(r"\{\{ (.+?) \}\}", lambda one: COMPUTED[one[1]], each)
           for each in re.findall(r'\sid="((?:\{\{.+?\}\}|[^"{])+)"', text)}  # fmt: skip
    return own.union(*map(ids_of_template, drawn)) - {"the text's own"}


@pytest.mark.parametrize(
    ("name", "pattern", "fewest"),
    [("article", OF_ARTICLES, 8), ("text-article", OF_ARTICLES, 1), ("page", OF_PAGES, 1),
     ("person", OF_PAGES, 1)],
)  # fmt: skip
def test_every_id_that_a_template_with_a_text_writes_is_one_of_the_page(
    name: str, pattern: re.Pattern[str], fewest: int
) -> None:
    written = ids_of_template(f"{name}.html")
    assert fewest <= len(written)
    assert [] == [one for one in written if not pattern.fullmatch(one)]


def test_no_heading_on_any_page_has_an_id_of_the_page(tmp_path: Path) -> None:
    site = everything(tmp_path)
    headings = "".join(f"\n\n### {one.replace('-', ' ').capitalize()}" for one in OF_THE_PAGE)
    raw = "".join(f'\n\n<p id="{one}">x</p>' for one in (*OF_THE_PAGE, "fn:1", "entry-1"))
    files = [*(site.root / "content").rglob("*.md")]
    for file in files:
        text = file.read_text("utf-8")
        file.write_text(f"{text}\n\nText.[^1]{headings}{raw}\n\n[^1]: Note.\n", "utf-8")
    assert not site.build().failed
    read = pages(site.dist)
    assert len(files) < len(read)
    for name, page in read.items():
        assert len(page.anchors) == len(set(page.anchors)), name
        to_own = {unquote(one[1:]) for one in page.links if one.startswith("#")}
        assert to_own <= set(page.anchors), name


def test_each_id_of_a_page_is_there_once_and_leads_to_the_page_s_own_element(
    site: SiteFolder,
) -> None:
    headings = "".join(
        f"## {one}\n\n" for one in ("Sources", "Source 1", "Cite 1", "Related", "Main")
    )
    site.article(
        "world/a.md",
        f'So.[@reuters]\n\n{headings}<div id="corrections">x</div>\n\n[^1]\n\n[^1]: Note.\n',
        corrections="[{date: 2024-11-19, kind: update, text: More.}]",
        series="One",
        read_also="[b]",
    )
    site.article("world/b.md", series="One")
    site.build()
    page = site.page("world/2024/11/a.html")
    ids = Counter(re.findall(r'\sid="([^"]*)"', page))
    assert {1} == set(ids.values())
    assert '<section class="sources" id="sources"' in page
    assert '<li id="source-1"' in page and '<a id="cite-1"' in page
    assert '<h2 id="corrections">' in page and '<main id="main"' in page
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)


# Classes


@pytest.mark.parametrize(
    "name",
    ["skip", "card", "hidden", "corrections", "correction", "sources", "mark", "nameplate", "byline",
     "kicker", "site-head", "story", "prose", "citation", "quotation", "credit", "label", "k1x",
     "newsgen-citation", "language-", "Box", "text"],
)  # fmt: skip
@pytest.mark.parametrize("form", ['<div class="{}">Text</div>', "Text\n{{: .{} }}"])
def test_a_class_of_the_page_is_taken_out_and_named(name: str, form: str) -> None:
    text = f"One.\n\n{form.format(name)}\n"
    assert "class" not in made(text)
    (problem,) = told(text)
    assert ("NG360", "warning") == (problem.code, problem.severity)
    assert problem.line in (3, 4)


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_a_class_of_texts_stays(name: str) -> None:
    assert f'<div class="{name}">Text</div>' == made(f'<div class="skip {name}">Text</div>').strip()


def test_code_keeps_the_classes_of_its_language_and_its_parts() -> None:
    html = made('```python\nx\n```\n\n<pre><span class="kd s1">x</span></pre>\n')
    assert '<code class="language-python">' in html and '<span class="kd s1">' in html


def test_a_site_allows_classes_of_its_own(site: SiteFolder) -> None:
    assert '<p class="map">Text</p>' == made("Text\n{: .map .skip }", "map")
    site.write("newsgen.yaml", f"{CONFIG}markdown: {{classes: [map]}}\n")
    site.article("world/a.md", "Text\n{: .map .skip }\n")
    report = site.build()
    assert [("NG360", 7, 9)] == [(one.code, one.line, one.column) for one in report.problems]
    assert '<p class="map">Text</p>' in site.page("world/2024/11/a.html")
    site.write("newsgen.yaml", f"{CONFIG}markdown: {{classes: [map, skip]}}\n")
    assert () == site.build().problems
    assert '<p class="map skip">Text</p>' in site.page("world/2024/11/a.html")
    site.write("newsgen.yaml", f"{CONFIG}markdown: {{classes: ['a b']}}\n")
    problem = site.build().problems[-1]
    assert ("newsgen.yaml", 3, "NG022") == (problem.path, problem.line, problem.code)


def test_no_more_than_ten_classes_of_a_text_are_named() -> None:
    assert 10 == len(told("".join(f'<b class="x-{number}">x</b>' for number in range(1_000))))


def test_no_class_of_a_text_is_laid_over_anything_by_the_theme() -> None:
    style = (REPOSITORY / "static" / "style.css").read_text("utf-8")
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    for selector, rules in re.findall(r"([^{}]+)\{([^{}]*)\}", style):
        named = set(re.findall(r"\.([\w-]+)", selector))
        if named and named <= CLASSES:
            assert not re.search(r"position|inset|z-index|float|margin[\w-]*: -|translate", rules)


@pytest.mark.parametrize(
    "attribute",
    ["style='position:fixed'", "name=x", "for=x", "role=alert", "aria-label=x", "aria-hidden=true",
     "tabindex=1", "accesskey=x", "autofocus", "hidden", "inert", "popover", "popovertarget=x",
     "slot=x", "part=x", "is=x", "itemscope", "itemprop=author", "itemtype='https://schema.org/Person'",
     "rel=me", "target=_top", "ping=//x", "contenteditable", "draggable=true", "data-x=y", "onclick=x",
     "download", "srcset=x", "background=x", "nonce=x", "rev=x", "property=og:title", "about=x"],
)  # fmt: skip
@pytest.mark.parametrize("tag", ["p", "a", "details", "li", "td", "section"])
def test_no_attribute_by_which_a_body_acts_on_the_page_stays(tag: str, attribute: str) -> None:
    before, behind = {"td": ("<table><tr>", "</tr></table>")}.get(tag, ("", ""))
    html = made(f"{before}<{tag} {attribute}>x</{tag}>{behind}\n\n")
    assert attribute.partition("=")[0] not in re.sub(r">[^<]*<", "><", html)


@pytest.mark.parametrize(
    "tag",
    ["base", "meta", "link", "form", "button", "input", "dialog", "main", "header", "footer", "nav",
     "article", "slot", "template", "style"],
)  # fmt: skip
def test_no_element_by_which_a_body_acts_on_the_page_stays(tag: str) -> None:
    assert f"<{tag}" not in made(f"<{tag} id=x href=y>x</{tag}>\n")


# Pieces


@pytest.mark.parametrize(
    ("piece", "whole"),
    [
        ("<p>a</p>", "<p>a</p>"),
        ("<details><p>a", "<details><p>a</p></details>"),
        ("a</p></details>b<br>", "ab<br>"),
        ("<ul><li>a</ul>", "<ul><li>a</li></ul>"),
        ("</div><div>", "<div></div>"),
        ('<p title="</p>">a', '<p title="</p>">a</p>'),
        ("<p>\0p1\x1f<div>\x1f\0", "<p>\0p1\x1f<div>\x1f\0</p>"),
        ("<blockquote\0q1\0><a\0h1#x\0>b", "<blockquote\0q1\0><a\0h1#x\0>b</a></blockquote>"),
        ("<div><table><tr><td>x</div>", "<div><table><tr><td>x</td></tr></table></div>"),
    ],
)
def test_a_piece_is_closed(piece: str, whole: str) -> None:
    assert whole == closed(piece)
    assert whole == closed(whole)


def test_an_element_ends_where_it_is_closed() -> None:
    html = 'a<div class="x"><div>b</div><br></div>c</div>'
    assert html.index("c</div>") == end_of_element(html, 1)


OPEN = (
    "details open", "details", "div", "blockquote", "section", "aside", "ul><li",
    "table><tr><td", "b", "ins",
)  # fmt: skip


class _Nesting(HTMLParser):
    """Finds end tags that end something else than what was opened last."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("br", "hr", "img", "link", "meta", "wbr", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{self.getpos()}: </{tag}>")


def nesting_faults(page: str) -> list[str]:
    parser = _Nesting()
    parser.feed(page)
    return parser.faults + parser.open


@pytest.mark.parametrize("opened", OPEN)
def test_a_live_entry_ends_with_itself(site: SiteFolder, opened: str) -> None:
    site.write("newsgen.yaml", f"{CONFIG}feed: {{full_text: true}}\nformats: [html, text]\n")
    body = f"Intro.\n\n<{opened}><p>Before.\n\n## 14:05 One\n\n<{opened}><p>Inside.\n\n"
    site.article(
        "world/a.md",
        f"{body}## 15:00 Two\n\nLast.\n",
        kind="live",
        corrections="[{date: 2024-11-19, kind: update, text: More.}]",
    )
    # The headings stand within the element that was left open.
    assert {"NG390"} >= {problem.code for problem in site.build().problems}
    for path in ("world/2024/11/a.html", "text/world/2024/11/a.html"):
        page = site.page(path)
        assert page.count(f"<{re.split('[ >]', opened)[0]}") >= 2
        assert [] == nesting_faults(page)
    (full,) = re.findall(
        r"<content:encoded>(.*?)</content:encoded>", site.page("feed.xml"), re.DOTALL
    )
    assert [] == nesting_faults(unescape(full))


def test_a_footnote_in_the_middle_takes_no_entry_with_it(site: SiteFolder) -> None:
    site.article(
        "world/a.md",
        '<div class="footnote">Mine.</div>\n\n## 14:05 One\n\nText.[^1]\n\n## 15:00 Two\n\n[^1]: Note.\n',
        kind="live",
    )
    assert () == site.build().problems
    assert 2 == site.page("world/2024/11/a.html").count('<div class="entry ')
