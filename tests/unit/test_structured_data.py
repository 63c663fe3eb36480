"""What an article's page says to machines: JSON-LD that is safe in its element."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.support.site import SiteFolder

PAGE = "world/2024/11/a.html"


def told(site: SiteFolder) -> dict[str, Any]:
    site.build()
    script = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.page(PAGE))
    found: dict[str, Any] = json.loads(script[0])
    return found


def test_all_that_is_known_of_an_article_is_told(site: SiteFolder) -> None:
    source = "{name: The Gazette, title: 'A \"plan\"', url: 'https://g.example/1?a&b', published: 2024-11-17}"
    clerk = "{name: A clerk, kind: anonymous, reason: Her job., attribution: A city clerk}"
    site.article(
        "world/a.md",
        headline="'</script> & \"more\" – \\\\ ї'",
        summary="In short.",
        authors="[Ann Lee]",
        tags="[Rivers]",
        kind="analysis",
        date="2024-11-18T08:00:00+00:00",
        sources=f"[{source}, {clerk}]",
        corrections="[{date: 2024-11-20, text: 'It said <b>.'}]",
    )
    assert told(site) == {
        "@context": "https://schema.org",
        "@type": "AnalysisNewsArticle",
        "headline": '</script> & "more" – \\\\ ї',
        "description": "In short.",
        "inLanguage": "en",
        "datePublished": "2024-11-18T08:00:00+00:00",
        "dateModified": "2024-11-20",
        "url": "https://test.example/world/2024/11/a.html",
        "mainEntityOfPage": "https://test.example/world/2024/11/a.html",
        "author": [
            {
                "@type": "Person",
                "name": "Ann Lee",
                "url": "https://test.example/people/ann-lee.html",
            }
        ],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "The Test Desk",
            "url": "https://test.example/",
        },
        "articleSection": "World",
        "keywords": ["Rivers"],
        "isAccessibleForFree": True,
        "citation": [
            {
                "@type": "CreativeWork",
                "name": 'A "plan"',
                "publisher": "The Gazette",
                "datePublished": "2024-11-17",
                "url": "https://g.example/1?a&b",
            },
            {"@type": "CreativeWork", "name": "A city clerk"},
        ],
        "isBasedOn": ["https://g.example/1?a&b"],
        "correction": [
            {"@type": "CorrectionComment", "text": "It said <b>.", "datePublished": "2024-11-20"}
        ],
    }


def test_what_is_not_known_is_left_out(site: SiteFolder) -> None:
    site.write("newsgen.yaml", "name: The Test Desk\n")
    site.article("world/a.md", body="")
    assert told(site) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "A headline",
        "inLanguage": "en",
        "datePublished": "2024-11-18",
        "dateModified": "2024-11-18",
        "publisher": {"@type": "NewsMediaOrganization", "name": "The Test Desk"},
        "articleSection": "World",
        "isAccessibleForFree": True,
        "citation": [{"@type": "CreativeWork", "name": "Reuters"}],
    }
