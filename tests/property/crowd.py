"""A site in which everything wants the place of something else: few files, each in a few variants.

Histories of other sites rarely come to such a pass by chance. Here almost each
step does: files of the same name and bytes in several folders, addresses that
differ in case or in how accents are encoded, slugs in two languages, drafts
with mistakes, names that nearly fit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from tests.property.desk import Desk
from tests.property.sites import INSTANTS, PICTURES, Newsroom, SetClock, Step, small_templates

ARTICLES = "content/articles/"


def article(body: str = "Text.", **keys: str) -> bytes:
    """An article with these keys beside those that each has."""
    fields = {"headline": "A headline", "date": "2024-01-01", "sources": "[Reuters]", **keys}
    front = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\n{front}---\n{body}\n".encode()


def page(body: str, head: str = "title: About") -> bytes:
    """A standing page or, with another head, a person."""
    return f"---\n{head}\n---\n{body}\n".encode()


def draft(body: str = "Text.", **keys: str) -> bytes:
    return article(body, draft="true", **keys)


KEPT = {
    f"{ARTICLES}world/k0.md": article(tags="[x, peace]", authors="[Ann]", series="Count"),
    f"{ARTICLES}world/k1.md": article(tags="[x]", authors="[Ann]", date="2024-01-02"),
    f"{ARTICLES}world/k2.uk.md": article(tags="[x]", authors="[Ann]"),
    f"{ARTICLES}people/k3.md": article(authors="[Bo]", kind="opinion"),
    f"{ARTICLES}tags/k4.md": article(corrections="[{date: 2024-02-02, text: No.}]"),
}
"""What is always there, so that no edition, section or directory comes for the first time."""

PLAN, OTHER = b"%PDF-1.4 a plan\n%%EOF\n", b"%PDF-1.4 another plan\n%%EOF\n"
FACE, FACE_2 = PICTURES[:2]

WARM: dict[str, tuple[bytes | None, ...]] = {
    f"{ARTICLES}world/plan.pdf": (PLAN, OTHER, None),
    "content/media/plan.pdf": (PLAN, OTHER, None),
    "content/aaa/plan.pdf": (PLAN, OTHER, None),
    "content/pages/media/plan.pdf": (None, PLAN, OTHER),
    f"{ARTICLES}world/face.png": (FACE, FACE_2, None),
    "content/people/face.png": (FACE, FACE_2, None),
    "content/media/face.png": (None, FACE, FACE_2),
    f"{ARTICLES}world/!!!.pdf": (PLAN, OTHER),
    f"{ARTICLES}world/file.pdf": (PLAN, OTHER),
    f"{ARTICLES}world/one.md": (
        None, article("[p](plan.pdf)"), article("[p](plan.pdf)", expires="2024-06-01"), article(),
        article(image="face.png"), article("![f](face.png)"), draft("![f](/people/face.png)"),
    ),
    f"{ARTICLES}world/two.md": (
        None, article("[p](/aaa/plan.pdf)"), article("[f](file.pdf) [g](!!!.pdf)"),
        article("![f](/people/face.png)"), article(image="{src: face.png, focus: [0, 0]}"),
    ),
    f"{ARTICLES}people/one.md": (
        None, article("[p](/media/plan.pdf)"), article("[f](../world/!!!.pdf)"),
    ),
    f"{ARTICLES}world/vote.md": (
        None, article(), article(slug="Vote"), draft(), article(embargo="2024-06-01"),
        article(embargo="2025-01-01"), article(lang="uk"), article(lang="uk", embargo="2025-01-01"),
        draft(embarg="x"), article(slug="votes"), article(slug="e\u0301te"),
    ),
    f"{ARTICLES}people/vote.md": (
        None, article(), article(embargo="2025-01-01"), article(lang="uk", embargo="2025-01-01"),
        draft(embarg="x"), draft(embarg="x", slug="votez"), draft(slug="votex"),
        article(section="world"), article(section="world", slug="\u00e9te"),
    ),
    f"{ARTICLES}world/reader.md": (
        None, article(read_also="[vote]"), draft(read_also="[vot]"), draft("[v](votex.md)"),
        article("[v](vote.md)"), article("[u](/old/x.html) [t](/tags/war.html)"),
    ),
    f"{ARTICLES}tags/reader.md": (
        None, draft(read_also="[votes]"), article(read_also="[votes]"), draft("[x](votez.md)"),
        article("[x](/articles/people/vote.md)"),
    ),
    f"{ARTICLES}world/t.md": (
        None, article(tags="[war]"), article(tags="[War, stra\u00dfe]"), article(tags="[strasse]"),
        article(authors="[Page 1]"), article(authors="[Bo, Cy]"), article(series="Page 1"),
        article(sources="[Page 1, The Herald]"), article(date="2024-03-01"),
        article(aliases="[/old/x.html]"), article(aliases="[/uk/people/bo.html]"),
        article(series="{title: Long, part: 1}"),
    ),
    f"{ARTICLES}world/u.md": (
        None, article(tags="[stra\u00dfe]"), article(authors="[Strasse]"), article(series="WAR"),
        article(aliases="[/Tags/War.html]"), article(aliases="[/text/World/2024/01/vote.html]"),
        article(aliases="[/old]"), article(series="{title: long, part: 1}"),
        article(lang="uk", authors="[Cy]"), article(lang="uk", tags="[war]"),
    ),
}  # fmt: skip
"""What changes from build to build, in its variants; the first is there in the beginning."""

COLD: dict[str, tuple[bytes | None, ...]] = {
    "content/pages/about.md": (
        page("[p](../media/plan.pdf)"), page("[p](../aaa/plan.pdf)"), page("[p](media/plan.pdf)"),
        page("![f](../people/face.png)"), page("[v](/articles/world/vote.md)"), None,
    ),
    "content/people/ann.md": (
        page("", "name: Ann\nimage: face.png"), page("", "name: Ann\nimage: media/face.png"),
        page("[v](../articles/people/one.md)", "name: Ann"), None,
    ),
}  # fmt: skip
"""What changes seldom, for a build looks at everything then."""

RIVALS = (
    "World/2024/01/Vote.html", "Tags/War.html", "people/CY.html", "people/bo/Page-1.html",
    "sources/The-Herald.html", "SERIES/war.html", "SERIES", "Archive/2024/03.html", "Old/x.html",
    "OLD", "sitemaps/2024-03.XML", "TEXT/world/2024/01/vote.html", "WORLD/2024/03", "Media",
    "world/2024/01/e\u0301te.html", "uk/Tags/war.html", "Uk/people", "people/Page-1.html",
)  # fmt: skip
"""Static files that some disks put where pages lie."""


@dataclass
class Crowd(Newsroom):
    """The site's folder as files that are there or not."""

    present: dict[str, bytes] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        templates = {f"templates/{name}": text.encode() for name, text in small_templates().items()}
        config = "".join(f"{key}: {value}\n" for key, value in self.config.items())
        return {**templates, **KEPT, **self.present, "newsgen.yaml": config.encode()}


@dataclass(frozen=True)
class Put(Step):
    """One of the files in another variant."""

    path: str
    content: bytes | None

    def take(self, desk: Desk) -> None:
        assert isinstance(desk.newsroom, Crowd)
        put(desk.newsroom.present, self.path, self.content)


def put(files: dict[str, bytes], path: str, content: bytes | None) -> None:
    if content is None:
        files.pop(path, None)
    else:
        files[path] = content


def _variant(variants: dict[str, tuple[bytes | None, ...]]) -> st.SearchStrategy[Step]:
    return st.sampled_from(sorted(variants)).flatmap(
        lambda path: st.builds(Put, st.just(path), st.sampled_from(variants[path]))
    )


crowded_steps = st.one_of(
    *[_variant(WARM)] * 8,
    _variant(COLD),
    st.builds(SetClock, st.sampled_from((INSTANTS[0], INSTANTS[0], *INSTANTS))),
)


@st.composite
def crowds(draw: st.DrawFn) -> Crowd:
    """A site in one of its beginnings."""
    present = {path: variants[0] for path, variants in WARM.items()}
    present["content/pages/about.md"] = draw(st.sampled_from(COLD["content/pages/about.md"][:2]))
    present["content/people/ann.md"] = draw(
        st.sampled_from((*COLD["content/people/ann.md"][:1], None))
    )
    for path in draw(st.lists(st.sampled_from(RIVALS), max_size=3, unique=True)):
        file = f"static/root/{path}"
        # A file and a folder of one name are on no disk.
        if not any(
            f"{one}/".startswith(f"{file}/") or file.startswith(f"{one}/") for one in present
        ):
            present[file] = b"other"
    return Crowd(
        config={
            "url": "https://desk.example/",
            "formats": "[html, text]",
            "sections": "[world, people, tags]",
            "per_page": draw(st.sampled_from(("1", "2"))),
            "social_cards": draw(st.sampled_from(("false", "true"))),
        },
        present={path: content for path, content in present.items() if content is not None},
    )
