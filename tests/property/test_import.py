"""Whatever an archive holds is imported or told: nothing raises, no paragraph is lost in silence."""

from __future__ import annotations

import re
import tempfile
from html import escape
from pathlib import Path

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsgen.build.pipeline import build
from newsgen.build.report import BuildRequest
from newsgen.importing.front_dump import front_matter
from newsgen.reading.yaml.front_matter import split_front_matter
from newsgen.reading.yaml.yaml_values import Items, Scalar
from tests.support.archives import imported
from tests.support.site import AS_OF

EXAMPLES = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)

WORDS = st.integers(1, 999_999).map(lambda number: f"para{number:06}")
NOISE = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cs",), exclude_characters="\ue000\ue001\ue002\ue003"
    ),
    max_size=12,
).filter(lambda text: "para" not in text)
SIGNS = st.text("*_`[]()<>{}!#|\\&\"'-=+.:~^$@/ \n\t", max_size=14)
_NO_QUOTES = str.maketrans("", "", "'\"()")
"""Of quotation marks and brackets that don't close, Markdown makes what it likes."""
BETWEEN = st.one_of(NOISE, SIGNS)

TAGS = (
    "p",
    "div",
    "em",
    "strong",
    "b",
    "i",
    "u",
    "span",
    "blockquote",
    "li",
    "ul",
    "ol",
    "h1",
    "h3",
    "td",
    "table",
    "tr",
    "th",
    "dl",
    "dd",
    "dt",
    "figure",
    "figcaption",
    "details",
    "summary",
    "pre",
    "code",
    "sub",
    "font",
    "center",
    "section",
    "article",
    "a",
    "label",
    "button",
    "form",
    "strike",
    "q",
    "cite",
    "small",
    "abbr",
)


@st.composite
def html(draw: st.DrawFn) -> str:
    """HTML as people and programs leave it: words that can be found again, in tags that may not close."""
    parts = []
    for _ in range(draw(st.integers(1, 12))):
        tag = draw(st.sampled_from(TAGS))
        word, noise = draw(WORDS), escape(draw(BETWEEN))
        form = draw(st.integers(0, 7))
        if form == 0:
            parts.append(f"<{tag}>{noise}{word}")
        elif form == 1:
            parts.append(f"{word}</{tag}>")
        elif form == 2:
            parts.append(
                f'\n\n<a href="{escape(draw(BETWEEN))}">{word}</a> <img src="{noise}" alt="x">\n\n'
            )
        elif form == 3:
            parts.append(f"\n\n{word} {noise}\n")
        elif form == 4:
            parts.append(f"[caption width=1]<img src=x.png> {word}[/caption][x y={word}]")
        elif form == 5:
            parts.append(
                f"<!-- wp:{tag} --><{tag} style='font-weight:bold'>{word}</{tag}><!-- /wp:{tag} -->"
            )
        else:
            parts.append(f"<{tag}> {word} {noise}</{tag}>")
    return "".join(parts)


@st.composite
def markdown(draw: st.DrawFn) -> str:
    """Markdown with marks of other systems, some of which don't close."""
    parts = []
    for _ in range(draw(st.integers(1, 12))):
        word, noise = draw(WORDS), draw(SIGNS)
        target = noise.translate(_NO_QUOTES)
        parts.append(
            draw(
                st.sampled_from(
                    (
                        f"{word} {noise}\n\n",
                        f"![{word}]({target})\n",
                        f"[{word}](/a{target})",
                        f"{{% include {word} %}} {word}\n",
                        f"{{{{ {word} | url }}}} {word}\n",
                        f"> {word}\n\n",
                        f"[@{word}] ",
                        f"`{word}` ",
                        f"```\n{word}\n```\n",
                        f"<p>{word}</p>\n\n",
                        f"- {word}\n",
                        f"{{: .x }}{word}\n",
                        f"<b>{word} ",
                        f"# {word}\n\n",
                        f"[x]: //x.example/\n\n{word}\n",
                        f"{{% raw %}}{word}{{% endraw %}}",
                        f"[gallery ids={word}]\n{word}",
                        f"<img src='x' alt='{word}'>",
                        f"[caption]{word}[/caption]",
                        f"\\{noise}{word}",
                    )
                )
            )
        )
    return "".join(parts)


def words_of(text: str) -> set[str]:
    return {*re.findall(r"para\d{6}", text)}


def brought(source: Path, folder: Path) -> str:
    """All that the pages say after the import, those of drafts too, and the lines of the report."""
    report = imported(source, folder)
    assert not [one for one in report.problems if one.severity == "error"], report.problems
    request = BuildRequest(site=folder, output=folder / "dist", as_of=AS_OF, drafts=True)
    made = build(request)
    assert not made.failed, made.problems
    pages = [file.read_text("utf-8") for file in sorted((folder / "dist").rglob("*.html"))]
    told = [f"{one.why} {one.losses}" for one in report.outcomes]
    return "\n".join([*pages, *told])


@EXAMPLES
@given(st.lists(html(), min_size=1, max_size=4), NOISE, st.booleans())
def test_any_export_is_imported_or_told(texts: list[str], title: str, has_entities: bool) -> None:
    items = []
    for number, text in enumerate(texts):
        body = escape(text) if has_entities else text.replace("]]>", "")
        content = body if has_entities else f"<![CDATA[{body}]]>"
        items.append(
            f"<item><title>{escape(title)}</title><wp:post_id>{number}</wp:post_id>"
            f"<wp:post_date>2019-01-02 03:04:05</wp:post_date><wp:post_type>post</wp:post_type>"
            f"<content:encoded>{content}</content:encoded></item>"
        )
    whole = f'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>{"".join(items)}</channel></rss>'
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "export.xml"
        source.write_text(whole, "utf-8")
        said = brought(source, Path(folder) / "site")
    assert set() == words_of("".join(texts)) - words_of(said)


@EXAMPLES
@given(st.lists(markdown(), min_size=1, max_size=4), NOISE, NOISE)
def test_any_text_with_front_matter_is_imported_or_told(
    texts: list[str], title: str, tag: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        posts = Path(folder) / "old/_posts"
        posts.mkdir(parents=True)
        for number, text in enumerate(texts):
            front = yaml.safe_dump({"title": title, "tags": [tag], "x": {title: tag}})
            (posts / f"2019-01-02-t{number}.md").write_text(f"---\n{front}---\n{text}", "utf-8")
        said = brought(Path(folder) / "old", Path(folder) / "site")
    assert set() == words_of("".join(texts)) - words_of(said)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(NOISE, SIGNS), min_size=1, max_size=4), st.one_of(NOISE, SIGNS))
def test_front_matter_reads_back_as_the_same_values(texts: list[str], text: str) -> None:
    texts = [one for one in texts if one]
    front = split_front_matter(
        front_matter({"first": "x", "one": text, "many": texts}) + "Body.\n", "a.md"
    )
    codes = {one.code for one in front.problems} - {"NG027"}
    if front.problems and not codes:
        return
    assert front.keys is not None and not front.problems
    one, many = front.keys.entries.get("one"), front.keys.entries.get("many")
    said = one.value if one else Scalar("", 0, 0)
    assert isinstance(said, Scalar) and text == said.text
    if texts:
        assert many is not None and isinstance(many.value, Items)
        assert texts == [item.text for item in many.value.items if isinstance(item, Scalar)]
