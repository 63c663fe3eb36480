"""robots.txt and what agrees with it, security.txt, trust.txt, ads.txt, llms.txt, the machines' licence."""

from __future__ import annotations

import json
import re
from urllib.robotparser import RobotFileParser
from xml.etree.ElementTree import fromstring

import pytest

from newsgen.build.check import check
from newsgen.build.report import BuildReport, CheckRequest
from newsgen.model.machines import PURPOSES, AiCrawlers
from newsgen.model.robots_file import refuses
from newsgen.runtime.ai_crawlers import ai_crawlers
from tests.support.site import AS_OF, CONFIG, SiteFolder

DAY = 86_400
NAMES = {one: ai_crawlers().names((one,)) for one in PURPOSES}
PAGE = "https://test.example/world/2024/11/a.html"
RSL = "{https://rslstandard.org/rsl}"


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    site.article("world/a.md")
    return site


def build(site: SiteFolder, more: str = "", **request: int) -> BuildReport:
    """Builds with these lines in the configuration behind name and address."""
    site.write("newsgen.yaml", CONFIG + more)
    return site.build(**request)


def told(report: BuildReport) -> list[tuple[str, int, str]]:
    return [(one.path, one.line, one.code) for one in report.problems]


def parser(site: SiteFolder) -> RobotFileParser:
    found = RobotFileParser()
    found.parse(site.page("robots.txt").splitlines())
    return found


def test_the_list_of_crawlers_has_a_day_and_each_crawler_once_for_one_purpose() -> None:
    found: AiCrawlers = ai_crawlers()
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", found.day)
    names = [one.name.lower() for one in found.crawlers]
    assert len(names) == len(set(names))
    # A name of RFC 9309 is letters, hyphens and underscores; many have digits too.
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", one.name) for one in found.crawlers)
    assert all(one.operator and one.purpose in PURPOSES for one in found.crawlers)
    for purpose, name in (
        ("training", "GPTBot"), ("search", "OAI-SearchBot"), ("user", "ChatGPT-User"),
        ("training", "ClaudeBot"), ("search", "Claude-SearchBot"), ("user", "Claude-User"),
        ("training", "Google-Extended"), ("training", "Applebot-Extended"), ("training", "CCBot"),
        ("search", "PerplexityBot"), ("user", "Perplexity-User"), ("training", "Bytespider"),
    ):  # fmt: skip
        assert name in NAMES[purpose]  # type: ignore[index]
    # What serves readers who search keeps its way in.
    assert not {"googlebot", "bingbot", "applebot", "duckduckbot"} & {*names}


ANSWERS = (
    ("", {"training"}),
    ("robots: {ai_training: allow}\n", set()),
    ("robots: {ai_training: allow, ai_user: disallow}\n", {"user"}),
    ("robots: {ai_search: disallow, ai_user: disallow}\n", {"training", "search", "user"}),
)


@pytest.mark.parametrize(("written", "refused"), ANSWERS)
def test_robots_and_what_must_agree_with_it_follow_the_three_switches(
    desk: SiteFolder, written: str, refused: set[str]
) -> None:
    report = build(desk, f"{written}rsl: true\ntrust: {{social: https://social.example/desk}}\n")
    assert () == report.problems
    text, robots = desk.page("robots.txt"), parser(desk)
    for purpose in PURPOSES:
        for name in NAMES[purpose]:
            assert (purpose not in refused) == robots.can_fetch(name, PAGE), name
            assert (purpose in refused) == refuses(text, name), name
    assert robots.can_fetch("Googlebot", PAGE) and not refuses(text, "Googlebot")
    assert [f"https://test.example/{one}" for one in ("sitemap.xml", "sitemap-news.xml")] == (
        robots.site_maps()
    )
    is_reserved = int("training" in refused)
    tdmrep = json.loads(desk.page(".well-known/tdmrep.json"))
    assert [{"location": "/", "tdm-reservation": is_reserved}] == tdmrep
    assert f"datatrainingallowed={'no' if is_reserved else 'yes'}\n" in desk.page("trust.txt")
    words = {"training": "ai-train", "search": "ai-index", "user": "ai-input"}
    terms = fromstring(desk.page("license.xml")).find(f"{RSL}content/{RSL}license")
    assert terms is not None
    assert {words[one] for one in refused} == {*terms.findtext(f"{RSL}prohibits", "").split()}
    permitted = {"search", *(words[one] for one in words.keys() - refused)}
    assert permitted == {*terms.findtext(f"{RSL}permits", "").split()}


def test_robots_has_no_line_that_rfc_9309_and_the_sitemaps_do_not_know(desk: SiteFolder) -> None:
    build(desk, "rsl: true\n")
    lines = [one for one in desk.page("robots.txt").splitlines() if one]
    known = r"#.*|User-agent: [\w*-]+|(?:Disallow|Allow): /\S*|Sitemap: https://\S+"
    assert [] == [one for one in lines if not re.fullmatch(known, one)]


def test_a_site_below_a_path_speaks_of_its_path(desk: SiteFolder) -> None:
    desk.write("newsgen.yaml", "name: Desk\nurl: https://test.example/news\nrsl: true\n")
    desk.build()
    assert not parser(desk).can_fetch("GPTBot", "https://test.example/news/world/")
    assert parser(desk).can_fetch("GPTBot", "https://test.example/else/")
    assert "/news/" == json.loads(desk.page(".well-known/tdmrep.json"))[0]["location"]
    assert '<content url="/news/">' in desk.page("license.xml")


def test_a_new_list_of_crawlers_alone_makes_robots_anew(desk: SiteFolder) -> None:
    build(desk)
    report = build(desk, "robots: {ai_search: disallow}\n", explain=True)  # type: ignore[arg-type]
    assert ["robots.txt"] == [one.output for one in report.changes]


# A file of the site's own


OWN = "User-agent: *\nDisallow: /private/\n\nUser-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n"


def test_a_robots_file_of_the_sites_own_is_published_and_named_where_it_says_other(
    desk: SiteFolder,
) -> None:
    desk.write("static/root/robots.txt", OWN)
    assert () == build(desk).problems
    assert OWN == desk.page("robots.txt")
    # What the site says of its rights is not known.
    assert ".well-known/tdmrep.json" not in desk.tree()
    report = build(desk, "robots: {ai_training: disallow}\n")
    assert [("static/root/robots.txt", 0, "NG452")] == told(report)
    assert "The file allows AI2Bot" in report.problems[0].message
    assert OWN == desk.page("robots.txt")
    assert 1 == json.loads(desk.page(".well-known/tdmrep.json"))[0]["tdm-reservation"]
    agents = "".join(f"User-agent: {one}\n" for one in NAMES["training"])
    desk.write("static/root/robots.txt", f"{agents}Disallow: /\n")
    assert () == desk.build().problems
    desk.write("static/root/robots.txt", "User-agent: *\nDisallow: /\n")
    assert ["NG452"] == [one.code for one in desk.build().problems]


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        ("", False),
        ("User-agent: *\nDisallow:\n", False),
        ("User-agent: gptbot\nDisallow: /\n", True),
        ("USER-AGENT : GPTBot # a comment\r\ndisallow : /*\r\n", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: GPTBot\nAllow: /\n", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: GPTBot\n", False),
        ("User-agent: GPTBot\nDisallow: /\nAllow: /\n", False),
        ("User-agent: GPTBot\nUser-agent: B\nDisallow: /\n", True),
        ("User-agent: GPTBot\nDisallow: /a\n\nUser-agent: B\nDisallow: /\n", False),
        ("User-agent: GPTBot\nCrawl-delay: 1\nDisallow: /\n", True),
        ("User-agent: B\nDisallow: /a\nUser-agent: GPTBot\nDisallow: /\n", True),
    ],
)
def test_whether_a_robots_file_refuses_a_crawler_is_read_as_the_standard_says(
    text: str, is_refused: bool
) -> None:
    assert is_refused == refuses(text, "GPTBot")


def test_a_file_of_the_sites_own_takes_the_place_of_each_and_is_named(desk: SiteFolder) -> None:
    names = {
        "trust.txt": "trust: {social: https://social.example/}\n",
        ".well-known/security.txt": "security: {contact: a@test.example, expires: 2025-06-01}\n",
        "license.xml": "rsl: true\n",
        "llms.txt": "llms: true\n",
        ".well-known/site.standard.publication": "did: at://did:plc:a/site.standard.publication/b\n",
    }
    for name in names:
        desk.write(f"static/root/{name}", "ours")
    desk.write("static/root/.well-known/tdmrep.json", "ours")
    report = build(desk, "".join(names.values()))
    assert sorted((f"static/root/{name}", 0, "NG454") for name in names) == told(report)
    assert {"ours"} == {desk.page(name) for name in (*names, ".well-known/tdmrep.json")}


# security.txt


SECURITY = (
    "security:\n  contact: [security@test.example, 'https://test.example/report']\n"
    "  expires: 2025-06-01\n  encryption: 'openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f'\n"
    "  policy: https://test.example/policy\n  languages: [en, uk]\n"
)
EXPIRES = AS_OF + 182 * DAY
"""1 June 2025."""


def test_security_txt_has_the_fields_of_rfc_9116(desk: SiteFolder) -> None:
    report = build(desk, SECURITY)
    assert () == report.problems
    lines = desk.page(".well-known/security.txt").splitlines()
    fields = [tuple(one.split(": ", 1)) for one in lines]
    names = [name for name, _ in fields]
    assert 1 == names.count("Expires") == names.count("Preferred-Languages")
    assert [
        ("Contact", "mailto:security@test.example"),
        ("Contact", "https://test.example/report"),
        ("Encryption", "openpgp4fpr:5f2de5521c63a801ab59ccb603d49de44b29100f"),
        ("Policy", "https://test.example/policy"),
        ("Preferred-Languages", "en, uk"),
        ("Expires", "2025-06-01T00:00:00Z"),
        ("Canonical", "https://test.example/.well-known/security.txt"),
    ] == fields


def test_security_txt_is_due_before_it_expires_and_goes_when_it_does(desk: SiteFolder) -> None:
    place = ("newsgen.yaml", 5, "NG450")
    report = build(desk, SECURITY)
    assert EXPIRES - 30 * DAY == report.next_due
    still = desk.build(as_of=EXPIRES - 30 * DAY - 1)
    assert ("nothing", []) == (still.looked_at, told(still))
    soon = desk.build(as_of=EXPIRES - 30 * DAY)
    assert ("changes", [place], EXPIRES) == (soon.looked_at, told(soon), soon.next_due)
    assert not soon.failed and ".well-known/security.txt" in desk.tree()
    desk.article("world/b.md")
    again = desk.build(as_of=EXPIRES - 1)
    assert ("changes", [place]) == (again.looked_at, told(again))
    gone = desk.build(as_of=EXPIRES)
    assert ([place], None) == (told(gone), gone.next_due)
    assert "has expired on 2025-06-01" in gone.problems[0].message
    assert ".well-known/security.txt" not in desk.tree()


def test_a_check_of_an_unchanged_site_sees_that_security_txt_expires(desk: SiteFolder) -> None:
    desk.write("newsgen.yaml", f"{CONFIG}{SECURITY}")

    def codes(as_of: int) -> set[str]:
        found = check(CheckRequest(site=desk.root, as_of=as_of)).problems
        return {one.code for one in found} & {"NG450", "NG451"}

    moments = (AS_OF, EXPIRES - 30 * DAY, EXPIRES + DAY)
    assert [set(), {"NG450"}, {"NG450"}] == [*map(codes, moments)]


def test_a_security_txt_that_holds_for_more_than_a_year_is_named_as_long_as_it_does(
    desk: SiteFolder,
) -> None:
    far = SECURITY.replace("2025-06-01", "2026-01-01")
    report = build(desk, far)
    assert [("newsgen.yaml", 5, "NG451")] == told(report)
    assert report.next_due is not None
    later = desk.build(as_of=report.next_due)
    assert ("changes", []) == (later.looked_at, told(later))


@pytest.mark.parametrize(
    ("written", "line", "code"),
    [
        ("security: {expires: 2025-06-01}\n", 3, "NG018"),
        ("security: {contact: a@b.example}\n", 3, "NG018"),
        ("security: {contact: a@b.example, expires: soon}\n", 3, "NG020"),
        ("security: {contact: nobody, expires: 2025-06-01}\n", 3, "NG024"),
        ("security: {contact: 'http://b.example/', expires: 2025-06-01}\n", 3, "NG024"),
        (
            "security:\n  contact: a@b.example\n  expires: 2025-06-01\n  policy: 'http://b.example/'\n",
            6,
            "NG024",
        ),
        ("security: {contact: a@b.example, expires: 2025-06-01, languages: [klingon!]}\n", 3, "NG022"),
        ("robots: {ai_training: no}\n", 3, "NG022"),
        ("robots: {training: allow}\n", 3, "NG017"),
        ("rsl: maybe\n", 3, "NG019"),
        ("rsl: {payment: barter}\n", 3, "NG022"),
        ("rsl: {standard: 'https://licence.example/'}\n", 3, "NG018"),
        ("trust: {member: 'javascript:alert(1)'}\n", 3, "NG024"),
        ("trust: {friend: 'https://a.example/'}\n", 3, "NG017"),
        ("trust: {contact: \"https://a.example/ b\"}\n", 3, "NG024"),
        ("llms: please\n", 3, "NG019"),
    ],
)  # fmt: skip
def test_a_mistake_in_what_is_said_to_machines_is_named_at_its_line(
    desk: SiteFolder, written: str, line: int, code: str
) -> None:
    report = build(desk, written)
    assert report.failed and ("newsgen.yaml", line, code) in told(report)


# The rest


def test_a_bad_line_of_ads_txt_is_named_and_the_file_is_published_as_it_is(
    desk: SiteFolder,
) -> None:
    lines = (
        "\ufeff# who sells\n", "exchange.example, 12, DIRECT, f08c47fec0942fa0\n",
        "exchange.example, 12, reseller # yes\n", "CONTACT=ads@test.example\n",
        "OWNERDOMAIN=test.example\n", "exchange.example; 12; DIRECT\n",
        "https://exchange.example/, 12, DIRECT\n", "exchange.example, 12, OWNER\n",
        "exchange.example, , DIRECT\n", "friend=me\n",
    )  # fmt: skip
    desk.write("static/root/ads.txt", "".join(lines))
    report = build(desk)
    assert [("static/root/ads.txt", line, "NG453") for line in range(6, 11)] == told(report)
    assert not report.failed and "".join(lines) == desk.page("ads.txt")


def test_no_text_of_a_site_ends_a_line_or_an_element_of_a_file_for_machines(
    desk: SiteFolder,
) -> None:
    desk.write("newsgen.yaml", 'name: "A ]( & </rsl>\\n# B"\nurl: https://test.example/\nllms: true\n'
               "rsl: {terms: 'https://a.example/?a=1&b=</terms>'}\n"
               "trust: {social: 'https://a.example/?a=b&c'}\n")  # fmt: skip
    desk.article("world/a.md", headline='"A](https://evil.example) <b> # [c"', date="2024-11-30")
    assert () == desk.build().problems
    assert "# A \\]( & \\</rsl\\> \\# B\n" in desk.page("llms.txt")
    assert "- [A\\](https://evil.example) \\<b\\> \\# \\[c](https://test.example/" in desk.page(
        "llms.txt"
    )
    terms = fromstring(desk.page("license.xml")).findtext(f"{RSL}content/{RSL}terms")
    assert "https://a.example/?a=1&b=</terms>" == terms
    assert "social=https://a.example/?a=b&c\ndatatrainingallowed=no\n" == desk.page("trust.txt")
    fromstring(desk.page("sitemap-news.xml"))


def test_pages_lead_to_the_licence_for_machines_and_robots_does_not(desk: SiteFolder) -> None:
    build(desk, "rsl: true\n")
    link = '<link rel="license" type="application/rsl+xml" href="../../../license.xml">'
    assert link in desk.page("world/2024/11/a.html")
    assert "license" not in desk.page("robots.txt").lower()


def test_the_record_of_a_publication_is_told_where_the_site_names_it(desk: SiteFolder) -> None:
    record = "at://did:plc:abc/site.standard.publication/3abc"
    build(desk, f"did: {record}\n")
    assert f"{record}\n" == desk.page(".well-known/site.standard.publication")
    build(desk, "did: did:plc:abc\n")
    assert ".well-known/site.standard.publication" not in desk.tree()


def test_llms_txt_names_sections_and_the_newest_articles_and_nothing_retracted(
    desk: SiteFolder,
) -> None:
    wrong = "[{date: 2024-11-20, kind: retraction, text: No.}]"
    desk.article("world/b.md", headline="Wrong", corrections=wrong)
    desk.article("world/c.md", headline="Held", draft="true")
    desk.article("world/d.uk.md", headline="Інша", date="2024-11-19")
    build(desk, "llms: true\nlanguages: {uk: {name: Стіл}}\n")
    text = desk.page("llms.txt")
    assert "- [World](https://test.example/world/)" in text
    assert "- [A headline](https://test.example/world/2024/11/a.html)" in text
    assert "- [Стіл](https://test.example/uk/): uk" in text
    assert not re.search("Wrong|Held|Інша", text)
    build(desk)
    assert "llms.txt" not in desk.tree()
