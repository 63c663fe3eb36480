"""Quotation marks, apostrophes, dashes and ellipses in the language of the text."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsgen.reading.markdown.body import render_body
from newsgen.reading.markdown.conversion import converted
from newsgen.reading.markdown.sanitizer_fast_path import RawHtml
from newsgen.reading.markdown.typography import rules_of, typographic
from newsgen.reading.markdown.typography.everyday import everyday, in_marks, with_ellipses
from newsgen.reading.markdown.typography.pairing import edits
from newsgen.reading.markdown.typography.rules import languages
from tests.support.site import CONFIG, SiteFolder


def body(text: str, lang: str = "en") -> str:
    return render_body(text, 1, "a.md", (), lang).html


def shown(text: str, lang: str = "en") -> str:
    return body(text, lang).removeprefix("<p>").removesuffix("</p>")


def paragraph(text: str, lang: str) -> str:
    return typographic(f"<p>{text}</p>", rules_of(lang))[3:-4]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("'Twas the class of '08", "’Twas the class of ’08"),
        ("all rock 'n' roll, and we loved 'em.", "all rock ’n’ roll, and we loved ’em."),
        ("'tis, 'cause, 'til", "’tis, ’cause, ’til"),
        ("the '90s and the 1980's", "the ’90s and the 1980’s"),
        ("'Til Death' is on", "‘Til Death’ is on"),
        ('"\'Twas nothing," he said', "“’Twas nothing,” he said"),
        ("\"'90s music is 'in',\" he said", "“’90s music is ‘in’,” he said"),
        ('"it is the boss\'s".', "“it is the boss’s”."),
        (
            "the dogs' food, 'the dogs' food', James' car",
            "the dogs’ food, ‘the dogs’ food’, James’ car",
        ),
        ("'We're rockin' it,' he said", "‘We’re rockin’ it,’ he said"),
        ('A "yes"/"no" vote', "A “yes”/“no” vote"),
        ('He went on: ..."and then".', "He went on: …“and then”."),
        ('"Wait..." he said. "Wait ..."', "“Wait…” he said. “Wait …”"),
        ("He is 6'2\" tall.", "He is 6′2″ tall."),
        ('"He is 6\'2" tall," she said.', "“He is 6′2″ tall,” she said."),
        (
            'a 27" screen, "in 2019" and "2020", it was 5°30\'20" off',
            "a 27″ screen, “in 2019” and “2020”, it was 5°30′20″ off",
        ),
        ("1'000 and 6' deep", "1’000 and 6′ deep"),
        (
            '(see "that") ["this"] —"yes"— pre-"war" "war"-torn',
            "(see “that”) [“this”] —“yes”— pre-“war” “war”-torn",
        ),
        ('He said:"yes","no";"oh"!', "He said:“yes”,“no”;“oh”!"),
        ("He said, \"'Quoted' words.\"", "He said, “‘Quoted’ words.”"),
        ("\"He said 'yes'\" and \"'no'\"", "“He said ‘yes’” and “‘no’”"),
        ('"He said "yes" to it"', "“He said ‘yes’ to it”"),
        ("'He said \"yes\" to it'", "‘He said “yes” to it’"),
        ("\"Hamlet\"'s ghost, (NYT)'s, the U.S.'s", "“Hamlet”’s ghost, (NYT)’s, the U.S.’s"),
        ('the "?" sign, ".NET" and "!"', "the “?” sign, “.NET” and “!”"),
        ('"Never closed', "“Never closed"),
        ("'ouse and 'ome", "’ouse and ’ome"),
        ('Never opened"', "Never opened”"),
        ('a "b"--"c" d', "a “b”–“c” d"),
        ("It's John's", "It’s John’s"),
        ('$"x" and R&D\'s "R&D"', "$“x” and R&amp;D’s “R&amp;D”"),
    ],
)
def test_english(written: str, read: str) -> None:
    assert read == shown(written)


@pytest.mark.parametrize(
    ("lang", "written", "read"),
    [
        ("de", 'Er sagte "Ich hab\'s".', "Er sagte „Ich hab’s“."),
        (
            "de",
            '"SPIEGEL"/"Zeit"-Bericht: "Das ist \'gut\' so".',
            "„SPIEGEL“/„Zeit“-Bericht: „Das ist ‚gut‘ so“.",
        ),
        ("de", "Hans' Auto, '68er, 'ne Idee", "Hans’ Auto, ’68er, ’ne Idee"),
        ("de-CH", "\"Ja 'so'\", 1'000", "«Ja ‹so›», 1’000"),
        ("fr", 'l\'"Équipe" et d\'"autres"', "l’«\u202fÉquipe\u202f» et d’«\u202fautres\u202f»"),
        ("fr", "\"Il a dit 'oui'\", aujourd'hui", "«\u202fIl a dit “oui”\u202f», aujourd’hui"),
        ("fr", '" oui "', "« oui »"),
        ("fr-CH", "\"a 'b'\"", "«a ‹b›»"),
        (
            "it",
            "L'\"Espresso\" e un po' di 'ndrangheta negli anni '90",
            "L’«Espresso» e un po’ di ’ndrangheta negli anni ’90",
        ),
        ("it", "\"'un po' di pane' disse\"", "«“un po’ di pane” disse»"),
        ("ca", "l'\"Avui\" d'ahir", "l’«Avui» d’ahir"),
        (
            "nl",
            "'s Avonds in 's-Hertogenbosch is 't koud. 'Ja', foto's",
            "’s Avonds in ’s-Hertogenbosch is ’t koud. ‘Ja’, foto’s",
        ),
        (
            "uk",
            'п\'ять, об\'"єднання" газети "Газета "День""',
            "п’ять, об’«єднання» газети «Газета „День“»",
        ),
        ("ru", "\"ООО 'Ромашка'\"", "«ООО „Ромашка“»"),
        ("be", "\"a 'b'\"", "«a „b“»"),
        ("pl", "\"a 'b' c\"", "„a «b» c”"),
        ("hu", "\"a 'b' c\"-val", "„a »b« c”-val"),
        ("cs", "\"a 'b' c\"", "„a ‚b‘ c“"),
        ("sv", "\"ja 'nej'\"", "”ja ’nej’”"),
        ("fi", '"Sana"-lehti', "”Sana”-lehti"),
        ("da", "\"a 'b' c\"", "“a ‘b’ c”"),
        ("nb", "\"a 'b' c\"", "«a ‘b’ c»"),
        ("es", '"a \'b\' c", ¿"sí"? pa\' ti', "«a “b” c», ¿«sí»? pa’ ti"),
        ("es-MX", "\"a 'b' c\"", "“a ‘b’ c”"),
        ("pt", "\"a 'b' c\"", "“a ‘b’ c”"),
        ("pt-PT", "\"a 'b' c\"", "«a “b” c»"),
        (
            "tr",
            "\"Hürriyet\"te Türkiye'nin A.B.D.'de 1990'lar",
            "“Hürriyet”te Türkiye’nin A.B.D.’de 1990’lar",
        ),
        ("he", 'צה"ל אמר "שלום" ב"הארץ"', "צה״ל אמר ”שלום” ב”הארץ”"),
        ("he", "ג'ורג' רח' 5, מנכ\"לית", "ג׳ורג׳ רח׳ 5, מנכ״לית"),
        ("zh", "他说\"你好\"了,'好'。", "他说“你好”了,‘好’。"),
        ("zh-TW", "他說\"a 'b'\"。", "他說「a 『b』」。"),
        ("ja", '彼は"はい"と言った。it\'s', "彼は「はい」と言った。it’s"),
        ("ko", "\"사과\"를 '사과'를", "“사과”를 ‘사과’를"),
        ("ur", "\"a 'b'\"", "”a ’b‘“"),
        ("xx", "\"a 'b' it's\"", "“a ‘b’ it’s”"),
    ],
)
def test_each_language_has_its_marks(lang: str, written: str, read: str) -> None:
    assert read == shown(written, lang)


@pytest.mark.parametrize("own", ["“Так”", "„Так“", "«Так»", "‚Так‘", "&ldquo;Так&rdquo;"])
def test_what_the_author_set_stays(own: str) -> None:
    expected = own.replace("&ldquo;", "“").replace("&rdquo;", "”")
    assert f"<p>«Ні», {expected}</p>" == body(f'"Ні", {own}\n', "uk")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r'\"a\" and "b"', '"a" and “b”'),
        (r"rock \'n\' roll's", "rock 'n' roll’s"),
        ('&quot;a&quot; and 6&#39; "b"', '"a" and 6\' “b”'),
        (r"a \-- b \... c", "a -- b ... c"),
        (r"## A \"b\"", '## A \\"b\\"'),
    ],
)
def test_what_is_escaped_stays_straight(written: str, read: str) -> None:
    if written.startswith("#"):
        assert '<h2 id="a-b">A "b"</h2>' == body(written)
    else:
        assert read == shown(written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"*yes*"', "“<em>yes</em>”"),
        ('*"yes"*', "<em>“yes”</em>"),
        ('"[yes](b.html "no")"', '“<a\0h0\0 title="no">yes</a>”'),
        ("l'*Équipe*", "l’<em>Équipe</em>"),
        ('`"a"` "`b`" `c`\'s', '<code>"a"</code> “<code>b</code>” <code>c</code>’s'),
        (
            '<kbd>"</kbd> <samp>--x</samp> <b title="\'">"x"</b>',
            '<kbd>"</kbd> <samp>--x</samp> <b title="\'">“x”</b>',
        ),
        ('She said "so[^1]".\n\n[^1]: "No"', None),
        ('"over\ntwo lines"', "“over\ntwo lines”"),
        ('"over  \na break"', "“over<br>\na break”"),
        ('"so"[@nyt], "so [@nyt]"', None),
    ],
)
def test_elements_within_a_line_are_not_seen(written: str, read: str | None) -> None:
    if read is None:
        assert '"so' not in body(written)
        assert body(written).count("“") == body(written).count("”") > 0
    else:
        assert read == shown(written)


def test_blocks_of_code_and_of_html_are_told_apart() -> None:
    assert "<pre><code>\"a\" -- 'b'\n</code></pre>\n<p>“c”</p>" == body('    "a" -- \'b\'\n\n"c"\n')
    assert "<div>“a”</div>" in body('<div>"a"</div>\n')
    assert "<td>“a</td>" in body('a | b\n- | -\n"a | b"\n')


def test_a_quotation_ends_with_its_block() -> None:
    assert "<p>“a</p>\n<p>b”</p>" == body('"a\n\nb"\n')
    assert "<li>“a</li>\n<li>b”</li>" in body('- "a\n- b"\n')


def test_a_speech_of_several_paragraphs_opens_each_and_closes_the_last() -> None:
    assert "<p>‘One</p>\n<p>‘Two</p>\n<p>‘Three’</p>" == body("'One\n\n'Two\n\n'Three'\n")
    assert "<p>«a „b“ c</p>\n<p>«d»</p>" == body('"a "b" c\n\n"d"\n', "ru")
    assert "<p>«a «b» c</p>\n<p>d</p>" == body('"a "b" c\n\nd\n', "ru")


def test_addresses_that_are_shown_stay() -> None:
    assert (
        "https://a.example/it's--x...y – “https://b.example/z” a--b@c.example xn--p1ai…"
        == shown(
            'https://a.example/it\'s--x...y -- "https://b.example/z" a--b@c.example xn--p1ai...'
        )
    )


def test_headings_keep_their_ids() -> None:
    assert '<h2 id="its-the-bosss-yes">It’s the boss’s «\u202fyes\u202f»</h2>' == body(
        "## It's the boss's \"yes\"\n", "fr"
    )
    assert '<h2 id="léquipe-a-b-cd">l’«\u202fÉquipe\u202f» a – b c–d</h2>' == body(
        '## l\'"Équipe" a -- b c--d\n', "fr"
    )
    assert '<h2 id="a-b"><code>a--b</code></h2>' == body("## `a--b`\n")


def test_an_article_a_page_and_a_person_have_the_marks_of_their_language(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}language: de\n")
    site.article("world/a.md", '"Ja"\n')
    site.article("world/b.md", '"Yes"\n', lang="en")
    site.article("world/c.uk.md", '"Так"\n')
    site.write("content/pages/about.md", '---\ntitle: A\n---\n"Ja"\n')
    site.write("content/pages/about.uk.md", '---\ntitle: A\n---\n"Так"\n')
    site.write("content/people/ann.md", '---\nname: Ann\n---\n"Ja"\n')
    assert not site.build().failed
    assert "„Ja“" in site.page("world/2024/11/a.html")
    assert "“Yes”" in site.page("en/world/2024/11/b.html")
    assert "«Так»" in site.page("uk/world/2024/11/c.html")
    assert "„Ja“" in site.page("about.html") and "«Так»" in site.page("uk/about.html")
    assert "„Ja“" in site.page("people/ann.html")


ANYTHING = st.lists(
    st.sampled_from(
        (
            "'",
            '"',
            "'",
            '"',
            " ",
            " ",
            "word",
            "s",
            "é",
            "п",
            "你",
            "ה",
            "6",
            "90",
            ".",
            ",",
            "...",
            "(",
            ")",
            "-",
            "/",
            "—",
            "<em>",
            "</em>",
            "<@1>",
            "<@2>",
            "</a>",
            "\n",
            "n",
            "'n'",
        )
    ),
    max_size=24,
).map("".join)


@given(ANYTHING)
def test_everyday_marks_are_what_pairing_makes_of_them(text: str) -> None:
    rules = rules_of("en")
    dotted = with_ellipses(text)
    made = None if dotted is None else everyday(dotted)
    if made is not None:
        made = in_marks(made, rules)
        html = text.replace("<@1>", "<a>").replace("<@2>", "<img>")
        assert made.replace("<@1>", "<a>").replace("<@2>", "<img>") == paragraph(html, "en")


@given(ANYTHING, st.sampled_from(languages()))
def test_every_mark_is_decided_and_every_closing_has_its_opening(text: str, lang: str) -> None:
    plain = (
        text.replace("<@1>", "")
        .replace("<@2>", "")
        .replace("<em>", "")
        .replace("</em>", "")
        .replace("</a>", "")
    )
    rules = rules_of(lang)
    found = edits(plain, rules)
    places = [index for index, _ in found]
    assert places == [index for index, sign in enumerate(plain) if sign in "'\""]
    singles = [written for index, written in found if plain[index] == "'"]
    if "‘" not in (*rules.outer, *rules.inner):
        return
    # A single mark opens only where one closes it.
    if (rules.outer.opening, rules.inner) == ("“", ("‘", "’")):
        assert singles.count("‘") <= singles.count("’")


@given(ANYTHING, st.sampled_from(("en", "fr", "he", "de")))
def test_what_is_typographic_stays_so(text: str, lang: str) -> None:
    once = paragraph(text, lang)
    assert once == paragraph(once, lang)


@pytest.mark.parametrize(
    "sign",
    [
        "'",
        '"',
        "'\"",
        " '",
        "' ",
        "'s ",
        "s' ",
        ' "a',
        'a" ',
        '6" ',
        "6' ",
        "'em ",
        "<code>'",
        "<!-- '",
        "<a '",
        "<b>'",
        "https://'",
        "x@'",
        "</p><p>'",
        '</p>"<p>',
        "&amp;'",
        "'n'",
    ],
)
def test_the_time_grows_as_the_text_does(sign: str) -> None:
    for lang in ("en", "he"):
        text = f"<p>{sign * (20_000 // len(sign))}</p>"
        start = process_time()
        typographic(text, rules_of(lang))
        assert process_time() - start < 3


def test_the_html_of_any_text_is_finished() -> None:
    raw = converted('"a"\n\n`b`\n', 1, "a.md", (), "de")
    assert isinstance(raw, RawHtml)
    assert "<p>„a“</p>\n<p><code>b</code></p>" == raw.text
