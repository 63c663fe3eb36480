"""The settings of the benchmark's Pelican site; `SECTIONS` and the like are added when it is written."""

import json
from pathlib import Path

_HERE = Path(__file__).parent
_SITE = json.loads((_HERE / "site.json").read_text())

SITENAME = "The Benchmark Herald"
SITEURL = "https://herald.example"
SITESUBTITLE = "A newspaper that does not exist, to measure with."
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
SECTIONS = _SITE["sections"]
PEOPLE = {person["name"]: person for person in _SITE["people"]}
JSON_LD = _SITE["json_ld"]

PATH = "content"
OUTPUT_PATH = "public"
THEME = "theme"
THEME_STATIC_DIR = "."
THEME_STATIC_PATHS = ["../static"]
STATIC_PATHS = []
PAGE_PATHS = []
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["newsroom"]

USE_FOLDER_AS_CATEGORY = False
ARTICLE_URL = "{category}/{date:%Y}/{date:%m}/{slug}.html"
ARTICLE_SAVE_AS = ARTICLE_URL
CATEGORY_URL = CATEGORY_SAVE_AS = "{slug}.html"
TAG_URL = TAG_SAVE_AS = "tags/{slug}.html"
AUTHOR_URL = AUTHOR_SAVE_AS = "people/{slug}.html"
ARCHIVES_SAVE_AS = CATEGORIES_SAVE_AS = ""
TAGS_SAVE_AS = "tags.html"
AUTHORS_SAVE_AS = "people.html"
DIRECT_TEMPLATES = ["index", "tags", "authors", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"

DEFAULT_PAGINATION = 30
PAGINATED_TEMPLATES = {"category": 30, "tag": 30, "author": 30}

FEED_MAX_ITEMS = 30
FEED_RSS = None
FEED_ATOM = None
FEED_ALL_ATOM = None
FEED_ALL_RSS = "feed.xml"
CATEGORY_FEED_ATOM = None
CATEGORY_FEED_RSS = "{slug}/feed.xml"
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
RSS_FEED_SUMMARY_ONLY = True

MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.smarty": {},
        "markdown.extensions.sane_lists": {},
        "markdown.extensions.toc": {},
    },
    "output_format": "html",
}

CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
CHECK_MODIFIED_METHOD = "mtime"
CACHE_PATH = "cache"
DELETE_OUTPUT_DIRECTORY = False
