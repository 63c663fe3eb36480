"""The archive as calendars, and the years of a source: every cell is what it counts."""

from __future__ import annotations

import re

from newsgen.model.moment import Moment
from tests.support.idioms import idiom
from tests.support.site import CONFIG, SiteFolder

NOVEMBER = Moment(1731196800)


def flat(html: str) -> str:
    return re.sub(r"<[^>]+>", " ", html.replace("\n", " "))


def row(page: str, year: int) -> list[str]:
    """The cells of a year in the calendar of months, as text."""
    (found,) = re.findall(rf'<th scope="row">{year}.*?</tr>', page, re.DOTALL)
    return [" ".join(flat(one).split()) for one in re.findall(r"<td>.*?</td>", found, re.DOTALL)]


def test_each_month_stands_in_its_place_and_leads_to_its_page_where_it_has_articles(
    site: SiteFolder,
) -> None:
    site.article("world/a.md", date="2022-02-10")
    for number in range(3):
        site.article(f"world/b{number}.md", date="2024-11-18")
    site.build()
    page = site.page("archive/index.html")
    assert ["Jan", "Feb 2022, Articles: 1", "Mar"] == row(page, 2022)[:3]
    assert "Nov 2024, Articles: 3" == row(page, 2024)[10]
    assert 12 == len(row(page, 2024)) == len(row(page, 2022))
    links = re.findall(r'<td><a href="\.\./([^"]+)"', page)
    assert ["archive/2024/11.html", "archive/2022/02.html"] == links
    assert "2023" not in flat(page)


def test_each_day_of_a_month_with_articles_leads_to_them(site: SiteFolder) -> None:
    site.article("world/a.md", date="2024-11-01")
    site.article("world/b.md", date="2024-11-18 09:00")
    site.article("world/c.md", date="2024-11-18 10:00")
    site.build()
    page = site.page("archive/2024/11.html")
    linked = re.findall(r'<a href="#(day-\d+)">(.*?)</a>', page)
    assert [("day-1", "1 , Articles: 1"), ("day-18", "18 , Articles: 2")] == [
        (anchor, " ".join(flat(text).split())) for anchor, text in linked
    ]
    assert all(f'<section class="day" id="{anchor}"' in page for anchor, _ in linked)


def test_the_days_of_a_month_are_those_of_the_site_s_zone(site: SiteFolder) -> None:
    site.write("newsgen.yaml", f"{CONFIG}timezone: Pacific/Auckland\n")
    site.article("world/a.md", date="2024-11-17T20:00:00Z")
    site.build()
    assert 'href="#day-18"' in site.page("archive/2024/11.html")


def test_a_week_begins_as_in_the_calendars_of_the_language() -> None:
    assert (0, 0, 0, 0, 1, 2, 3) == idiom("uk").weeks(NOVEMBER)[0]
    assert (0, 0, 0, 0, 0, 1, 2) == idiom("en-US").weeks(NOVEMBER)[0]
    assert ("Пн", "Понеділок") == idiom("uk").weekdays()[0]
    assert ("Sun", "Sunday") == idiom("en-US").weekdays()[0]


def test_a_month_of_a_calendar_is_short_and_begins_with_a_capital() -> None:
    assert "Nov" == idiom("en").month_name(NOVEMBER)
    assert idiom("uk").month_name(NOVEMBER).startswith("Лис")


def test_a_source_s_chart_has_every_year_from_its_first_to_its_last(site: SiteFolder) -> None:
    for year in (2020, 2024, 2024):
        site.article(f"world/{year}.md", date=f"{year}-11-18")
    site.build()
    page = site.page("sources/reuters.html")
    rows = re.findall(r'<th scope="row">(\d+)</th><td><span>(\d+)', page)
    assert [("2024", "1"), ("2023", "0"), ("2022", "0"), ("2021", "0"), ("2020", "1")] == rows
