"""Finds the rule of `content/redirects.yaml` that a request meets, as hosts do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote, unquote

from newsgen.model.records import GONE, SPLAT, RedirectRule
from newsgen.model.static_hosts import Host

MOST_HOPS = 10

_PARTS = re.compile(r"([^?#]*)(.*)", re.DOTALL)


class RuleLookup:
    """The rules by what they catch. `of` costs a lookup for each folder in a path."""

    def __init__(self, rules: Iterable[RedirectRule]) -> None:
        self._by_source = {rule.source: rule for rule in rules}

    def of(self, path: str) -> tuple[RedirectRule, str] | None:
        """The rule that a request for this path meets, and where it leads: "" where the page is gone."""
        for one in files_at(path):
            if rule := self._by_source.get(one):
                return rule, rule.target
        folder = path.strip("/")
        while "/" in folder:
            folder, _, _ = folder.rpartition("/")
            if rule := self._by_source.get(f"{folder}/*"):
                return rule, rule.target.replace(SPLAT, path[len(folder) + 1 :])
        return None

    def answers(self, path: str, host: Host, is_there: Callable[[str], bool]) -> bool:
        """Whether whoever asks for this path learns where the page is, or that it is gone.

        `is_there` tells of a path whether something is published there.
        """
        for _ in range(MOST_HOPS):
            found = self.of(path)
            if found is None or not has_effect(found[0], host):
                return False
            rule, target = found
            if not target.startswith("/"):
                return rule.status == GONE or bool(target)
            path, _ = split_target(target)
            if any(map(is_there, files_at(path))):
                return True
        return False


def needs_rules(rule: RedirectRule) -> bool:
    """Whether no page can stand for this rule: only a host that knows rules can follow it."""
    return rule.source.endswith("*") or rule.status == GONE


def has_effect(rule: RedirectRule, host: Host) -> bool:
    """Whether the host follows the rule; so does one that is not named, as far as is known."""
    return not needs_rules(rule) or (host.knows_rules and (host.has_gone or rule.status != GONE))


def split_target(target: str) -> tuple[str, str]:
    """The path below the site, decoded, and the query and fragment behind it, encoded."""
    match = _PARTS.fullmatch(target)
    assert match is not None
    return unquote(match[1]).lstrip("/"), quote(match[2], safe="%/?#&=+-._~!(),;@")


def files_at(path: str) -> tuple[str, str]:
    """The files that a host would show for this path."""
    return path, f"{path.rstrip('/')}/index.html".lstrip("/")
