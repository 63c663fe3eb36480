"""Makes what the structured data of many pages has in common: who publishes, where a page stands."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from newsgen.catalog.addresses import absolute
from newsgen.model.views import LogoView, SiteView, Translation
from newsgen.rendering.json_text import encoded, in_script, json_array, json_object, json_text

_REMEMBERED = 1_000


def graph(nodes: Sequence[str]) -> str:
    """The nodes as one graph, safe inside a `script` element."""
    return in_script(f'{{"@context":"https://schema.org","@graph":[{",".join(nodes)}]}}')


def publisher(site: SiteView) -> str:
    """Who publishes, with the logo, on a page that is not the front page."""
    return _publisher(site.publisher or site.name, site.url, site.logo)


def publisher_reference(site: SiteView) -> str:
    """Leads to the publisher of the front page; without an address of the site, it is the publisher."""
    return f'{{"@id":{encoded(publisher_id(site))}}}' if site.url else publisher(site)


def publisher_id(site: SiteView) -> str:
    """Names the publisher on all pages; "" where the site has no address."""
    return f"{site.url}#publisher" if site.url else ""


def website_id(url: str, home: str) -> str:
    """Names the edition with this front page on all pages of it; "" where the site has no address."""
    return f"{absolute(url, home)}#website" if url else ""


def logo(url: str, view: LogoView | None) -> str:
    """The logo of the site at this URL, "" where it has none."""
    if view is None or not url:
        return ""
    return json_object(
        {
            "@type": '"ImageObject"',
            "url": encoded(url + view.src),
            "width": str(view.width),
            "height": str(view.height),
        }
    )


def breadcrumbs(site: SiteView, above: tuple[tuple[str, str], ...], title: str, url: str) -> str:
    """The way from the front page; `above` are titles and routes of what stands between.

    `title` is JSON, and so is `url`, which is absolute or "".
    """
    begin = _way(site.name, site.url, site.home.route, above)
    return f'{begin}{title},"item":{url}}}]}}' if url else f"{begin}{title}}}]}}"


def translated(translations: Sequence[Translation], lang: str, original: str) -> dict[str, str]:
    """Of a page in this language: what it is a translation of, or its translations, as members.

    The text in the language `original` is taken for the original one.
    """
    others = [one for one in translations if one.lang != lang and one.url]
    if lang == original:
        return {"workTranslation": json_array(map(_translation, others))}
    first = next((one for one in others if one.lang == original), None)
    return {"translationOfWork": _translation(first)} if first else {}


def _translation(one: Translation) -> str:
    url, lang = encoded(one.url), encoded(one.lang)
    return f'{{"@type":"CreativeWork","url":{url},"inLanguage":{lang}}}'


@lru_cache
def _publisher(name: str, url: str, view: LogoView | None) -> str:
    return json_object(
        {
            "@type": '"NewsMediaOrganization"',
            "@id": encoded(f"{url}#publisher") if url else "",
            "name": encoded(name),
            "url": json_text(url),
            "logo": logo(url, view),
        }
    )


@lru_cache(_REMEMBERED)
def _way(name: str, url: str, home: str, above: tuple[tuple[str, str], ...]) -> str:
    """The list up to the title of what comes last."""
    text = '{"@type":"BreadcrumbList","itemListElement":['
    for position, (title, route) in enumerate(((name, home), *above), 1):
        item = f',"item":{encoded(absolute(url, route))}' if url else ""
        text += f'{{"@type":"ListItem","position":{position},"name":{encoded(title)}{item}}},'
    return f'{text}{{"@type":"ListItem","position":{len(above) + 2},"name":'
