"""What the news templates need beside Pelican's own: sources, neighbours, related articles."""

from collections import Counter, defaultdict

from pelican import signals

RELATED = 5
WINDOW = 8


def _prepare(generator):
    by_section = defaultdict(list)
    by_tag = defaultdict(list)
    for article in sorted(generator.articles, key=lambda one: (one.date, one.slug)):
        by_section[article.category.slug].append(article)
        for tag in article.tags:
            by_tag[tag.slug].append(article)
        article.cited = [_source(line) for line in _lines(article.sources)]
    for articles in by_section.values():
        for index, article in enumerate(articles):
            article.previous = articles[index - 1] if index else None
            article.next = articles[index + 1] if index + 1 < len(articles) else None
    places = {
        tag: {one.slug: index for index, one in enumerate(articles)}
        for tag, articles in by_tag.items()
    }
    for article in generator.articles:
        shared = Counter()
        found = {}
        for tag in article.tags:
            articles = by_tag[tag.slug]
            place = places[tag.slug][article.slug]
            for one in articles[max(0, place - WINDOW) : place] + articles[place + 1 : place + 2]:
                shared[one.slug] += 1
                found[one.slug] = one
        ranked = sorted(found.values(), key=lambda one: (shared[one.slug], one.date), reverse=True)
        article.related = ranked[:RELATED]


def _lines(value):
    return value if isinstance(value, list) else [value]


def _source(line):
    keys = ("name", "kind", "title", "url", "published", "accessed")
    return dict(zip(keys, line.split(" | "), strict=True))


def register():
    signals.article_generator_finalized.connect(_prepare)
