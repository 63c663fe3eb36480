"""Adds the one script to a page that is served, and to its policy what lets the script run.

Both are insertions and nothing else: what is left without them are the published bytes.
"""

from __future__ import annotations

import re

PREFIX = "/_newsgen/"
"""Begins the addresses that are the server's own."""

_POLICY = re.compile(
    rb"<meta\b[^>]*?\bhttp-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE
)
_CONTENT = re.compile(rb"\bcontent\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_END_OF_HEAD = re.compile(rb"</head\s*>", re.IGNORECASE)

_SCRIPTS = ("script-src-elem", "script-src", "default-src")
_CONNECTIONS = ("connect-src", "default-src")


def with_script(page: bytes, host: str, tag: str) -> bytes:
    """The page with the script; `host` is the request's, `tag` names the page's published bytes."""
    source = f"{host}{PREFIX}"
    if "[" in host:
        # A policy can't name an IPv6 address.
        source = "'self'"
    amended = _POLICY.sub(lambda match: _with_permission(match.group(), source), page)
    script = f'<script src="{PREFIX}live.js" data-tag="{tag}" defer></script>'.encode()
    end = _END_OF_HEAD.search(amended)
    at = end.start() if end else len(amended)
    return amended[:at] + script + amended[at:]


def _with_permission(meta: bytes, source: str) -> bytes:
    found = _CONTENT.search(meta)
    if found is None:
        return meta
    group = 1 if found[1] is not None else 2
    policy = found[group].decode("utf-8", "surrogateescape")
    for names in (_SCRIPTS, _CONNECTIONS):
        policy = _allowing(policy, names, source)
    begin, end = found.span(group)
    return meta[:begin] + policy.encode("utf-8", "surrogateescape") + meta[end:]


def _allowing(policy: str, names: tuple[str, ...], source: str) -> str:
    """The policy with the source in the first of these directives that it has.

    Where it has only the last, `default-src`, it gets the first but one of its own.
    """
    directives = policy.split(";")
    at: dict[str, int] = {}
    for number, directive in enumerate(directives):
        words = directive.split()
        if words:
            # Of two directives of one name the first counts.
            at.setdefault(words[0].lower(), number)
    name = next((one for one in names if one in at), None)
    if name is None:
        return policy
    if name != "default-src":
        number = at[name]
        directives[number] = f"{directives[number].rstrip()} {source}"
        return ";".join(directives)
    words = directives[at[name]].split()[1:]
    own = " ".join((names[-2], *(one for one in words if one.lower() != "'none'"), source))
    return f"{policy.rstrip().rstrip(';')}; {own}"
