"""Every rule of the desk, with articles that trip it, at which place, and articles that do not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsgen.desk.rules import RULES
from tests.support.desk import article, findings, places

QUOTE = "“We were never asked about any of this.”"
LONG = "A headline of many words " * 5

TRIPS: dict[str, list[tuple[str, list[tuple[int, int]]]]] = {
    "NG101": [
        (article("It is so.[@reuters]\n"), [(6, 20)]),
        (article("It is so.[@nyt]\n", sources="[{id: reuters, page: 4}, nyt]"), [(6, 11)]),
    ],
    "NG102": [
        (article(sources="[reuters]"), [(6, 11)]),
        (article(sources="Reuters", kind="fact-check", claim="C", claimant="D", rating="E"), [(6, 10)]),
    ],
    "NG103": [
        (article(sources="[officials]"), [(6, 10)]),
        (
            article(
                sources="[officials, {name: A clerk, kind: anonymous, attribution: A clerk, reason: Job.}]",
            ),
            [(6, 10)],
        ),
    ],
    "NG104": [
        (article(sources="[reuters, paper]"), [(6, 20)]),
        (article(sources="[reuters, {name: A study, kind: Report}]"), [(6, 20)]),
    ],
    "NG105": [
        (article(sources="[reuters, {id: nyt, url: 'https://nyt.example/1'}]"), [(6, 30)]),
        (article(sources="\n  - reuters\n  - id: nyt\n    url: https://nyt.example/1"), [(9, 5)]),
    ],
    "NG106": [
        (article("One.\n\nIt is so, according to Reuters.\n", sources="[nyt, x]"), [(10, 24)]),
        (article("It is so, Reuters reported.\n", sources="[nyt, x]"), [(8, 11)]),
        (article("He told the *New York\nTimes* so.\n", sources="[reuters, x]"), [(8, 14)]),
        (article("Це так, повідомляє агентство Reuters.\n", sources="[nyt, x]", lang="uk"), [(9, 30)]),
        (article("Es ist so, berichtet Reuters.\n", sources="[nyt, x]", lang="de"), [(9, 22)]),
        (article("C’est ainsi, selon l’agence Reuters.\n", sources="[nyt, x]", lang="fr"), [(9, 29)]),
        (article("Es así, según Reuters.\n", sources="[nyt, x]", lang="es"), [(9, 15)]),
        (article("So. According to [Reuters](https://r.example/).\n", sources="[nyt, x]"), [(8, 19)]),
    ],
    "NG110": [
        (article(f"The night was long. {QUOTE}\n\nThen came the morning.\n"), [(8, 21)]),
        (article('It rained. "We were never asked about any of this."\n'), [(8, 12)]),
        (article("> We were never asked about any of this.\n"), [(8, 1)]),
        (article("It rained. &#34;We were never asked about any of this.&#34;\n"), [(8, 12)]),
        (article(f"Mr Lee said so.\n\nIt rained.\n\n{QUOTE}\n\nIt rained.\n"), [(12, 1)]),
        (article("- One.\n- ‘We don’t know what to do about it’\n\nIt rained.\n"), [(9, 3)]),
        (article("Ніч. «Нас про це ніколи нічого не питали тут»\n", lang="uk"), [(9, 6)]),
        (article("Nacht. „Wir wurden nie zu all dem befragt“\n", lang="de"), [(9, 8)]),
        (article("Nacht. »Wir wurden nie zu all dem befragt«\n", lang="de"), [(9, 8)]),
        (article("La nuit. « On ne nous a jamais rien demandé »\n", lang="fr"), [(9, 10)]),
        (article("La noche. «Nunca nos han preguntado nada de esto»\n", lang="es"), [(9, 11)]),
        # Six words are more than five.
        (article("It rained. “We were never even asked once”\n"), [(8, 12)]),
        (article("> We were never even asked once.\n"), [(8, 1)]),
    ],
    "NG111": [(article(headline=LONG), [(2, 11)])],
    "NG112": [(article(headline="COUNCIL PASSES BUDGET"), [(2, 11)])],
    "NG113": [
        (article(headline="The vote of 18 November 2024"), [(2, 11)]),
        (article(headline="The vote of November 18"), [(2, 11)]),
        (article(headline="The vote, 2024-11-18"), [(2, 11)]),
        (article(headline="Голосування 18 листопада", lang="uk"), [(2, 11)]),
        (article(headline="Die Wahl am 18. November", lang="de"), [(2, 11)]),
        (article(headline="Le vote du 1er novembre", lang="fr"), [(2, 11)]),
        (article(headline="El voto del 18 de noviembre", lang="es"), [(2, 11)]),
    ],
    "NG115": [(article(standfirst=None), [(2, 11)])],
    "NG116": [(article(summary=None), [(2, 11)])],
    "NG117": [(article(summary="word " * 40), [(4, 10)])],
    "NG118": [(article(date="2024-11-18"), [(5, 7)])],
    "NG120": [
        (article(image="media/p.png"), [(7, 8)]),
        (article(image="\n  src: media/p.png\n  caption: C\n  credit: D"), [(8, 8)]),
        (article("Text.\n\nA ![](media/p.png) here.\n"), [(10, 3)]),
        (article("<figure><img src='media/p.png'></figure>\n"), [(8, 9)]),
    ],
    "NG121": [(article(image="{src: media/p.png, alt: A, credit: B}"), [(7, 14)])],
    "NG122": [(article(image="{src: media/p.png, alt: A, caption: B}"), [(7, 14)])],
    "NG123": [
        (article(image="{src: media/p.png, alt: A bridge., caption: A bridge, credit: B}"), [(7, 14)]),
        (article('![A bridge](media/p.png "A bridge")\n'), [(8, 1)]),
    ],
    "NG130": [
        (article("## Two\n\nText.\n\n#### Four\n"), [(12, 1)]),
        (article("Text.\n\n### Three\n"), [(10, 1)]),
    ],
    "NG131": [
        (article("Read [](https://a.example/).\n"), [(8, 6)]),
        (article("Text.\n\nFor more, [click here](https://a.example/).\n"), [(10, 11)]),
        (article("See [*Here*](https://a.example/).\n"), [(8, 5)]),
        (article("Докладно [тут](https://a.example/).\n", lang="uk"), [(9, 10)]),
        (article("Mehr [hier](https://a.example/).\n", lang="de"), [(9, 6)]),
        (article("Plus [ici](https://a.example/).\n", lang="fr"), [(9, 6)]),
        (article("Más [aquí](https://a.example/).\n", lang="es"), [(9, 5)]),
    ],
    "NG132": [
        (article("See [the vote](https://test.example/news/world/vote.html).\n"), [(8, 16)]),
        (article("See [it][1].\n\n[1]: https://test.example/news/\n"), [(10, 6)]),
        (article('<div><a href="https://test.example/news">all</a></div>\n'), [(8, 15)]),
    ],
    "NG133": [
        (article("Text.\n\n## Read also\n"), [(10, 4)]),
        (article("Text.\n\n**Read also:**\n\nThe end of it.\n"), [(10, 3)]),
        (article("Текст.\n\nЧитайте також:\n", lang="uk"), [(11, 1)]),
        (article("Text.\n\nLesen Sie auch:\n", lang="de"), [(11, 1)]),
        (article("Texte.\n\n## Lire aussi\n", lang="fr"), [(11, 4)]),
        (article("Texto.\n\nLea también\n", lang="es"), [(11, 1)]),
    ],
    "NG140": [
        (
            article(
                updated="2024-11-19",
                corrections="[{date: 2024-11-20, text: It was wrong., was: a, now: b}]",
            ),
            [(7, 10)],
        )
    ],
    "NG141": [
        (article(corrections="\n  - date: 2024-11-20\n    text: It was wrong.\n"), [(8, 5)]),
        (article(corrections="[{date: 2024-11-20, text: It was wrong., was: a}]"), [(7, 15)]),
    ],
    "NG142": [
        (
            article(corrections="[{date: 2024-11-20, kind: retraction, text: This is retracted.}]"),
            [(7, 15)],
        )
    ],
    "NG143": [
        (article(kind="fact-check"), [(7, 7)]),
        (article(kind="fact-check", claim="It rains", claimant="A mayor"), [(7, 7)]),
    ],
    "NG150": [
        (article("The mayor, TK, came.\n"), [(8, 12)]),
        (article("Text.\n\nMore TKTK and TKTKTK.\n"), [(10, 6), (10, 15)]),
        (article("Lorem ipsum dolor.\n"), [(8, 1)]),
        (article("It cost XXX euros.\n", headline="Budget of TK passes"), [(2, 21), (8, 9)]),
        (article(image="{src: media/p.png, alt: TK, caption: C, credit: D}"), [(7, 32)]),
    ],
    "NG160": [
        (article("Text.\n\nThe road to Kiev is long.\n"), [(10, 13)]),
        (article("Utilise it. We utilise it.\n"), [(8, 1), (8, 16)]),
        (article("In the\nUkraine it rains.\n"), [(8, 4)]),
        (article(headline="The road to Kiev"), [(2, 23)]),
        (article(standfirst=">-\n  It is long.\n  To Kiev it is."), [(5, 6)]),
    ],
    "NG371": [(article("It rains.\n" * 40_000), [(29985, 1)])],
}  # fmt: skip

TRIPS["NG361"] = [
    (article(sources="[reuters, {name: A clerk, kind: anonymous, reason: Her job.}]"), [(6, 20)]),
    (article(sources="[reuters, {id: a-clerk, kind: anonymous, reason: Her job.}]"), [(6, 20)]),
]

PASSES: dict[str, list[str]] = {
    "NG101": [
        article("It is so.[@reuters] And so.[@nyt]\n"),
        article("No citation at all.\n"),
        article("Follow [@thedesk][1].\n\n[1]: https://a.example/\n"),
        article("It is so.[@officials]\n", sources="[officials, nyt]"),
        article("It is so.[@reuters; @nyt, page 4]\n", sources="[Reuters, The New York Times]"),
    ],
    "NG102": [
        article(sources="[reuters]", kind="opinion"),
        article(sources="[{name: We, kind: own reporting}]"),
        article(sources="[officials]"),
    ],
    "NG103": [article(sources="[officials, nyt]"), article(sources="[reuters]")],
    "NG104": [
        article(sources="[reuters, {id: paper, via: nyt}]"),
        article(sources="[reuters, {id: paper, url: 'https://a.example/', accessed: 2024-11-18}]"),
        article(sources="[reuters, {id: paper, archive: 'https://a.example/'}]"),
        article(sources="[reuters, nyt]"),
    ],
    "NG105": [
        article(sources="[reuters, {id: nyt, url: 'https://a.example/', accessed: 2024-11-18}]"),
        article(sources="[reuters, nyt]"),
    ],
    "NG106": [
        article("It is so, according to Reuters.\n"),
        article("It is so, according to The New York Times.\n", sources="[officials, reuters]"),
        article("Reuters is an agency, according to nobody.\n", sources="[nyt, x]"),
        article("He told Reutersville so.\n", sources="[nyt, x]"),
        article("See `according to Reuters`.\n", sources="[nyt, x]"),
        article("Iść do domu, laut Reuters.\n", sources="[nyt, x]", lang="pl"),
    ],
    "NG110": [
        article(f"{QUOTE} Mr Lee said.\n"),
        article("> We were never asked about any of this.\n>\n> — Mr Lee\n"),
        article(f"{QUOTE}\n\nSo said Mr Lee.\n"),
        article(f"Mr Lee said:\n\n{QUOTE}\n"),
        article(f"{QUOTE}[@reuters; @nyt]\n"),
        article(f"“So it is,” Mr Lee said.\n\n{QUOTE}\n\nIt rained.\n"),
        article('“We were never asked about any of this," Mr Lee said.\n'),
        article("&quot;We were never asked about any of this,&quot; Mr Lee said.\n"),
        article(f"Mr Lee’s answer: {QUOTE}\n"),
        article(f"Mr Lee said so.\n\n{QUOTE}\n\nIt rained.\n"),
        article("They call it “the long way home”.\n"),
        article("It rained. “Nobody there ever asked us”\n"),
        article("> Nobody there ever asked us.\n"),
        article("He wrote “We were” and no more of it than that.\n"),
        article("The book “The Rise and Fall of the Third Reich” is long.\n"),
        article("> We were never asked about any of this.[@reuters]\n"),
        article("Mr Lee said so.\n\n> We were never asked about any of this.\n"),
        article("“We were never asked about it.\n\n“Nor were they. Never.” So said Mr Lee.\n"),
        article('The board is 5" by 6" and all of it is made of oak.\n'),
        article(f"```\n{QUOTE}\n```\n"),
        article(f"<div>{QUOTE}</div>\n"),
        article(f"## {QUOTE}\n\nText.\n"),
        article(f"{QUOTE}\n", kind="interview"),
        article("«Нас про це ніколи нічого не питали», сказав пан Лі.\n", lang="uk"),
        article("„Wir wurden nie zu all dem befragt“, sagte Herr Lee.\n", lang="de"),
        article("« On ne nous a jamais rien demandé », a déclaré M. Lee.\n", lang="fr"),
        article("«Nunca nos han preguntado nada de esto», dijo Lee.\n", lang="es"),
        article("“Nigdy nas o nic z tego nie pytano”.\n", lang="pl"),
    ],
    "NG111": [article(headline="A" * 110)],
    "NG112": [article(headline="NATO, EU"), article(headline="US AND UK agree")],
    "NG113": [
        article(headline="What 2024 brought"),
        article(headline="May 300 people vote"),
        article(headline="A 1-2 defeat on 3.5 million"),
        article(headline="The August heat"),
    ],
    "NG115": [article()],
    "NG116": [article()],
    "NG117": [article(summary="a" * 160)],
    "NG118": [article(date="2024-11-18 00:00"), article(date="2024-11-18T08:00:00Z")],
    "NG120": [
        article(image="{src: media/p.png, alt: A bridge, caption: C, credit: D}"),
        article("![A bridge](media/p.png)\n"),
        article("<figure><img src='media/p.png' alt=''></figure>\n"),
        article("Write `<img src=a.png>` for it.\n\n```html\n<img src=a.png>\n```\n"),
        article("<!-- <img src='media/p.png'> -->\n"),
        article("Write `![](media/p.png)` for it.\n"),
        article("```\n![](media/p.png)\n```\n"),
    ],
    "NG121": [article(image="{src: media/p.png, alt: A, caption: B, credit: C}")],
    "NG122": [article(image="{src: media/p.png, alt: A, caption: B, credit: C}")],
    "NG123": [
        article(image="{src: media/p.png, alt: A bridge, caption: The bridge in May, credit: B}"),
        article('![A bridge](media/p.png "The bridge in May")\n'),
    ],
    "NG130": [
        article("## Two\n\n### Three\n\n## Two\n"),
        article("# One\n\n### Three\n"),
        article("Two\n---\n\n### Three\n"),
        article("Text.\n\n```\n#### Four\n```\n"),
        article("Text.\n\n####four is a word.\n"),
        article("Text.\n\n<h2 id=two>Two</h2>\n\n### Three\n"),
    ],
    "NG131": [
        article("See [what to click here](https://a.example/).\n"),
        article("A note.[^1] And a source.[@reuters; @nyt]\n\n[^1]: The note.\n"),
        article("[![A bridge](media/p.png)](https://a.example/)\n"),
        article("Write `[](https://a.example/)` for it.\n"),
    ],
    "NG132": [
        article("See [the vote](vote.md).\n"),
        article("See [another](https://test.example/other/).\n"),
        article("See [another](https://test.example.org/news/).\n"),
        article("The address is `https://test.example/news/`.\n"),
        article("Write `[all](https://test.example/news/)` for it.\n"),
        article('<div data-from="https://test.example/news/">all</div>\n'),
    ],
    "NG133": [
        article("Text.\n\n## Read also\n\n- [The vote](vote.md)\n"),
        article("Text.\n\nRead also: [The vote](vote.md)\n"),
        article("Text.\n\n**Read also:**\n[The vote](vote.md)\n"),
        article("We read also the second report.\n"),
        article("Text.\n\n## Related articles\n\nThe search shows articles that are related.\n"),
        article("Text.\n\n[READ MORE](vote.md)\n"),
    ],
    "NG140": [
        article(
            updated="2024-11-20",
            corrections="[{date: 2024-11-20 14:05, text: It was wrong., was: a, now: b}]",
        ),
        article(corrections="[{date: 2024-11-20, text: It was wrong., was: a, now: b}]"),
    ],
    "NG141": [
        article(corrections="[{date: 2024-11-20, text: It was wrong., was: a, now: b}]"),
        article(corrections="[{date: 2024-11-20, kind: clarification, text: It was unclear.}]"),
    ],
    "NG142": [
        article(
            corrections="[{date: 2024-11-20, kind: retraction,"
            " text: The document that this article relies on was a forgery.}]"
        )
    ],
    "NG143": [article(kind="fact-check", claim="It rains", claimant="A mayor", rating="True")],
    "NG150": [
        article("The TKs and XXL shirts at https://a.example/TK/XXX and `TK`.\n"),
        article("<!-- TK -->\n\nText.\n"),
        article(headline="Council passes the budget # TK"),
        article(image="{src: media/TK.png, alt: A, caption: C, credit: D}"),
    ],
    "NG361": [
        article(sources="[reuters, officials]"),
        article(sources="[reuters, nyt]"),
        article(
            sources="[nyt, {name: A, kind: anonymous, attribution: a clerk, reason: Her job.}]"
        ),
    ],
    "NG160": [
        article("The road to Kyiv, and Kievan Rus.\n"),
        article("See [it](https://kiev.example/Kiev) and `Kiev`.\n"),
        article("So wrote the Kiev Post.\n"),
        article("See Kiev.jpg, maps/Kiev/a, kiev@Kiev.example, #Kiev and www.Kiev.example.\n"),
        article("He said: “The road to Kiev is long.”\n"),
        article("> The road to Kiev is long, he said.\n"),
        article("Text.\n", sources="[reuters, {name: The Kiev Museum}]"),
        article("So says The Kiev Museum.\n", sources="[reuters, {name: The Kiev Museum}]"),
        article(corrections="[{date: 2024-11-20, text: It said Kiev., was: Kiev, now: Kyiv}]"),
    ],
    "NG371": [article("It rains.\n" * 20_000)],
}


def _trips() -> Iterator[object]:
    for code, cases in TRIPS.items():
        for number, (text, expected) in enumerate(cases):
            yield pytest.param(code, text, expected, id=f"{code}-{number}")


def _passes() -> Iterator[object]:
    for code, texts in PASSES.items():
        for number, text in enumerate(texts):
            yield pytest.param(code, text, id=f"{code}-{number}")


@pytest.mark.parametrize(("code", "text", "expected"), [*_trips()])
def test_a_rule_finds_what_it_is_for_where_it_stands(
    code: str, text: str, expected: list[tuple[int, int]]
) -> None:
    assert expected == places(code, text)


@pytest.mark.parametrize(("code", "text"), [*_passes()])
def test_a_rule_passes_over_what_only_looks_like_it(code: str, text: str) -> None:
    assert [] == places(code, text)


def test_every_rule_that_looks_at_one_article_is_tried_both_ways() -> None:
    codes = {rule.code for rule in RULES if rule.find}
    assert codes == TRIPS.keys() == PASSES.keys()


def test_a_good_article_has_no_finding() -> None:
    assert [] == findings(article())


def test_a_finding_says_what_to_write_instead() -> None:
    (finding,) = findings(article("Utilise it.\n"))
    assert ("The house style has `Use` for `Utilise`.", "Write `Use`.") == (
        finding.message,
        finding.hint,
    )


def test_a_correction_of_the_future_makes_updated_old_from_then_on() -> None:
    text = article(
        updated="2024-11-19",
        corrections="[{date: 2030-01-01, kind: update, text: More was learned of it.}]",
    )
    (finding,) = findings(text)
    assert ("NG140", 1_893_456_000) == (finding.code, finding.since)


def test_a_date_without_time_is_told_while_it_is_news_on_a_site_with_an_address() -> None:
    (finding,) = findings(article(date="2024-11-18"))
    assert "NG118" == finding.code
    begun = 1_731_888_000
    assert finding.counts(begun - 86_400) and finding.counts(begun + 172_799)
    assert not finding.counts(begun + 172_800)
    assert [] == findings(article(date="2024-11-18"), url="")
