"""A site that uses everything an article, a page and a configuration may have, in English and Arabic."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.site import SiteFolder

REPOSITORY = Path(__file__).parents[2]

PAGES = {
    "home": "index.html",
    "article": "world/2024/11/bridge-closed.html",
    "article, live": "world/2024/11/the-flood-by-the-hour.html",
    "article, retracted": "world/2024/11/the-lost-ferry.html",
    "article, fact-check": "checks/2024/11/the-bridge-was-new.html",
    "section": "world/index.html",
    "section, an older page": "world/page-1.html",
    "tag": "tags/floods.html",
    "person": "people/ada-brink.html",
    "source": "sources/river-authority.html",
    "tags": "tags.html",
    "people": "people.html",
    "sources": "sources.html",
    "archive": "archive/index.html",
    "month": "archive/2024/11.html",
    "series": "series/the-bridge.html",
    "corrections": "corrections.html",
    "feeds": "feeds.html",
    "page": "about.html",
    "404": "404.html",
    "republish": "world/2024/11/bridge-closed.republish.html",
    "tombstone": "world/2024/11/withdrawn.html",
    "text-home": "text/index.html",
    "text-article": "text/world/2024/11/bridge-closed.html",
    "home, from right to left": "ar/index.html",
    "article, from right to left": "ar/world/2024/11/bridge-closed.html",
}
"""One page of every kind that a reader sees; what follows a comma tells two of a kind apart."""

REDIRECT = "old/bridge.html"

_CONFIG = """\
name: The Estuary Post
url: https://estuary.example/news/
description: News of an estuary that is on no map.
publisher: The Estuary Post, an invented newsroom
timezone: Europe/Kyiv
language: en
languages:
  ar: {name: بريد المصب, description: أخبار مصب لا تعرفه الخرائط., publisher: غرفة أخبار متخيلة}
report_errors_to: corrections@estuary.example
robots: {ai_training: disallow, ai_search: allow, ai_user: allow}
rsl: {terms: https://estuary.example/terms, payment: attribution}
trust: {belongto: https://association.example/, contact: corrections@estuary.example}
security: {contact: [security@estuary.example], expires: 2025-06-01, languages: [en, ar]}
llms: true
formats: [html, text, json, markdown]
license: CC-BY-4.0
social_cards: true
per_page: 4
feed: {items: 10, of: [site, sections, corrections, tags, people]}
sections:
  - {slug: world, title: World, titles: {ar: العالم}, iptc: medtop:16000000}
  - {slug: checks, title: Checks}
  - {slug: views, title: Views}
theme:
  accent: '#0b5a6e'
  logo: {file: logo.svg, width: 240, height: 40}
"""

_LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 40">\
<path d="M4 24q15 -24 30 0t30 0t30 0t30 0t30 0t30 0t30 0" fill="none" stroke="#4f9fb4" \
stroke-width="6" stroke-linecap="round"/></svg>
"""

_FRONT = """\
lead: bridge-closed
picks: [the-bridge-was-new]
opinion: [build-it-again]
blocks:
  - {section: world, size: large}
  - {section: checks, size: medium}
  - {section: views, size: small}
"""

_REGISTRY = """\
- id: river-authority
  name: The River Authority
  kind: public authority
  url: https://river.example/
  note: It measures the water.
  ownership: Public
- id: harbour-weekly
  name: Harbour Weekly
  kind: newspaper
  url: https://harbour.example/
"""

_BRIDGE = """\
---
headline: The bridge over the estuary is closed until spring
kicker: Floods
standfirst: The water took a pier. Engineers want to look at the other five.
summary: The estuary's only bridge is closed until spring after the water took a pier.
date: 2024-11-18 08:30
updated: 2024-11-19 17:05
dateline: Port Ember
authors: [ada-brink, Sol Varga]
tags: [Floods, The bridge]
developing: true
priority: 10
series: {title: The bridge, part: 1}
aliases: [/old/bridge.html]
image:
  src: media/rings.png
  alt: Three rings around a point.
  caption: How far the water came.
  credit: Ada Brink / The Estuary Post
corrections:
  - {date: 2024-11-19 17:05, text: The number of piers was wrong., was: five piers, now: six piers}
  - {date: 2024-11-19 18:00, kind: clarification, text: Which bank was meant is now said.}
sources:
  - id: river-authority
    title: Report on the flood
    published: 2024-11-17
    accessed: 2024-11-18
    archive: https://archive.example/flood
    page: "12"
    note: The levels are preliminary.
  - harbour-weekly
  - name: Two engineers
    kind: anonymous
    attribution: two engineers
    reason: They may not speak.
    via: harbour-weekly
read_also: [the-bridge-was-new]
---
The bridge is closed until spring.[@river-authority, table 3; @harbour-weekly] What it means stands
[in a check](../checks/the-bridge-was-new.md#the-claim) and on [another site](https://other.example/).

> A sentence that somebody wrote down.
> [@harbour-weekly]

## The damage {#damage}

!!! fact "In brief"
    - **What:** a pier is gone.[@river-authority]
    - **When:** on Sunday

!!! method "How we counted"
    By hand, twice.

!!! quote "An engineer of the county"
    Nobody builds a pier for the water of last year.[@two-engineers]

![A rod in the water, with marks.](media/rod.png "The rod at the pier")

| pier | state | metres |
|:-----|:-----:|-------:|
| 1    | gone  | 12.5   |
| 2    | whole | 13     |

Term
:   Its meaning, with `code` and H~2~O.

1. First
2. Second

- A footnote.[^1]
- *Emphasis*, **strength** and ~~nothing~~.

```
code in a fence
```

### A deeper heading

[Watch the bridge go](https://www.youtube.com/watch?v=invented)

[The levels by the hour](https://charts.example/levels){.embed}

The EPA says so.

*[EPA]: Estuary Protection Agency

[^1]: The note.
"""

_BRIDGE_IN_ARABIC = """\
---
headline: إغلاق الجسر فوق المصب حتى الربيع
kicker: فيضانات
standfirst: جرفت المياه إحدى الدعائم، ويريد المهندسون فحص الدعائم الخمس الأخرى.
summary: أغلق الجسر الوحيد فوق المصب حتى الربيع.
date: 2024-11-18 08:30
dateline: بورت إمبر
authors: [ada-brink]
tags: [فيضانات]
image: {src: media/rings.png, alt: ثلاث حلقات حول نقطة., caption: إلى أين وصلت المياه.}
corrections:
  - {date: 2024-11-19, text: كان عدد الدعائم خطأ., was: خمس, now: ست}
sources: [river-authority, harbour-weekly]
---
الجسر مغلق حتى الربيع.[@river-authority; @harbour-weekly]

## الأضرار

> جملة كتبها أحدهم.
> [@harbour-weekly]

!!! fact "باختصار"
    - دعامة واحدة جرفتها المياه.

| الدعامة | الحالة |
|---------|--------|
| 1       | اختفت  |
"""

_LIVE = """\
---
headline: The flood by the hour
kind: live
date: 2024-11-17 06:00
authors: [ada-brink]
tags: [Floods]
series: {title: The bridge, part: 2}
sources: [river-authority]
---
What happens, in short.

## 06:10 The water rises

It stands at two metres.[@river-authority]

## 09:40 The pier goes

![A rod in the water, with marks.](media/rod.png)
"""

_RETRACTED = """\
---
headline: The lost ferry
date: 2024-11-10
tags: [Floods]
corrections:
  - {date: 2024-11-12, kind: retraction, text: There was no ferry.}
sources: [harbour-weekly]
---
This article was wrong.
"""

_CHECK = """\
---
headline: "Check: the bridge was new"
kind: fact-check
claim: The bridge was built last year.
claimant: A post that was shared widely
rating: False
date: 2024-11-16
updated: 2024-11-17
authors: [ada-brink]
tags: [The bridge]
sources:
  - river-authority
  - {id: county-register, name: The county's register, kind: document, url: "https://county.example/"}
---
## The claim {#the-claim}

It was built long ago.[@river-authority; @county-register]
"""

_VIEW = """\
---
headline: Build it again, and higher
kind: opinion
standfirst: An estuary needs a bridge.
date: 2024-11-15
authors: [ada-brink]
tags: [The bridge]
sources: [harbour-weekly]
---
An estuary needs a bridge.
"""


def everything(root: Path) -> SiteFolder:
    """Writes the site into the folder."""
    site = SiteFolder(root, _CONFIG)
    media = REPOSITORY / "content" / "media"
    site.file("content/media").mkdir(parents=True)
    shutil.copyfile(media / "range-190-miles.png", site.file("content/media/rings.png"))
    shutil.copyfile(media / "the-way-of-a-report.png", site.file("content/media/rod.png"))
    site.write("static/logo.svg", _LOGO)
    site.write("content/front.yaml", _FRONT)
    site.write("content/sources.yaml", _REGISTRY)
    articles = {
        "world/bridge-closed": _BRIDGE,
        "world/bridge-closed.ar": _BRIDGE_IN_ARABIC,
        "world/the-flood-by-the-hour": _LIVE,
        "world/the-lost-ferry": _RETRACTED,
        "checks/the-bridge-was-new": _CHECK,
        "views/build-it-again": _VIEW,
    }
    for name, text in articles.items():
        site.write(f"content/articles/{name}.md", text)
    site.article(
        "world/withdrawn.md", unpublished="{date: 2024-11-20, reason: A court ordered it.}"
    )
    for day in range(1, 8):
        site.article(
            f"world/day-{day}.md",
            headline=f"The estuary on day {day}",
            date=f"2024-10-{day:02}",
            authors="[ada-brink]",
            tags="[Floods]",
            sources="[river-authority]",
        )
    site.write(
        "content/people/ada-brink.md",
        "---\nname: Ada Brink\nrole: Reporter\ncontact: ada@estuary.example\n"
        "image: {src: media/rod.png, alt: A rod.}\n---\nAda Brink is *invented*.\n",
    )
    site.write("content/people/sol-varga.md", "---\nname: Sol Varga\nrole: Photographer\n---\n")
    for name, title in (("about", "About us"), ("corrections-policy", "How we correct")):
        site.write(f"content/pages/{name}.md", f"---\ntitle: {title}\n---\n## A heading\n\nText.\n")
    site.write("content/pages/about.ar.md", "---\ntitle: من نحن\n---\nنص.\n")
    return site
