"""Bounds how long the texts of front matter and settings may be, and how many of a kind there may be.

What stands on cards is repeated on every page that shows the card, and each name of a list is a page.
So the bounds are generous for one article and keep a site from growing by one.
"""

from __future__ import annotations

LENGTHS = {
    "alt": 2_000,
    "archive": 2_000,
    "attribution": 500,
    "caption": 2_000,
    "claim": 2_000,
    "claimant": 500,
    "contact": 500,
    "credit": 500,
    "dateline": 200,
    "description": 1_000,
    "headline": 500,
    "kicker": 200,
    "kind": 100,
    "name": 300,
    "now": 5_000,
    "note": 5_000,
    "page": 200,
    "rating": 500,
    "role": 300,
    "section": 200,
    "series": 300,
    "text": 5_000,
    "title": 500,
    "via": 300,
    "was": 5_000,
}
"""The most characters of the text under a key."""

MOST_CHARACTERS = 2_000
"""Of a text under any other key."""

SHORTEST = 100
"""No bound is smaller."""

ITEM_CHARACTERS = 500
"""The most characters of one text of a list."""

NUMBERS = {
    "aliases": 200,
    "author": 50,
    "authors": 50,
    "corrections": 200,
    "read_also": 50,
    "same_as": 50,
    "sources": 200,
    "tags": 50,
}
"""The most items of the list under a key; of other lists, as many as the file may hold."""

FEWEST = 50

MANY_PAGES = 100
"""An article that makes more pages than this by its tags, authors, sources and aliases is named."""

HINT = "What is long belongs into the text."
