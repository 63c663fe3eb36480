"""Renders the files that hosts read, and the settings of servers: the same headers and redirects for each.

What stands in a line is encoded for that line's format, so that no address can end it, or begin another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from newsgen.model.output import Role
from newsgen.model.records import GONE, SPLAT
from newsgen.model.slug import quoted
from newsgen.model.static_hosts import HEADERS, HTACCESS, REDIRECTS
from newsgen.planning.host_headers import HeaderRules
from newsgen.planning.redirect_rules import Redirect, RedirectRules

_REST = r"((?:[^/\x00-\x1f\x5c][^\x00-\x1f\x5c]*)?)"
"""What "*" stands for in patterns of servers.

Servers decode it. Behind a target of "/", browsers would take a further slash, or a backslash, for
the beginning of another host's name.
"""

_MADE = "# Made by newsgen. Files of your own below static/root/ take the place of this one."


def host_file(path: str, context: Mapping[Role, Any]) -> bytes:
    """The bytes of the file that a host reads at this path."""
    if path == HEADERS:
        return headers_file(context["headers"]).encode()
    if path == REDIRECTS:
        return redirects_file(context["redirects"]).encode()
    if path == HTACCESS:
        return apache(context["headers"], context["redirects"]).encode()
    return f"{context['domain']}\n".encode() if "domain" in context else b""


def headers_file(rules: HeaderRules) -> str:
    """`_headers`, as Netlify and Cloudflare Pages read it.

    Pages have no `Cache-Control` in it: these hosts have pages asked for anew by themselves, and
    of two values for one file they send both.
    """
    lines = [
        _MADE,
        f"{quoted(rules.base)}*",
        *(f"  {name}: {value}" for name, value in rules.of_all),
    ]
    for folder in rules.hashed:
        lines += [f"{quoted(rules.base + folder)}*", f"  Cache-Control: {rules.of_hashed}"]
    return "\n".join([*lines, ""])


def redirects_file(rules: RedirectRules) -> str:
    """`_redirects`: a line for each, those for single pages first."""
    lines = []
    for one in rules.rules:
        if one.status != GONE:
            # The host shows the small page of the old address where it is not told to go on.
            sign = "!" if rules.is_forced and not one.source.endswith("*") else ""
            lines.append(f"{_source(rules, one)} {_target(rules, one)} {one.status}{sign}")
        elif rules.has_gone:
            lines.append(f"{_source(rules, one)} {quoted(rules.base)}404.html {GONE}")
    return "\n".join([_MADE, *lines, ""])


def apache(headers: HeaderRules, rules: RedirectRules) -> str:
    """For `.htaccess`, and for a `<Directory>` of the server's settings (Apache 2.4)."""
    base, folders = quoted(headers.base), "|".join(one.strip("/") for one in headers.hashed)
    lines = [
        _MADE, "DirectoryIndex index.html", "AddDefaultCharset utf-8", "AddType image/webp .webp",
        f"ErrorDocument 404 {base}404.html", "<IfModule mod_headers.c>",
        f'    SetEnvIf Request_URI "^{re.escape(headers.base)}({folders})/" newsgen_hashed',
        *(f'    Header always set {name} "{value}"' for name, value in headers.of_all),
        f'    Header set Cache-Control "{headers.of_hashed}" env=newsgen_hashed',
        f'    Header set Cache-Control "{headers.of_others}" env=!newsgen_hashed',
        "</IfModule>",
    ]  # fmt: skip
    if rules.rules:
        redirects = [_rewrite(rules, one) for one in rules.rules]
        lines += ["<IfModule mod_rewrite.c>", "    RewriteEngine On", *redirects, "</IfModule>"]
    return "\n".join([*lines, ""])


def nginx(headers: HeaderRules, rules: RedirectRules) -> str:
    """For the `server` block of nginx."""

    def added(indent: str, cache: str) -> Iterator[str]:
        for name, value in headers.of_all:
            yield f'{indent}add_header {name} "{value}" always;'
        yield f'{indent}add_header Cache-Control "{cache}";'

    folders = "|".join(one.strip("/") for one in headers.hashed)
    lines = [
        *added("", headers.of_others),
        f'location ~ "^{re.escape(headers.base)}({folders})/" {{',
        "    # A location with a header of its own inherits none.",
        *added("    ", headers.of_hashed), "}",
    ]  # fmt: skip
    for one in rules.rules:
        path, target = _decoded(rules, one), _target(rules, one).replace("$", "%24")
        if one.source.endswith("*"):
            flag = "redirect" if one.status == 302 else "permanent"
            to = target.replace(SPLAT, "$1")
            moved = f'rewrite "^{re.escape(path)}{_REST}$" "{to}" {flag};' if to else "return 410;"
            lines.append(f'location ^~ "{path}" {{ {moved} }}')
        else:
            to = f' "{target}"' if target else ""
            lines.append(f'location = "{path}" {{ return {one.status}{to}; }}')
    return "\n".join([*lines, ""])


def caddy(headers: HeaderRules, rules: RedirectRules) -> str:
    """For a site's block of a Caddyfile."""
    folders = " ".join(f"{quoted(headers.base + one)}*" for one in headers.hashed)
    lines = [
        "header {", *(f'\t{name} "{value}"' for name, value in headers.of_all), "}",
        # A file that is not there yet must not be missing for a year.
        "@hashed {", f"\tpath {folders}", "\tfile", "}",
        "@others {", "\tnot {", f"\t\tpath {folders}", "\t\tfile", "\t}", "}",
        f'header @hashed Cache-Control "{headers.of_hashed}"',
        f'header @others Cache-Control "{headers.of_others}"',
    ]  # fmt: skip
    for number, one in enumerate(rules.rules, 1):
        path, target = _source(rules, one), _target(rules, one)
        if not one.target:
            lines.append(f'respond "{path}" 410')
        elif one.source.endswith("*"):
            pattern = re.escape(_decoded(rules, one))
            to = target.replace(SPLAT, f"{{re.old{number}.1}}")
            lines += [f'@old{number} path_regexp old{number} "^{pattern}{_REST}$"']
            lines += [f'redir @old{number} "{to}" {one.status}']
        else:
            lines.append(f'redir "{path}" "{target}" {one.status}')
    return "\n".join([*lines, ""])


SNIPPETS: Mapping[str, Callable[[HeaderRules, RedirectRules], str]] = MappingProxyType(
    {"apache": apache, "caddy": caddy, "nginx": nginx}
)
"""What makes the settings of each server."""


def _source(rules: RedirectRules, one: Redirect) -> str:
    """What a browser asks for, percent-encoded; a folder with "*"."""
    if one.source.endswith("*"):
        return f"{quoted(rules.base + one.source[:-1])}*"
    is_index = one.source == "index.html" or one.source.endswith("/index.html")
    return quoted(rules.base + (one.source.removesuffix("index.html") if is_index else one.source))


def _decoded(rules: RedirectRules, one: Redirect) -> str:
    """The same as a server sees it, which has decoded it; without "*"."""
    return unquote(_source(rules, one).removesuffix("*"))


def _target(rules: RedirectRules, one: Redirect) -> str:
    """An address at the host, or a URL, percent-encoded; "" where the page is gone."""
    if not one.target or "://" in one.target:
        return one.target
    route = one.target.removeprefix("./")
    is_index = route == "index.html" or route.endswith("/index.html")
    return quoted(rules.base) + (route.removesuffix("index.html") if is_index else route)


def _rewrite(rules: RedirectRules, one: Redirect) -> str:
    """A rule of mod_rewrite in a folder's settings: the path has no slash before it."""
    pattern = re.escape(_decoded(rules, one).removeprefix(rules.base)).replace('"', r"\x22")
    if one.source.endswith("*"):
        pattern += _REST
    if not one.target:
        return f'    RewriteRule "^{pattern}$" - [G,L]'
    target, flags = _target(rules, one), f"R={one.status},NE,L"
    if SPLAT in target:
        # What "*" stood for is decoded, so that the server has to encode all of the address.
        target, flags = unquote(target), f"R={one.status},L"
    # "%" and "$" before a digit stand for something else there.
    target = target.replace("%", r"\%").replace("$", r"\$").replace(SPLAT, "$1")
    return f'    RewriteRule "^{pattern}$" "{target}" [{flags}]'
