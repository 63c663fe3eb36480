"""No page chooses by itself what was paid for, is satire or was retracted."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import cast

import pytest

from newsgen.catalog.entry import ListItem
from newsgen.planning.outputs import home
from tests.support.site import CONFIG, SiteFolder

HOME = """
{% if lead %}{{ lead.headline }} {% endif %}
{% for c in seconds %}{{ c.headline }} {% endfor %}
{% for c in opinion %}{{ c.headline }} {% endfor %}
{% for c in latest %}{{ c.headline }} {% endfor %}
{% for b in blocks %}{% for c in b.cards %}{{ c.headline }} {% endfor %}{% endfor %}
"""

FIELDS: dict[str, dict[str, str]] = {
    "sponsored": {"kind": "sponsored"},
    "satire": {"kind": "satire"},
    "retracted": {
        "corrections": "[{date: 2024-11-20, kind: retraction, text: None of it was so.}]"
    },
    "retracted opinion": {
        "kind": "opinion",
        "corrections": "[{date: 2024-11-20, kind: retraction, text: None of it was so.}]",
    },
}


@pytest.fixture
def newsroom(site: SiteFolder) -> SiteFolder:
    """Twelve reports of one tag."""
    site.write("newsgen.yaml", f"{CONFIG}sections: [world, home]\n")
    site.write("templates/home.html", HOME)
    site.write("templates/article.html", "{% for c in related %}{{ c.headline }} {% endfor %}")
    for number in range(1, 13):
        fields = {"headline": f"r{number}", "date": f"2024-11-{number:02}", "tags": "[war]"}
        site.article(f"world/r{number}.md", **fields)
    return site


@pytest.mark.parametrize("fields", FIELDS.values(), ids=FIELDS)
def test_it_stands_on_a_front_page_only_where_the_desk_put_it(
    newsroom: SiteFolder, fields: dict[str, str]
) -> None:
    given = {"headline": "UNASKED", "date": "2024-11-15", "priority": "50", "tags": "[war]"}
    newsroom.article("world/x.md", **given, **fields)
    assert not newsroom.build().failed
    assert "UNASKED" not in newsroom.page("index.html")
    assert "r12" in newsroom.page("index.html")
    newsroom.write("content/front.yaml", "lead: x\n")
    assert not newsroom.build().failed
    assert newsroom.page("index.html").split()[0] == "UNASKED"


@pytest.mark.parametrize("fields", FIELDS.values(), ids=FIELDS)
def test_it_is_related_to_nothing(newsroom: SiteFolder, fields: dict[str, str]) -> None:
    given = {"headline": "UNASKED", "date": "2024-11-05 12:00", "tags": "[war]"}
    newsroom.article("world/x.md", **given)
    assert not newsroom.build().failed
    beside = [f"world/2024/11/r{number}.html" for number in (5, 6, 7)]
    assert all("UNASKED" in newsroom.page(path) for path in beside)
    # A build of what changed chooses others in its place, as a clean one does.
    newsroom.article("world/x.md", **given, **fields)
    assert not newsroom.build().failed
    for path in beside:
        shown = newsroom.page(path).split()
        assert "UNASKED" not in shown
        assert len(shown) >= 4


def test_a_page_looks_no_further_than_it_must() -> None:
    looked: list[int] = []

    def items(kind: str) -> Iterator[ListItem]:
        for number in range(10_000):
            looked.append(number)
            head = SimpleNamespace(kind=kind, path=f"{kind}/{number}")
            yield cast(
                "ListItem", SimpleNamespace(head=head, card=SimpleNamespace(retracted=False))
            )

    page = object.__new__(home._Page)
    page._placed = set()
    assert 4 == len(page._newest(items("news"), 4))
    assert 4 == len(looked)
    assert [] == page._newest(items("satire"), 4)
    assert home.REACH >= len(looked) - 4
