"""A problem stands where its link is written, and not where the same letters stand in something else."""

from __future__ import annotations

import pytest

from newsgen.reading.markdown.body import render_body
from newsgen.reading.markdown.destinations import destinations, key_of
from newsgen.reading.markdown.text_places import TextPlaces
from newsgen.reading.markdown.written_code import without_written_code

MARK = "¦"
"""Stands in these texts before the place that is expected, and is taken out."""

PLACED = {
    "a word of the text": "About about.\n\nMore about it.\n\n[more](¦about)\n",
    "a word of the link's own text": "[about](¦about)\n",
    "code": "Write `[x](about)`.\n\n[more](¦about)\n",
    "code of two ticks": "``[x](about) ` `` and [more](¦about)\n",
    "one tick, and another in another paragraph": "A ` tick [more](¦about).\n\nA ` tick.\n",
    "an escaped tick": "A \\`[more](¦about)` b\n",
    "a fence": "```\n[x](about)\n```\n\n[more](¦about)\n",
    "a fence of tildes": "~~~ text\n[x](about)\n~~~\n\n[more](¦about)\n",
    "a fence in a fence": "````\n```\n[x](about)\n```\n````\n\n[more](¦about)\n",
    "a fence in a quotation": "> ```\n> [x](about)\n> ```\n\n[more](¦about)\n",
    "indented code": "Text.\n\n    [x](about)\n\n[more](¦about)\n",
    "indented code at the top": "    [x](about)\n\n[more](¦about)\n",
    "a comment": "<!-- [x](about) -->\n\n[more](¦about)\n",
    "another link's title": '[x](https://a.example/ "about, (about)") [more](¦about)\n',
    "another link's longer address": "[x](https://a.example/about) [more](¦about)\n",
    "an escaped bracket": "A \\](about) and [more](¦about)\n",
    "a list": "- one about\n- two\n\n    [more](¦about)\n",
    "a nested list": "- one about\n    - [more](¦about)\n",
    "a table": "| about | b |\n|---|---|\n| x | [more](¦about) |\n",
    "a footnote": "Text about.[^1]\n\n[^1]: See\n\n    [more](¦about)\n",
    "a quotation": "> about\n>\n> [more](¦about)\n",
    "a heading": "## About about\n\n## [more](¦about)\n",
    "a picture in a link": "About [![about](https://a.example/x)](¦about)\n",
    "a title": 'About [more](¦about "about")\n',
    "a title on the next line": 'About [more](¦about\n"about")\n',
    "a title in single quotes": "About [more](¦about 'about')\n",
    "angle brackets": "About [more](<¦about>)\n",
    "white space": "About [more]( ¦about )\n",
    "a definition": "About [more][x].\n\n[x]: ¦about\n",
    "a definition in angle brackets": "About [more][x].\n\n[x]: <¦about> 'about'\n",
    "a definition on two lines": "About [more][x].\n\n[x]:\n    ¦about\n",
    "a definition that is named like its link": "Read [about].\n\n[about]: ¦about\n",
    "an attribute": 'About <a href="¦about">about</a>\n',
    "an attribute in single quotes": "About <a href='¦about'>about</a>\n",
    "an attribute without quotes": "About <a class=about href=¦about>about</a>\n",
    "an attribute behind another": 'About <a title="about > href=about" HREF = "¦about">about</a>\n',
    "a raw block": '<div>\nabout <a\nhref="¦about">x</a>\n</div>\n',
    "characters of HTML": "About [more](¦ab&#111;ut)\n",
    "an escape": "About about [more](¦abo\\_ut)\n",
}  # fmt: skip


@pytest.mark.parametrize("text", PLACED.values(), ids=PLACED)
def test_a_link_is_named_where_it_is_written(text: str) -> None:
    index = text.index(MARK)
    body = render_body(text.replace(MARK, ""), 7, "a.md", ())
    local = [one for one in body.links if not one.target.startswith("https:")]
    expected = (7 + text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1) + 1)
    assert [expected] == [(one.line, one.column) for one in local]


def test_a_percent_sign_and_a_space_are_one_spelling() -> None:
    body = render_body("a b.md\n\n[x](a%20b.md) [y](<c d.md>) c d.md\n", 1, "a.md", ())
    assert [("a b.md", 3, 5), ("c d.md", 3, 20)] == [one[:3] for one in body.links]


@pytest.mark.parametrize("form", ["[x]({})", "![x]({})", '<a href="{}">x</a>', "[x](<{}>)"])
def test_each_of_the_same_addresses_is_named_where_it_stands(form: str) -> None:
    url = "foo:bar"
    text = f"{url} `{form.format(url)}`\n\n{form.format(url)} and {form.format(url)}\n"
    problems = render_body(text, 1, "a.md", ()).problems
    first = form.index("{}") + 1
    second = first + len(form.format(url)) + len(" and ")
    assert [(3, first), (3, second)] == [(one.line, one.column) for one in problems]


def test_what_is_only_in_code_is_found_there() -> None:
    assert (1, 2) == TextPlaces("`about`", 1, "a.md").of("about")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "`",
        "```\nx",
        "~~~\nx\n~~~",
        "<!-- x",
        "<pre>x",
        "a `b\n\nc` d",
        "\t x\n\n    y\n",
    ],
)
def test_a_text_keeps_its_length_without_its_code(text: str) -> None:
    assert len(text) == len(without_written_code(text))


def test_destinations_have_one_key_however_they_are_written() -> None:
    assert {key_of("a b&c")} == {key_of("a%20b&amp;c"), key_of(" a b&c\n")}
    assert {key_of("a.md"): [4, 19]} == destinations("[x](a.md) <img src=a.md>")


@pytest.mark.parametrize(
    "piece",
    ["](", "](a", "](<", "`", "``", "<a ", '<a "', "<!--", "<pre", "~~~\n", "[a]: ", "](()"],
)
def test_to_find_destinations_costs_one_pass(piece: str) -> None:
    from time import process_time

    began = process_time()
    destinations(piece * (200_000 // len(piece)))
    assert process_time() - began < 2
