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


def website_id(site: SiteView) -> str:
    """Names the site in this edition on all pages; "" where the site has no address."""
    return f"{absolute(site.url, site.home.route)}#website" if site.url else ""


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


def breadcrumbs(site: SiteView, above: Sequence[tuple[str, str]], title: str, url: str) -> str:
    """The way from the front page; `above` are titles and routes of what stands between, `url` absolute."""
    begin, position = _way(site.name, site.url, site.home.route, tuple(above))
    last = f'{{"@type":"ListItem","position":{position},"name":{encoded(title)}'
    last += f',"item":{encoded(url)}}}' if url else "}"
    return f"{begin}{last}]}}"


def translated(
    translations: Sequence[Translation], lang: str, original: str
) -> tuple[tuple[str, str], ...]:
    """Of a page in this language: what it is a translation of, or its translations, as members.

    The text in the language `original` is taken for the original one.
    """
    others = [one for one in translations if one.lang != lang and one.url]
    if lang == original:
        written = json_array(map(_translation, others))
        return (("workTranslation", written),) if written else ()
    return tuple(("translationOfWork", _translation(one)) for one in others if one.lang == original)


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
def _way(name: str, url: str, home: str, above: tuple[tuple[str, str], ...]) -> tuple[str, int]:
    """The list as it begins, and the position of what comes last."""
    text = '{"@type":"BreadcrumbList","itemListElement":['
    for position, (title, route) in enumerate(((name, home), *above), 1):
        item = f',"item":{encoded(absolute(url, route))}' if url else ""
        text += f'{{"@type":"ListItem","position":{position},"name":{encoded(title)}{item}}},'
    return text, len(above) + 2
