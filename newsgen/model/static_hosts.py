"""What hosts of static files read of the output folder, and how much they take."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from newsgen.model.fast_namedtuple import NamedTuple

HEADERS, REDIRECTS, HTACCESS, NOJEKYLL = "_headers", "_redirects", ".htaccess", ".nojekyll"

_MIB = 1024 * 1024


class Host(NamedTuple):
    """A host: the files that it reads, and its limits, 0 where it has none or says none.

    `max_bytes` is the size of the whole site. `dynamic_redirects` are those with a wildcard.
    `has_gone` says that it can answer that a page is gone (410); `is_forced` that a rule counts
    where a file lies only with a sign.
    """

    name: str
    files: tuple[str, ...] = ()
    max_files: int = 0
    max_file_bytes: int = 0
    max_bytes: int = 0
    redirects: int = 0
    dynamic_redirects: int = 0
    line_length: int = 0
    has_gone: bool = False
    is_forced: bool = False

    @property
    def title(self) -> str:
        """What it is called in a sentence."""
        return _TITLES.get(self.name, self.name)

    @property
    def knows_rules(self) -> bool:
        """Whether rules of redirects reach it, by a file or by what `newsgen hosting` prints."""
        return REDIRECTS in self.files or HTACCESS in self.files or self.name in SERVERS


LIMIT = "NG461"
"""The code of problems with all of a site: as long as it has one, its builds look at everything."""

SERVERS = ("apache", "caddy", "nginx")
"""Servers of one's own, whose settings `newsgen hosting` prints."""

ANY = Host("", (HEADERS, REDIRECTS, NOJEKYLL), has_gone=True)
"""No host is named: what is written is read by some, and plain files for the others.

All that is in them is public already: addresses of visible pages, and what each page says itself.
"""

HOSTS: Mapping[str, Host] = MappingProxyType({
    one.name: one
    for one in (
        Host("apache", (HTACCESS,), has_gone=True),
        Host("caddy", has_gone=True),
        # developers.cloudflare.com/pages: platform/limits, configuration/redirects (2026-04).
        Host(
            "cloudflare-pages", (HEADERS, REDIRECTS), max_files=20_000, max_file_bytes=25 * _MIB,
            redirects=2_000, dynamic_redirects=100, line_length=1_000,
        ),
        # docs.github.com/pages: GitHub Pages limits (2026-11): "no larger than 1 GB".
        Host("github-pages", (NOJEKYLL,), max_bytes=1_000_000_000),
        # docs.gitlab.com, GitLab Pages redirects and instance limits (2026-01).
        Host(
            "gitlab-pages", (REDIRECTS,), max_files=200_000,
            redirects=1_000, dynamic_redirects=1_000,
        ),
        # docs.netlify.com/manage/routing/redirects (2026-03): "10,000 or more" ask for wildcards.
        Host(
            "netlify", (HEADERS, REDIRECTS), redirects=10_000, dynamic_redirects=10_000,
            has_gone=True, is_forced=True,
        ),
        Host("nginx", has_gone=True),
        Host("s3"),
    )
})  # fmt: skip
"""By the word that `host:` takes."""

_TITLES: Mapping[str, str] = MappingProxyType({
    "apache": "Apache", "caddy": "Caddy", "cloudflare-pages": "Cloudflare Pages",
    "github-pages": "GitHub Pages", "gitlab-pages": "GitLab Pages", "netlify": "Netlify",
    "nginx": "nginx", "s3": "S3",
})  # fmt: skip


class HostSettings(NamedTuple):
    """What `host:` says; `name` is "" where it names none. `line` and `column` are its place."""

    name: str = ""
    hsts: bool = False
    cname: bool = False
    line: int = 0
    column: int = 0

    @property
    def host(self) -> Host:
        """The host, or `ANY`."""
        return HOSTS.get(self.name, ANY)
